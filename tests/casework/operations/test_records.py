"""Records are added, amended, decided and removed; the second is told of the first."""

from datetime import date

import pytest
from django.db import DatabaseError

from audit.models import Detail, Entry
from casework.findings import Finding, finding_of
from casework.models import Bar, Record, RecordGround
from casework.operations.add_records import CannotAddRecords, add_records
from casework.operations.amend_record import amend_record
from casework.operations.begin import CannotAct
from casework.operations.decide_record import (
    CannotDecideRecord,
    RecordChoice,
    decide_record,
)
from casework.operations.record_lock import RecordGone
from casework.operations.remove_record import remove_record
from casework.permissions import NotPermitted
from casework.record_facts import RecordFacts
from casework.versions import Stale
from tests.factories.cases import end, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.course import ABSENT, AT, FULL, ON, PARTIAL, WITHHELD, find, judge

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def choice(record: Record, finding: Finding) -> RecordChoice:
    return RecordChoice(record_id=record.pk, version=record.version, finding=finding)


def test_add_records_takes_the_unit_up_and_numbers_them(cast: Cast) -> None:
    unit = make_unit()
    facts = RecordFacts(
        title=" 道路台帳 ",
        document_number="2道第3号",
        made_on=date(2019, 4, 1),
        sheets=12,
        medium="紙",
        third_party="needed",
    )

    add_records(unit=unit, records=[facts], by=cast.division_staff, on=ON, at=AT)
    find(unit, by=cast.division_staff)

    unit.refresh_from_db()
    assert unit.phase == "examination"
    assert list(
        unit.records.order_by("position").values_list(
            "position", "title", "document_number", "sheets", "medium", "third_party"
        )
    ) == [
        (1, "道路台帳", "2道第3号", 12, "紙", "needed"),
        (2, "文書その1", "", None, "", ""),
    ]


def test_add_records_writes_the_trail_without_titles(cast: Cast) -> None:
    unit = make_unit()

    find(unit, by=cast.division_staff, n=2)

    entry = Entry.objects.get(act="add_records")
    assert entry.facts == {"n_records": 2, "from_position": 1}
    assert entry.actor_key == f"staff:{cast.division_staff.pk}"
    assert Detail.objects.get(entry=entry).values == {
        "titles": ["文書その1", "文書その2"]
    }


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (RecordFacts(title="　"), "title"),
        (RecordFacts(title="文書", third_party="maybe"), "third_party"),
    ],
)
def test_add_records_is_all_or_nothing(
    cast: Cast, facts: RecordFacts, field: str
) -> None:
    unit = make_unit()
    good = RecordFacts(title="文書")

    with pytest.raises(CannotAddRecords) as caught:
        add_records(
            unit=unit, records=[good, facts], by=cast.division_staff, on=ON, at=AT
        )

    assert (caught.value.row, caught.value.field) == (1, field)
    assert not Record.objects.exists()


def test_decide_record_stores_finding_and_grounds(cast: Cast) -> None:
    unit = make_unit()

    records = judge(unit, [FULL, PARTIAL, WITHHELD, ABSENT], by=cast.division_staff)

    stored = Record.objects.prefetch_related("grounds").order_by("position")
    assert [finding_of(r) for r in stored] == [FULL, PARTIAL, WITHHELD, ABSENT]
    assert [record.version for record in records] == [2, 2, 2, 2]
    assert Entry.objects.filter(act="decide_record").count() == len(records)


def test_decide_record_again_replaces_the_grounds(cast: Cast) -> None:
    unit = make_unit()
    (record,) = judge(unit, [PARTIAL], by=cast.division_staff)

    decide_record(
        unit=unit,
        choices=[choice(record, WITHHELD)],
        by=cast.division_staff,
        on=ON,
        at=AT,
    )

    assert list(RecordGround.objects.values_list("ground", flat=True)) == ["operations"]


def test_second_person_is_told_who_changed_what(cast: Cast) -> None:
    unit = make_unit()
    first, second = find(unit, by=cast.division_staff, n=2)
    decide_record(
        unit=unit,
        choices=[choice(second, FULL)],
        by=cast.records_officer,
        on=ON,
        at=AT,
    )

    with pytest.raises(Stale) as caught:
        decide_record(
            unit=unit,
            choices=[choice(first, WITHHELD), choice(second, WITHHELD)],
            by=cast.division_staff,
            on=ON,
            at=AT,
        )

    change = caught.value.changes[-1]
    assert (change.act, change.actor_label) == (
        "decide_record",
        cast.records_officer.name,
    )
    assert cast.records_officer.name in str(caught.value)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.outcome, second.outcome) == ("", "full")


