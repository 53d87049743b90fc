"""A real letter is issued with its real words, and a later one cites it."""

from datetime import date

import pytest

from casework.models import Unit
from disclosure.letters import letters_of
from notices.letter import Letter
from notices.marks import marks_in, marks_of
from notices.press import Press, Worded
from notices.rendering import render
from notices.text import compose
from ordinances.loading import pack
from tests.disclosure.test_letters import decided, printed, varied
from tests.factories.cast import make_cast
from tests.factories.course import FULL, ON, PARTIAL
from tests.factories.letters import issued

pytestmark = pytest.mark.django_db


def real_letters(unit: Unit, on: date) -> list[Letter]:
    return letters_of(unit, on=on)


def real_words(letter: Letter, *, number_text: str, issued_on: date) -> Worded:
    form = pack(letter.unit.regime).notice_form(letter.form, issued_on)
    text = compose(form, letter, number_text=number_text, issued_on=issued_on)
    return Worded(text=text, form_version=form.version)


PRESS = Press(letters_of=real_letters, word=real_words, render=render)


def test_issued_letter_is_cited_with_its_number_by_the_one_that_varies_it() -> None:
    cast = make_cast()
    unit = decided(cast, "partial", PARTIAL)
    notice = issued(unit, cast.records_officer, on=ON, press=PRESS)
    varied(cast, unit, "full", FULL)

    _old, new = letters_of(unit, on=ON)

    assert (new.facts["cited_on"], new.facts["cited_number"]) == (
        "2020-06-03",
        notice.number_text,
    )
    cited = notice.number_text.replace(" ", "")
    assert f"令和２年６月３日付け{cited}で通知した決定を変更し" in printed(new)


def test_printed_bytes_bear_the_marks_of_the_issued_letter() -> None:
    cast = make_cast()
    unit = decided(cast, "partial", PARTIAL)
    notice = issued(unit, cast.records_officer, on=ON, press=PRESS)

    assert marks_in(render(notice.text)) == marks_of(notice)
