"""Absences and deputies: no circle, no overlap; a second person is told."""

from datetime import date

import pytest

from audit.models import Entry
from offices.models import Absence, Staff
from offices.operations.end_absence import end_absence
from offices.operations.name_deputy import name_deputy
from offices.operations.record_absence import CannotRecordAbsence, record_absence
from offices.permissions import NotAdministrator
from offices.queries import acting_for, rights_changes_for
from tests.factories.cast import make_staff
from tests.offices.operations.conftest import NOW, TODAY, Scene

pytestmark = pytest.mark.django_db

MONDAY, FRIDAY, NEXT = date(2026, 11, 30), date(2026, 12, 4), date(2026, 12, 7)


def away(
    scene: Scene,
    staff: Staff,
    deputy: Staff | None,
    since: date = MONDAY,
    until: date | None = NEXT,
) -> Absence:
    return record_absence(
        absence=Absence(
            staff=staff, deputy=deputy, absent_from=since, absent_until=until
        ),
        by=scene.administrator,
        on=TODAY,
        at=NOW,
    )


@pytest.fixture
def deputy() -> Staff:
    return make_staff("deputy")


def test_record_absence_lets_the_deputy_act(scene: Scene, deputy: Staff) -> None:
    absence = away(scene, scene.clerk, deputy)

    assert acting_for(deputy, on=FRIDAY) == [scene.clerk]
    assert acting_for(deputy, on=NEXT) == []
    assert Entry.objects.get().act == "record_absence"
    assert [change.absence for change in rights_changes_for(scene.second)] == [absence]


def test_record_absence_without_deputy_tells_nobody(scene: Scene) -> None:
    away(scene, scene.clerk, None)

    assert list(rights_changes_for(scene.second)) == []


def test_record_absence_names_the_circle(scene: Scene, deputy: Staff) -> None:
    third = make_staff("third")
    away(scene, scene.clerk, deputy)
    away(scene, deputy, third, FRIDAY, None)

    with pytest.raises(
        CannotRecordAbsence, match="third 氏 → clerk 氏 → deputy 氏 → third 氏"
    ):
        away(scene, third, scene.clerk)


def test_no_circle_when_the_days_do_not_meet(scene: Scene, deputy: Staff) -> None:
    away(scene, scene.clerk, deputy, MONDAY, FRIDAY)

    away(scene, deputy, scene.clerk, FRIDAY, NEXT)

    assert acting_for(scene.clerk, on=FRIDAY) == [deputy]


def test_record_absence_refuses_oneself_as_deputy(scene: Scene) -> None:
    with pytest.raises(CannotRecordAbsence):
        away(scene, scene.clerk, scene.clerk)


def test_record_absence_refuses_a_disabled_deputy(scene: Scene) -> None:
    with pytest.raises(CannotRecordAbsence):
        away(scene, scene.clerk, make_staff("gone", is_active=False))


def test_record_absence_refuses_a_second_one_on_the_same_days(scene: Scene) -> None:
    away(scene, scene.clerk, None)

    with pytest.raises(CannotRecordAbsence):
        away(scene, scene.clerk, None, FRIDAY, None)


def test_record_absence_refuses_days_the_wrong_way_round(scene: Scene) -> None:
    with pytest.raises(CannotRecordAbsence):
        away(scene, scene.clerk, None, FRIDAY, FRIDAY)


def test_record_absence_is_for_administrators(scene: Scene, deputy: Staff) -> None:
    with pytest.raises(NotAdministrator):
        record_absence(
            absence=Absence(staff=deputy, absent_from=MONDAY),
            by=scene.clerk,
            on=TODAY,
            at=NOW,
        )


def test_name_deputy_changes_who_acts(scene: Scene, deputy: Staff) -> None:
    absence = away(scene, scene.clerk, None)

    name_deputy(
        absence=absence, deputy=deputy, by=scene.administrator, on=TODAY, at=NOW
    )

    assert acting_for(deputy, on=FRIDAY) == [scene.clerk]
    assert [entry.act for entry in Entry.objects.order_by("seq")] == [
        "record_absence",
        "name_deputy",
    ]


def test_name_deputy_refuses_a_circle(scene: Scene, deputy: Staff) -> None:
    first = away(scene, scene.clerk, None)
    away(scene, deputy, scene.clerk)

    with pytest.raises(CannotRecordAbsence, match="clerk 氏 → deputy 氏 → clerk 氏"):
        name_deputy(
            absence=first, deputy=deputy, by=scene.administrator, on=TODAY, at=NOW
        )


def test_name_deputy_refuses_an_absence_that_is_over(
    scene: Scene, deputy: Staff
) -> None:
    over = away(scene, scene.clerk, None, date(2026, 11, 2), date(2026, 11, 9))

    with pytest.raises(CannotRecordAbsence):
        name_deputy(
            absence=over, deputy=deputy, by=scene.administrator, on=TODAY, at=NOW
        )


def test_end_absence_ends_acting_at_midnight(scene: Scene, deputy: Staff) -> None:
    absence = away(scene, scene.clerk, deputy, date(2026, 11, 16), None)

    end_absence(
        absence=absence, back_on=MONDAY, by=scene.administrator, on=TODAY, at=NOW
    )

    assert acting_for(deputy, on=date(2026, 11, 29)) == [scene.clerk]
    assert acting_for(deputy, on=MONDAY) == []


def test_end_absence_takes_back_one_that_has_not_begun(
    scene: Scene, deputy: Staff
) -> None:
    absence = away(scene, scene.clerk, deputy)

    end_absence(
        absence=absence, back_on=TODAY, by=scene.administrator, on=TODAY, at=NOW
    )

    assert acting_for(deputy, on=MONDAY) == []


@pytest.mark.parametrize("back_on", [date(2026, 11, 23), date(2026, 12, 8)])
def test_end_absence_refuses_days_that_passed_or_come_after(
    scene: Scene, back_on: date
) -> None:
    absence = away(scene, scene.clerk, None)

    with pytest.raises(CannotRecordAbsence):
        end_absence(
            absence=absence, back_on=back_on, by=scene.administrator, on=TODAY, at=NOW
        )
