"""Past reasons beside a row: of like records, readable by whoever looks."""

import pytest
from django.db.models import Q

from casework.findings import Finding
from casework.models import Unit
from casework.operations.decide_record import RecordChoice, decide_record
from casework.permissions import FieldClass
from desk.grid import reasons
from offices.models import Division, Grant, Role
from tests.desk.grid_office import AT, ON, Office, add, decide, make_grid, text_of
from tests.desk.page_helpers import statements
from tests.factories.cases import end, intake, make_unit
from tests.factories.cast import SINCE

pytestmark = pytest.mark.django_db
PERSONAL = Finding(outcome="partial", withheld_part="氏名", grounds=("personal",))


def past(
    office: Office, title: str, reason: str, *, division: Division | None = None
) -> Unit:
    """Make a decided unit with one record and its reason."""
    cast = office.cast
    unit = make_unit(intake(division=division or cast.office.general_affairs))
    (record,) = add(unit, cast.records_officer, [title])
    finding = Finding(
        outcome="partial", withheld_part="氏名", grounds=("personal",), reason=reason
    )
    choice = RecordChoice(record_id=record.pk, version=1, finding=finding)
    decide_record(unit=unit, choices=[choice], by=cast.records_officer, on=ON, at=AT)
    return end(unit, "partial", on=ON, grounds=("personal",))


def test_reason_of_a_like_record_stands_beside_the_row_and_is_used() -> None:
    office = make_grid(1)
    add(office.unit, office.cast.division_staff, ["設計委託契約書"])
    decided = past(office, "設計委託契約書", "前にも使った理由。")
    source = decided.records.get()
    row = office.records()[1]

    page = text_of(office.client.get(office.url))
    office.send(office.form(), f"use-{row.pk}-{source.pk}")

    assert "前にも使った理由。" in page
    assert decided.number_text in page
    assert office.finding(2).reason == "前にも使った理由。"
    assert office.finding(2).grounds == ("personal",)


def test_unlike_records_are_not_offered() -> None:
    office = make_grid(1)
    past(office, "まったく違う議事録", "違う文書の理由。")

    assert "違う文書の理由。" not in text_of(office.client.get(office.url))


def test_same_ground_is_enough() -> None:
    office = make_grid(1)
    past(office, "まったく違う議事録", "同じ号の理由。")
    decide(office, office.cast.division_staff, row_1=PERSONAL)

    assert "同じ号の理由。" in text_of(office.client.get(office.url))


def test_undecided_reasons_are_not_offered() -> None:
    office = make_grid(1)
    unit = make_unit()
    (record,) = add(unit, office.cast.records_officer, ["文書1"])
    finding = Finding(outcome="partial", grounds=("personal",), reason="まだ案の理由。")
    choice = RecordChoice(record_id=record.pk, version=1, finding=finding)
    by = office.cast.records_officer
    decide_record(unit=unit, choices=[choice], by=by, on=ON, at=AT)

    assert "まだ案の理由。" not in text_of(office.client.get(office.url))


def test_reasons_of_another_division_are_not_for_this_one() -> None:
    office = make_grid(1)
    past(office, "文書1", "道路課の理由。", division=office.cast.office.roads)

    assert "道路課の理由。" not in text_of(office.client.get(office.url))


def test_who_sees_rows_only_reads_no_reason_of_them() -> None:
    """A statistics manager sees the row of every unit, of none the words."""
    office = make_grid(1)
    past(office, "文書1", "道路課の理由。", division=office.cast.office.roads)
    Grant.objects.create(
        staff=office.cast.division_staff,
        role=Role.STATISTICS_MANAGER,
        valid_from=SINCE,
        reason="兼務",
    )

    assert "道路課の理由。" not in text_of(office.client.get(office.url))


def test_reason_leaks_when_words_are_not_kept_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control of the two tests above."""
    office = make_grid(1)
    past(office, "文書1", "道路課の理由。", division=office.cast.office.roads)
    every = frozenset(FieldClass)
    monkeypatch.setattr(
        "casework.models.unit.unit_scope", lambda staff, *, on: Q(pk__isnull=False)
    )
    monkeypatch.setattr(reasons, "fields_of", lambda *args, **kwargs: every)

    assert "道路課の理由。" in text_of(office.client.get(office.url))


def test_past_reasons_cost_the_same_however_many_there_are() -> None:
    office = make_grid(3)
    past(office, "文書1", "理由その1。")
    with statements() as few:
        office.client.get(office.url)
    for place in range(2, 6):
        past(office, f"文書{place}", f"理由その{place}。")

    with statements() as many:
        office.client.get(office.url)

    assert len(many) == len(few)
