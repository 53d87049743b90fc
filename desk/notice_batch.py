"""Issue several letters at once: each by itself, each once, the refusals named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from casework.errors import CaseworkError
from casework.models import Unit
from casework.operations.once import once
from casework.permissions import may
from desk.acts.issue import words_of_letter
from desk.letters import PRESS, letters_of
from notices.keys import letter_key
from notices.operations.issue import IssueFacts, issue
from offices.models import Staff

MOST_LETTERS = 100
SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A letter that was chosen in the list.

    Attributes:
        sent: What the form sends for it.
        issued_on: The day it will bear.
    """

    sent: str
    unit: Unit
    key: str
    words: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class IssuedInBatch:
    """What became of a chosen letter: its number, or why it was refused."""

    unit: Unit
    number_text: str = ""
    refusal: str = ""


def chosen_letters(sent: Iterable[str], *, by: Staff, on: date) -> list[Chosen]:
    """Return the letters that were chosen, as far as they are this person's.

    Args:
        sent: Unit and key of each.
        by: Who chose.
        on: The day.
    """
    wanted = dict.fromkeys(list(sent)[:MOST_LETTERS])
    keys = {text.partition(SEPARATOR)[0] for text in wanted}
    units = Unit.objects.visible_to(by, on=on).select_related(
        "case", "organ", "division"
    )
    found = {
        str(unit.pk): unit
        for unit in units.filter(pk__in=[key for key in keys if key.isdecimal()])
        if may(by, "issue", unit, on=on)
    }
    chosen = []
    for text in wanted:
        pk, _, key = text.partition(SEPARATOR)
        if pk in found:
            chosen += _chosen(text, found[pk], key, on)
    return chosen


def _chosen(sent: str, unit: Unit, key: str, on: date) -> list[Chosen]:
    return [
        Chosen(sent, unit, key, words_of_letter(letter, on), letter.issued_on or on)
        for letter in letters_of(unit, on)
        if letter_key(letter) == key
    ]


def issue_chosen(
    chosen: Iterable[Chosen], *, token: str, by: Staff, on: date, at: datetime
) -> list[IssuedInBatch]:
    """Issue each letter in a transaction of its own; sent twice, it is issued once.

    Args:
        chosen: The letters.
        token: The one-time key of the form.
        by: Who issues them.
        on: The day.
        at: The instant.
    """
    return [
        _issue(one, f"{token[:40]}:{n}", by=by, on=on, at=at)
        for n, one in enumerate(chosen)
    ]


def _issue(
    one: Chosen, key: str, *, by: Staff, on: date, at: datetime
) -> IssuedInBatch:
    def do() -> dict[str, object]:
        notice = issue(
            unit=one.unit,
            wanted=IssueFacts(key=one.key, issued_on=one.issued_on),
            press=PRESS,
            version=None,
            by=by,
            on=on,
            at=at,
        )
        return {"number": notice.number_text}

    try:
        done = once(
            key=key, by=by, act="issue", payload={"letter": one.sent}, at=at, do=do
        )
    except CaseworkError as error:
        return IssuedInBatch(one.unit, refusal=str(error))
    return IssuedInBatch(one.unit, number_text=str(done["number"]))
