"""Transfers: inside the city the unit goes on, outside it ends; jurisdiction only."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from casework.models import Inquiry, OrganTransfer, Record, Transfer, Unit
from casework.operations.begin import CannotAct
from casework.operations.inquire import inquire
from casework.operations.transfer import CannotTransfer, TransferFacts, transfer
from casework.permissions import NotPermitted
from casework.versions import Stale
from offices.models import Staff
from tests.factories.cases import end, intake, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import NOW, TODAY, take_up, told
from tests.factories.rules import with_policy

pytestmark = pytest.mark.django_db

AGREED = date(2020, 6, 2)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return make_unit(intake(division=cast.office.general_affairs))


def to_the_board(cast: Cast) -> TransferFacts:
    return TransferFacts(
        transferred_on=TODAY,
        agreed_on=AGREED,
        to_organ=cast.office.board_of_education,
        reason_code="jurisdiction",
    )


def sent(
    unit: Unit, facts: TransferFacts, by: Staff, version: int | None = None
) -> Unit:
    return transfer(unit=unit, facts=facts, version=version, by=by, on=TODAY, at=NOW)


def test_unit_goes_on_under_the_other_organ_on_the_same_clock(
    cast: Cast, unit: Unit
) -> None:
    unit = take_up(unit, by=cast.records_officer, handler=cast.division_staff)
    inquire(
        unit=unit,
        division=cast.office.general_affairs,
        answer_by_on=TODAY,
        by=cast.records_officer,
        on=TODAY,
        at=NOW,
    )
    due_on = unit.due_on

    moved = sent(unit, to_the_board(cast), cast.records_officer)

    stored = Unit.objects.get(pk=unit.pk)
    assert moved == stored
    assert stored.organ == cast.office.board_of_education
    assert (stored.division, stored.handler) == (None, None)
    assert (stored.phase, stored.outcome, stored.due_on) == (
        "examination",
        None,
        due_on,
    )
    assert stored.clock_state == "running"
    assert Inquiry.objects.count() == 0
    row = OrganTransfer.objects.get(unit=unit)
    assert (row.on, row.agreed_on) == (TODAY, AGREED)
    assert (row.from_organ, row.to_organ) == (
        cast.office.mayor,
        cast.office.board_of_education,
    )
    assert "所掌" in row.reason
    ((subject, facts, detail),) = told("transfer")
    assert subject == f"unit:{unit.pk}"
    assert facts == {
        "on": "2020-06-03",
        "agreed_on": "2020-06-02",
        "to_organ": "board_of_education",
        "reason_code": "jurisdiction",
        "is_part": False,
    }
    assert detail == {"reason": row.reason, "receiver": ""}


def test_chosen_records_go_and_the_rest_stays(cast: Cast, unit: Unit) -> None:
    unit = take_up(unit, by=cast.records_officer, handler=cast.division_staff)
    stays, goes = (
        Record.objects.create(unit=unit, position=n, title=f"台帳{n}") for n in (1, 2)
    )

    moved = sent(
        unit, replace(to_the_board(cast), record_ids=(goes.pk,)), cast.records_officer
    )

    left = Unit.objects.get(pk=unit.pk)
    assert (left.organ, left.handler) == (cast.office.mayor, cast.division_staff)
    assert list(left.records.all()) == [stays]
    assert (moved.branch, moved.organ) == (2, cast.office.board_of_education)
    assert list(moved.records.all()) == [goes]
    assert Unit.objects.get(pk=moved.pk).due_on == left.due_on


def test_part_described_in_words_is_split_off_first(cast: Cast, unit: Unit) -> None:
    facts = replace(to_the_board(cast), subject="学校の部分")

    moved = sent(unit, facts, cast.records_officer)

    assert (moved.subject, moved.branch, moved.division) == ("学校の部分", 2, None)
    assert OrganTransfer.objects.get().unit == moved


def test_leaving_the_city_ends_the_unit_where_the_pack_allows(
    cast: Cast, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = replace(to_the_board(cast), to_organ=None, receiver="架空県")
    with pytest.raises(CannotTransfer) as refusal, transaction.atomic():
        sent(unit, outside, cast.records_officer)
    assert refusal.value.code == "outside_not_allowed"

    with_policy(monkeypatch, "transfer_targets", "appi_bodies")
    sent(unit, outside, cast.records_officer)

    stored = Unit.objects.get(pk=unit.pk)
    assert (stored.phase, stored.outcome, stored.outcome_on) == (
        "closed",
        "transferred",
        TODAY,
    )
    assert stored.clock_state == "stopped"
    row = Transfer.objects.get(unit=unit)
    assert (row.receiver, row.agreed_on) == ("架空県", AGREED)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"transferred_on": date(2020, 6, 4)}, "transfer_day", "transferred_on"),
        ({"transferred_on": date(2020, 5, 31)}, "transfer_day", "transferred_on"),
        ({"agreed_on": date(2020, 6, 4)}, "not_agreed", "agreed_on"),
        ({"to_organ": None}, "no_receiver", "to_organ"),
        ({"reason_code": ""}, "no_reason", "reason"),
        ({"reason": "教育委員会が保有しているため。"}, "tells_of_holding", "reason"),
    ],
)
def test_refused_and_nothing_written(
    cast: Cast, unit: Unit, changes: dict[str, object], code: str, field: str
) -> None:
    facts = replace(to_the_board(cast), **changes)  # type: ignore[arg-type]  # one at a time

    with pytest.raises(CannotTransfer) as refusal, transaction.atomic():
        sent(unit, facts, cast.records_officer)

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert Unit.objects.get(pk=unit.pk).organ == cast.office.mayor
    assert told("transfer") == []


def test_not_to_the_organ_that_has_it(cast: Cast, unit: Unit) -> None:
    with pytest.raises(CannotTransfer) as refusal:
        sent(
            unit,
            replace(to_the_board(cast), to_organ=cast.office.mayor),
            cast.records_officer,
        )

    assert refusal.value.code == "wrong_organ"


def test_not_by_a_division_nor_after_the_end_nor_out_of_date(
    cast: Cast, unit: Unit
) -> None:
    facts = to_the_board(cast)
    with pytest.raises(NotPermitted):
        sent(unit, facts, cast.division_staff)
    take_up(unit, by=cast.records_officer, handler=cast.division_staff)
    with pytest.raises(Stale), transaction.atomic():
        sent(unit, facts, cast.records_officer, version=1)

    end(unit, "absent", on=TODAY)
    with pytest.raises(CannotAct):
        sent(unit, facts, cast.records_officer)


def test_database_holds_that_it_goes_to_another_organ(cast: Cast, unit: Unit) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganTransfer.objects.create(
            unit=unit,
            on=TODAY,
            agreed_on=AGREED,
            from_organ=cast.office.mayor,
            to_organ=cast.office.mayor,
            reason="所掌",
            recorded_by=cast.records_officer,
        )
