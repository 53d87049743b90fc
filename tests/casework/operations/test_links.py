"""Links between cases: read both ways, made once, told on both trails."""

from datetime import date

import pytest
from django.db import transaction

from casework.models import Bar, Case, CaseLink, Unit
from casework.operations.link_cases import CannotLink, link_cases
from casework.operations.unlink_cases import unlink_cases
from casework.permissions import NotPermitted
from offices.models import Role, Staff
from tests.factories.cases import intake, make_unit
from tests.factories.cast import Cast, make_cast, make_staff
from tests.factories.desk import NOW, TODAY, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def earlier(cast: Cast) -> Unit:
    return make_unit(intake(received_on=date(2020, 5, 1)))


@pytest.fixture
def later(cast: Cast, earlier: Unit) -> Unit:
    return make_unit(intake(received_on=date(2020, 6, 1)))


def link(unit: Unit, other: Case, by: Staff, kind: str = "asked_before") -> CaseLink:
    return link_cases(unit=unit, other=other, kind=kind, by=by, on=TODAY, at=NOW)


@pytest.mark.parametrize("from_the_earlier", [False, True])
def test_link_runs_from_the_later_case_to_the_earlier(
    cast: Cast, earlier: Unit, later: Unit, *, from_the_earlier: bool
) -> None:
    one, other = (earlier, later) if from_the_earlier else (later, earlier)

    made = link(one, other.case, cast.records_officer)

    row = CaseLink.objects.get()
    assert row == made
    assert (row.case, row.other, row.kind, row.staff, row.on) == (
        later.case,
        earlier.case,
        "asked_before",
        cast.records_officer,
        TODAY,
    )
    facts = {"kind": "asked_before", "from": later.case_id, "to": earlier.case_id}
    assert told("link_cases") == [
        (f"case:{earlier.case_id}", facts, {}),
        (f"case:{later.case_id}", facts, {}),
    ]


def test_linked_twice_is_linked_once(cast: Cast, earlier: Unit, later: Unit) -> None:
    link(later, earlier.case, cast.records_officer)

    with pytest.raises(CannotLink) as refusal, transaction.atomic():
        link(earlier, later.case, cast.records_officer)

    assert refusal.value.code == "linked_already"
    assert len(told("link_cases")) == 2
    link(earlier, later.case, cast.records_officer, "same_subject")
    assert CaseLink.objects.count() == 2


def test_refused_with_itself_and_for_an_unknown_kind(cast: Cast, later: Unit) -> None:
    with pytest.raises(CannotLink) as refusal:
        link(later, later.case, cast.records_officer)
    assert refusal.value.code == "same_case"

    with pytest.raises(CannotLink) as refusal:
        link(later, later.case, cast.records_officer, "cousins")
    assert (refusal.value.code, refusal.value.field) == ("unknown_kind", "kind")


def test_case_nobody_showed_me_is_no_case(
    cast: Cast, earlier: Unit, later: Unit
) -> None:
    Bar.objects.create(
        case=earlier.case, staff=cast.records_officer, on=TODAY, reason="test"
    )

    with pytest.raises(CannotLink) as refusal:
        link(later, earlier.case, cast.records_officer)

    assert refusal.value.code == "unknown_case"
    assert not CaseLink.objects.exists()
    link(later, earlier.case, make_staff("other_officer", Role.RECORDS_OFFICER))


def test_link_is_taken_away_from_either_side(
    cast: Cast, earlier: Unit, later: Unit
) -> None:
    made = link(later, earlier.case, cast.records_officer)

    unlink_cases(unit=earlier, link=made, by=cast.records_officer, on=TODAY, at=NOW)

    assert not CaseLink.objects.exists()
    assert [subject for subject, _facts, _detail in told("unlink_cases")] == [
        f"case:{earlier.case_id}",
        f"case:{later.case_id}",
    ]
    with pytest.raises(CannotLink) as refusal:
        unlink_cases(unit=later, link=made, by=cast.records_officer, on=TODAY, at=NOW)
    assert refusal.value.code == "link_gone"


def test_link_of_other_cases_is_not_taken_away(
    cast: Cast, earlier: Unit, later: Unit
) -> None:
    made = link(later, earlier.case, cast.records_officer)

    with pytest.raises(CannotLink):
        unlink_cases(
            unit=make_unit(), link=made, by=cast.records_officer, on=TODAY, at=NOW
        )

    assert CaseLink.objects.exists()


@pytest.mark.parametrize("name", ["division_staff", "approver", "auditor"])
def test_not_for_everybody(cast: Cast, earlier: Unit, later: Unit, name: str) -> None:
    person = cast.everybody()[name]
    made = link(later, earlier.case, cast.records_officer)

    with pytest.raises(NotPermitted):
        link(later, earlier.case, person, "same_subject")
    with pytest.raises(NotPermitted):
        unlink_cases(unit=later, link=made, by=person, on=TODAY, at=NOW)

    assert CaseLink.objects.count() == 1
