"""Whose place a person takes on a day."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from offices.models import Absence, Grant, Rank, Role, Staff
from offices.queries import acting_for
from tests.factories.cast import SINCE, make_staff

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 24)


def away(
    staff: Staff, deputy: Staff | None, since: date = DAY, until: date | None = None
) -> Absence:
    return Absence.objects.create(
        staff=staff, deputy=deputy, absent_from=since, absent_until=until
    )


def test_acting_for_names_who_is_away_that_day() -> None:
    chief, deputy = make_staff("chief"), make_staff("deputy")
    away(chief, deputy, DAY, date(2026, 11, 26))

    assert acting_for(deputy, on=date(2026, 11, 23)) == []
    assert acting_for(deputy, on=DAY) == [chief]
    assert acting_for(deputy, on=date(2026, 11, 25)) == [chief]
    assert acting_for(deputy, on=date(2026, 11, 26)) == []
    assert acting_for(chief, on=DAY) == []


def test_acting_for_follows_a_deputy_who_is_away_as_well() -> None:
    chief, deputy, third = (make_staff(name) for name in ("chief", "deputy", "third"))
    away(chief, deputy)
    away(deputy, third)

    assert acting_for(third, on=DAY) == [chief, deputy]
    assert acting_for(deputy, on=DAY) == []


def test_acting_for_ends_a_chain_that_comes_back() -> None:
    chief, deputy = make_staff("chief"), make_staff("deputy")
    away(chief, deputy)
    away(deputy, chief)

    assert acting_for(chief, on=DAY) == []
    assert acting_for(deputy, on=DAY) == []


@pytest.mark.parametrize("disabled", ["chief", "deputy"])
def test_acting_for_knows_no_disabled_account(disabled: str) -> None:
    chief, deputy = make_staff("chief"), make_staff("deputy")
    away(chief, deputy)
    Staff.objects.filter(login=disabled).update(is_active=False)

    assert acting_for(Staff.objects.get(login="deputy"), on=DAY) == []


def test_nobody_takes_the_place_of_somebody_without_deputy() -> None:
    away(make_staff("chief"), None)

    assert acting_for(make_staff("other"), on=DAY) == []


def test_database_refuses_to_be_ones_own_deputy() -> None:
    chief = make_staff("chief")

    with pytest.raises(IntegrityError), transaction.atomic():
        away(chief, chief)


def test_database_refuses_an_absence_that_ends_before_it_begins() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        away(make_staff("chief"), None, DAY, date(2026, 11, 23))


def test_only_an_approver_has_a_rank() -> None:
    clerk = make_staff("clerk")

    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(
            staff=clerk,
            role=Role.AUDITOR,
            rank=Rank.ORGAN_HEAD,
            valid_from=SINCE,
            reason="test",
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(
            staff=clerk, role=Role.APPROVER, rank="x", valid_from=SINCE, reason="test"
        )
