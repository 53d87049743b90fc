"""Open units go from one handler to another, as far as the other may work on them."""

from datetime import UTC, date, datetime

import pytest

from audit import trail
from audit.models import Entry
from casework.hand_over_plan import hand_over_plan
from casework.models import Bar, Unit
from casework.operations.hand_over import CannotHandOver, hand_over
from offices.models import Role, Staff
from offices.permissions import NotAdministrator
from tests.factories.cases import end, intake, make_unit
from tests.factories.cast import make_office, make_staff

pytestmark = pytest.mark.django_db

TODAY = date(2020, 6, 10)
NOW = datetime(2020, 6, 10, 3, 0, tzinfo=UTC)


def handled(giver: Staff, *, roads: bool = False) -> Unit:
    office = make_office()
    unit = make_unit(intake(division=office.roads if roads else None))
    Unit.objects.filter(pk=unit.pk).update(handler=giver)
    unit.refresh_from_db()
    return unit


@pytest.fixture
def giver() -> Staff:
    return make_staff(
        "giver", Role.DIVISION_STAFF, division=make_office().general_affairs
    )


@pytest.fixture
def receiver() -> Staff:
    return make_staff(
        "receiver", Role.DIVISION_STAFF, division=make_office().general_affairs
    )


@pytest.fixture
def administrator() -> Staff:
    return make_staff("administrator", Role.SYSADMIN)


def give(giver: Staff, receiver: Staff, by: Staff, reason: str = "異動") -> list[bool]:
    lines = hand_over(
        giver=giver, receiver=receiver, reason=reason, by=by, on=TODAY, at=NOW
    )
    return [line.can_go for line in lines]


def test_hand_over_gives_every_open_unit_the_other_may_work_on(
    giver: Staff, receiver: Staff, administrator: Staff
) -> None:
    own, foreign = handled(giver), handled(giver, roads=True)
    ended, barred = handled(giver), handled(giver)
    end(ended, "full")
    Bar.objects.create(case=barred.case, staff=receiver, on=TODAY, reason="除斥")

    went = give(giver, receiver, administrator)

    handlers = {unit.pk: unit.handler for unit in Unit.objects.all()}
    assert went == [True, False, False]
    assert handlers == {
        own.pk: receiver,
        foreign.pk: giver,
        ended.pk: giver,
        barred.pk: giver,
    }
    entry = Entry.objects.get(act="hand_over")
    assert entry.subject_key == f"unit:{own.pk}"
    assert "異動" not in str(entry.facts)
    assert trail.verify(own.case.stream) == []
    assert Unit.objects.get(pk=own.pk).version == own.version + 1


def test_plan_names_the_same_units_and_changes_nothing(
    giver: Staff, receiver: Staff
) -> None:
    own, foreign = handled(giver), handled(giver, roads=True)

    plan = hand_over_plan(giver, receiver, on=TODAY)

    assert [(line.unit, line.can_go) for line in plan] == [
        (own, True),
        (foreign, False),
    ]
    assert not Unit.objects.filter(handler=receiver).exists()


def test_hand_over_refuses_who_may_work_on_none(
    giver: Staff, administrator: Staff
) -> None:
    handled(giver)

    with pytest.raises(CannotHandOver):
        give(giver, make_staff("roleless"), administrator)


def test_hand_over_refuses_oneself_a_disabled_account_and_no_reason(
    giver: Staff, receiver: Staff, administrator: Staff
) -> None:
    handled(giver)
    gone = make_staff("gone", is_active=False)

    for person, reason in ((giver, "異動"), (gone, "異動"), (receiver, " ")):
        with pytest.raises(CannotHandOver):
            give(giver, person, administrator, reason)


def test_hand_over_is_for_administrators(giver: Staff, receiver: Staff) -> None:
    unit = handled(giver)

    with pytest.raises(NotAdministrator):
        give(giver, receiver, giver)

    unit.refresh_from_db()
    assert unit.handler == giver
