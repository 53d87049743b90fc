"""Splitting at the desk: records go along, the clock and the rights hold."""

import pytest
from django.db import transaction

from casework.models import Record, Unit
from casework.operations.add_records import add_records
from casework.operations.advance import advance
from casework.operations.assign import CannotAssign
from casework.operations.begin import CannotAct
from casework.operations.split_off import CannotSplitOff, SplitFacts, split_off
from casework.permissions import NotPermitted
from casework.phases import Phase
from casework.record_facts import RecordFacts
from casework.versions import Stale
from offices.models import Staff
from tests.factories.cases import make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import NOW, TODAY, take_up, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return make_unit()


@pytest.fixture
def records(cast: Cast, unit: Unit) -> list[Record]:
    return add_records(
        unit=unit,
        records=[RecordFacts(title=title) for title in ("甲", "乙", "丙")],
        by=cast.records_officer,
        on=TODAY,
        at=NOW,
    )


def part_of(unit: Unit, by: Staff, facts: SplitFacts, version: int | None = 1) -> Unit:
    return split_off(unit=unit, facts=facts, version=version, by=by, on=TODAY, at=NOW)


def titles(unit: Unit) -> list[tuple[int, str, int]]:
    rows = unit.records.order_by("position")
    return [(row.position, row.title, row.version) for row in rows]


def test_split_without_records_makes_a_received_unit(cast: Cast, unit: Unit) -> None:
    facts = SplitFacts(division=cast.office.roads, subject=" 橋の図面 ", remarks="追加")

    made = part_of(unit, cast.records_officer, facts)

    made.refresh_from_db()
    unit.refresh_from_db()
    assert (made.branch, made.division, made.subject, made.remarks) == (
        2,
        cast.office.roads,
        "橋の図面",
        "追加",
    )
    assert (made.phase, made.handler, made.due_on) == ("received", None, unit.due_on)
    assert (made.split_from, made.split_on, unit.version) == (unit, TODAY, 2)
    facts_told = {"branch": 2, "from_branch": 1, "on": "2020-06-03"}
    assert told("split") == [(f"unit:{made.pk}", facts_told, {})]


def test_records_go_along_and_are_numbered_anew(
    cast: Cast, unit: Unit, records: list[Record]
) -> None:
    chosen = [records[2].pk, records[0].pk]

    made = part_of(
        unit,
        cast.records_officer,
        SplitFacts(division=cast.office.roads, record_ids=chosen),
    )

    assert titles(made) == [(1, "甲", 2), (2, "丙", 2)]
    assert titles(unit) == [(2, "乙", 1)]
    assert Unit.objects.get(pk=made.pk).phase == "examination"
    assert told("split")[0][1]["records"] == [records[0].pk, records[2].pk]


def test_handler_goes_along_within_the_division(cast: Cast, unit: Unit) -> None:
    unit = take_up(unit, by=cast.records_officer, handler=cast.division_staff)

    made = part_of(
        unit,
        cast.records_officer,
        SplitFacts(division=cast.office.general_affairs),
        version=2,
    )
    other = part_of(
        unit, cast.records_officer, SplitFacts(division=cast.office.roads), version=3
    )

    stored = Unit.objects.get(pk=made.pk)
    assert (stored.handler, stored.phase) == (cast.division_staff, "examination")
    stored = Unit.objects.get(pk=other.pk)
    assert (stored.handler, stored.phase) == (None, "received")


def test_refused_when_no_record_would_stay(
    cast: Cast, unit: Unit, records: list[Record]
) -> None:
    everything = SplitFacts(record_ids=[record.pk for record in records])

    with pytest.raises(CannotSplitOff) as refusal, transaction.atomic():
        part_of(unit, cast.records_officer, everything)

    assert refusal.value.code == "no_record_stays"
    assert unit.case.units.count() == 1


def test_refused_when_a_record_is_of_another_unit(
    cast: Cast, unit: Unit, records: list[Record]
) -> None:
    stranger = make_unit()

    with pytest.raises(CannotSplitOff) as refusal, transaction.atomic():
        part_of(stranger, cast.records_officer, SplitFacts(record_ids=[records[0].pk]))

    assert refusal.value.code == "record_gone"
    assert titles(unit) == [(1, "甲", 1), (2, "乙", 1), (3, "丙", 1)]


def test_refused_for_a_division_of_another_organ(cast: Cast, unit: Unit) -> None:
    with pytest.raises(CannotAssign, match="学務課"):
        part_of(unit, cast.records_officer, SplitFacts(division=cast.office.schools))

    assert unit.case.units.count() == 1


def test_sent_twice_makes_one_unit(cast: Cast, unit: Unit) -> None:
    part_of(unit, cast.records_officer, SplitFacts())

    with pytest.raises(Stale):
        part_of(unit, cast.records_officer, SplitFacts())

    assert unit.case.units.count() == 2


@pytest.mark.parametrize("name", ["division_staff", "approver", "auditor"])
def test_not_for_everybody(cast: Cast, unit: Unit, name: str) -> None:
    with pytest.raises(NotPermitted):
        part_of(unit, cast.everybody()[name], SplitFacts())

    assert unit.case.units.count() == 1


def test_not_while_a_draft_waits(cast: Cast, unit: Unit) -> None:
    unit = take_up(unit, by=cast.records_officer, handler=cast.division_staff)
    advance(unit=unit, act="draft", after=Phase.APPROVAL)

    with pytest.raises(CannotAct):
        part_of(unit, cast.records_officer, SplitFacts(), version=None)
