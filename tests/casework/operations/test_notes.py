"""Notes of the office and the log of contacts."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from casework.models import Note, Unit
from casework.operations.add_note import CannotAddNote, add_note
from casework.operations.log_contact import (
    CannotLogContact,
    ContactFacts,
    log_contact,
)
from casework.permissions import NotPermitted
from tests.factories.cases import end, intake, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import NOW, TODAY, told

pytestmark = pytest.mark.django_db

CALL = ContactFacts(
    had_on=date(2020, 6, 2),
    counterpart="requester",
    means="phone",
    text=" 範囲を確かめた。 ",
)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return make_unit()


def test_note_is_kept_and_named_on_the_trail(cast: Cast, unit: Unit) -> None:
    note = add_note(
        unit=unit, text=" 要確認 ", by=cast.division_staff, on=TODAY, at=NOW
    )

    row = Note.objects.get()
    assert row == note
    assert (row.case, row.unit, row.kind, row.on, row.text, row.staff, row.at) == (
        unit.case,
        unit,
        "note",
        TODAY,
        "要確認",
        cast.division_staff,
        NOW,
    )
    assert (row.counterpart, row.means) == ("", "")
    assert told("add_note") == [(f"unit:{unit.pk}", {"note": note.pk}, {})]


def test_contact_is_kept_with_day_counterpart_and_means(cast: Cast, unit: Unit) -> None:
    end(unit, "full")

    note = log_contact(unit=unit, contact=CALL, by=cast.approver, on=TODAY, at=NOW)

    row = Note.objects.get()
    assert (row.kind, row.on, row.counterpart, row.means, row.text) == (
        "contact",
        date(2020, 6, 2),
        "requester",
        "phone",
        "範囲を確かめた。",
    )
    facts = {
        "note": note.pk,
        "on": "2020-06-02",
        "counterpart": "requester",
        "means": "phone",
    }
    assert told("log_contact") == [(f"unit:{unit.pk}", facts, {})]


def test_empty_note_is_refused(cast: Cast, unit: Unit) -> None:
    with pytest.raises(CannotAddNote):
        add_note(unit=unit, text=" \n", by=cast.division_staff, on=TODAY, at=NOW)

    assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"had_on": date(2020, 6, 4)}, "contact_in_future", "had_on"),
        ({"counterpart": "neighbor"}, "no_counterpart", "counterpart"),
        ({"means": ""}, "no_means", "means"),
        ({"text": " "}, "no_text", "text"),
    ],
)
def test_refused_contact_leaves_nothing(
    cast: Cast, unit: Unit, changes: dict[str, object], code: str, field: str
) -> None:
    facts = replace(CALL, **changes)  # type: ignore[arg-type]  # one at a time

    with pytest.raises(CannotLogContact) as refusal, transaction.atomic():
        log_contact(unit=unit, contact=facts, by=cast.division_staff, on=TODAY, at=NOW)

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert not Note.objects.exists()
    assert told("log_contact") == []


@pytest.mark.parametrize("name", ["other_division_staff", "auditor", "sysadmin"])
def test_not_for_everybody(cast: Cast, unit: Unit, name: str) -> None:
    person = cast.everybody()[name]

    with pytest.raises(NotPermitted):
        add_note(unit=unit, text="x", by=person, on=TODAY, at=NOW)
    with pytest.raises(NotPermitted):
        log_contact(unit=unit, contact=CALL, by=person, on=TODAY, at=NOW)

    assert not Note.objects.exists()


def test_not_on_an_appeal(cast: Cast) -> None:
    appeal = make_unit(intake(kind="appeal", request_kind="appeal"))

    with pytest.raises(NotPermitted):
        add_note(unit=appeal, text="x", by=cast.records_officer, on=TODAY, at=NOW)