def test_finding_that_cannot_be_is_refused_with_its_record(cast: Cast) -> None:
    unit = make_unit()
    first, second = find(unit, by=cast.division_staff, n=2)

    with pytest.raises(CannotDecideRecord) as caught:
        decide_record(
            unit=unit,
            choices=[choice(first, FULL), choice(second, Finding(outcome="maybe"))],
            by=cast.division_staff,
            on=ON,
            at=AT,
        )

    assert (caught.value.record_id, caught.value.field) == (second.pk, "outcome")
    first.refresh_from_db()
    assert first.outcome == ""


def test_record_that_is_gone_is_refused(cast: Cast) -> None:
    unit = make_unit()
    (record,) = find(unit, by=cast.division_staff)
    key = record.pk
    remove_record(record=record, version=1, by=cast.division_staff, on=ON, at=AT)
    gone = Record(pk=key, unit=unit, position=1, title="文書")

    with pytest.raises(RecordGone):
        decide_record(
            unit=unit,
            choices=[choice(gone, FULL)],
            by=cast.division_staff,
            on=ON,
            at=AT,
        )
    with pytest.raises(RecordGone):
        remove_record(record=gone, version=1, by=cast.division_staff, on=ON, at=AT)
    with pytest.raises(RecordGone):
        amend_record(
            record=gone,
            facts=RecordFacts(title="新"),
            version=1,
            by=cast.division_staff,
            on=ON,
            at=AT,
        )


def test_amend_record_changes_the_facts_and_keeps_the_old_ones(cast: Cast) -> None:
    unit = make_unit()
    (record,) = judge(unit, [PARTIAL], by=cast.division_staff)

    amended = amend_record(
        record=record,
        facts=RecordFacts(title="文書その1", sheets=3),
        version=record.version,
        by=cast.division_staff,
        on=ON,
        at=AT,
    )

    entry = Entry.objects.get(act="amend_record")
    assert (amended.sheets, amended.outcome, amended.version) == (3, "partial", 3)
    assert entry.facts["fields"] == ["sheets"]
    assert Detail.objects.get(entry=entry).values == {"sheets": ["", "3"]}


def test_amend_and_remove_refuse_an_old_version(cast: Cast) -> None:
    unit = make_unit()
    (record,) = judge(unit, [PARTIAL], by=cast.division_staff)

    with pytest.raises(Stale):
        amend_record(
            record=record,
            facts=RecordFacts(title="新"),
            version=1,
            by=cast.division_staff,
            on=ON,
            at=AT,
        )
    with pytest.raises(Stale):
        remove_record(record=record, version=1, by=cast.division_staff, on=ON, at=AT)
    record.refresh_from_db()
    assert record.title == "文書その1"


def test_remove_record_leaves_its_trace_on_the_trail(cast: Cast) -> None:
    unit = make_unit()
    (record,) = judge(unit, [PARTIAL], by=cast.division_staff)

    remove_record(
        record=record, version=record.version, by=cast.division_staff, on=ON, at=AT
    )

    entry = Entry.objects.get(act="remove_record")
    assert not Record.objects.exists()
    assert Detail.objects.get(entry=entry).values["title"] == "文書その1"


@pytest.mark.parametrize("person", ["other_division_staff", "approver", "auditor"])
def test_records_are_for_the_division_and_the_officer(cast: Cast, person: str) -> None:
    unit = make_unit()

    with pytest.raises(NotPermitted):
        find(unit, by=getattr(cast, person))

    assert not Record.objects.exists()


def test_barred_person_has_no_act(cast: Cast) -> None:
    unit = make_unit()
    Bar.objects.create(case=unit.case, staff=cast.records_officer, on=ON, reason="除斥")

    with pytest.raises(NotPermitted):
        find(unit, by=cast.records_officer)


def test_decided_unit_takes_no_records(cast: Cast) -> None:
    unit = end(make_unit(), "full")

    with pytest.raises(CannotAct):
        find(unit, by=cast.division_staff)


def test_absence_kind_stands_only_beside_an_absence(cast: Cast) -> None:
    """The constraint holds when the rule is passed by."""
    unit = make_unit()
    (record,) = find(unit, by=cast.division_staff)
    record.absence_kind = "never_made"

    with pytest.raises(DatabaseError):
        record.save()
