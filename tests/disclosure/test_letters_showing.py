"""The letter of a disclosure: the day, the place, the way and the fee."""

from dataclasses import replace
from datetime import date, time

import pytest

from casework.models import Unit
from casework.operations.appoint import AppointmentFacts, appoint
from casework.operations.log_no_show import log_no_show
from offices.models import Division
from tests.disclosure.test_letters import cast, decided, facts, one, printed
from tests.factories.cases import make_unit
from tests.factories.cast import Cast
from tests.factories.course import AT, FULL, ON, WITHHELD
from tests.factories.fees import invited

pytestmark = pytest.mark.django_db

__all__ = ["cast"]


def test_letter_says_day_place_way_and_fee_of_the_disclosure(cast: Cast) -> None:
    asked = replace(facts(), wanted_methods=("inspection", "copy_counter"))
    unit = decided(cast, "full", FULL, unit=make_unit(asked))
    before = printed(one(unit))
    invite = AppointmentFacts(
        on=date(2020, 6, 16),
        begins_at=time(13, 30),
        # rare characters are printed, not only those of every font
        place="𠮷祥寺分庁舎 髙層棟",
        quoted_yen=1200,
    )
    appoint(
        unit=unit,
        appointment=invite,
        version=None,
        by=cast.division_staff,
        on=ON,
        at=AT,
    )

    letter = one(unit)

    assert letter.gaps == ()
    assert "閲覧、写しの交付（窓口）" in before
    assert "下記の担当課と打ち合わせの上、定めます。" in before
    assert "費用" not in before
    after = printed(letter)
    for words in (
        "令和2年6月16日午後1時30分",
        "𠮷祥寺分庁舎髙層棟",
        "閲覧、写しの交付（窓口）",
        "1,200円",
    ):
        assert words in after


def test_day_nobody_came_on_is_not_told(cast: Cast) -> None:
    unit = decided(cast, "full", FULL)
    unit = invited(unit, by=cast.division_staff, on=date(2020, 6, 16))
    log_no_show(
        unit=unit,
        remark="",
        version=None,
        by=cast.division_staff,
        on=date(2020, 6, 16),
        at=AT,
    )

    assert one(unit).facts["implementation_day"] == ""


def test_refusal_says_nothing_of_a_disclosure(cast: Cast) -> None:
    asked = replace(facts(), wanted_methods=("inspection",))
    unit = decided(cast, "non_disclosure", WITHHELD, unit=make_unit(asked))

    assert "implementation_way" not in one(unit).facts


def test_letter_names_the_telephone_of_the_division(cast: Cast) -> None:
    unit = decided(cast, "full", FULL)
    before = printed(one(unit))
    assert unit.division is not None
    Division.objects.filter(pk=unit.division.pk).update(telephone="03-0000-0000")
    unit = Unit.objects.get(pk=unit.pk)

    assert "電話" not in before
    assert "電話03-0000-0000" in printed(one(unit))
