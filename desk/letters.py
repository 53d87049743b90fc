"""The letters of a unit and their print: slices, packs and the printer put together."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import pgettext

from casework.errors import CaseworkError
from casework.models import Kind, Unit
from disclosure.letters import letters_of as letters_of_request
from notices.letter import Letter
from notices.marks import KEY as MARKS
from notices.marks import marks_of_letter
from notices.numbers import number_text
from notices.press import Press, Worded
from notices.rendering import render
from notices.text import compose
from ordinances.dated import NotInForce
from ordinances.loading import pack as load_pack


class NoSuchForm(CaseworkError):
    """The pack has no such form of letter on that day."""

    code, field = "no_such_form", "issued_on"

    def __init__(self, error: NotInForce) -> None:
        super().__init__(str(error))


def letters_of(unit: Unit, on: date) -> Sequence[Letter]:
    """Return the letters of a unit as things stand; a regime without forms has none.

    Args:
        unit: The unit.
        on: The day.
    """
    if unit.kind != Kind.PUBLIC_RECORDS or unit.voided:
        return []
    return letters_of_request(unit, on=on)


def word(letter: Letter, *, number_text: str, issued_on: date) -> Worded:
    """Put a letter into words by the form in force on its day.

    Raises:
        NoSuchForm: The pack has none.
        CannotCompose: A fact is missing.
    """
    try:
        form = load_pack(letter.unit.regime).notice_form(letter.form, issued_on)
    except NotInForce as error:
        raise NoSuchForm(error) from error
    text = compose(form, letter, number_text=number_text, issued_on=issued_on)
    return Worded(text=text, form_version=form.version)


PRESS = Press(letters_of=letters_of, word=word, render=render)


def preview(letter: Letter, *, on: date) -> bytes:
    """Print a letter as it would be issued, but for its number.

    Args:
        letter: The letter.
        on: The day it would bear where its day is free.

    Raises:
        CaseworkError: It cannot be worded or printed.
    """
    day = letter.issued_on or on
    number = number_text(letter.unit, issued_on=day)
    text = word(letter, number_text=number, issued_on=day).text
    return render({**text, MARKS: marks_of_letter(letter, number)})


def title_of(regime: str, form: str, on: date) -> str:
    """Return what a form of letter is called, as printed on it."""
    try:
        return load_pack(regime).notice_form(form, on).title_ja
    except NotInForce:
        return pgettext("notice", "Letter")


def to_whom(name: str, honorific: str) -> str:
    """Write an addressee as on the letter."""
    return f"{name} {honorific}".strip()
