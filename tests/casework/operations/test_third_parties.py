"""Asking a third party: what it writes, its marks, its clock, its refusals."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from casework.consultation_facts import CannotConsult
from casework.models import (
    ClockEvent,
    ConsultedRecord,
    Party,
    Record,
    ThirdPartyConsultation,
    Unit,
)
from casework.operations.answer_consultation import CannotAnswerConsultation
from casework.operations.begin import CannotAct
from casework.operations.remove_record import CannotRemoveRecord, remove_record
from casework.operations.split_off import SplitFacts, split_off
from casework.parties import asking_parties
from casework.permissions import NotPermitted
from offices.models import Staff
from tests.factories.cases import AT, end, intake, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.course import FULL as IN_FULL
from tests.factories.course import ON, find, submit
from tests.factories.desk import told
from tests.factories.third_parties import FIRM, answered, ask

pytestmark = pytest.mark.django_db

LATER = date(2020, 6, 11)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def officer(cast: Cast) -> Staff:
    return cast.records_officer


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return make_unit(intake(requester="架空花子"))


@pytest.fixture
def records(unit: Unit, officer: Staff) -> list[Record]:
    return find(unit, by=officer, n=2)


def marks(unit: Unit) -> list[str]:
    rows = Record.objects.filter(unit=unit).order_by("position")
    return list(rows.values_list("third_party", flat=True))


def mark(record: Record, code: str) -> None:
    Record.objects.filter(pk=record.pk).update(third_party=code)


def test_letter_is_recorded_with_copied_values(
    unit: Unit, records: list[Record], officer: Staff
) -> None:
    made = ask(unit, officer, records[0])

    row = ThirdPartyConsultation.objects.get()
    assert row == made
    assert (row.kind, row.concerns, row.answer, row.search) == (
        "optional",
        "入札の単価",
        "",
        "",
    )
    assert (row.sent_on, row.answer_by_on) == (date(2020, 6, 3), date(2020, 6, 10))
    assert (row.party.name, row.party.role, row.party.case) == (
        "架空建設株式会社",
        "third_party",
        unit.case,
    )
    assert [each.record for each in ConsultedRecord.objects.all()] == [records[0]]
    assert marks(unit) == ["needed", ""]
    facts = {
        "consultation": made.pk,
        "kind": "optional",
        "records": [records[0].pk],
        "sent_on": "2020-06-03",
        "answer_by_on": "2020-06-10",
    }
    words = {"name": "架空建設株式会社", "concerns": "入札の単価"}
    assert told("consult_third_party") == [(f"unit:{unit.pk}", facts, words)]


def test_clock_runs_on_while_somebody_is_asked(
    unit: Unit, records: list[Record], officer: Staff
) -> None:
    """Unlike a supplementation: the law knows no suspension for it."""
    before = Unit.objects.get(pk=unit.pk)
    events = ClockEvent.objects.count()

    answered(ask(unit, officer, *records), officer)

    after = Unit.objects.get(pk=unit.pk)
    assert (after.due_on, after.clock_state, after.phase) == (
        before.due_on,
        "running",
        "examination",
    )
    assert ClockEvent.objects.count() == events
    assert after.version == before.version + 2


def test_record_is_done_when_its_last_answer_came(
    unit: Unit, records: list[Record], officer: Staff
) -> None:
    mark(records[0], "needed")
    first = ask(unit, officer, *records)
    second = ask(unit, officer, records[0], party=replace(FIRM, name="架空設計"))
    assert marks(unit) == ["needed", "needed"]

    answered(first, officer)
    assert marks(unit) == ["needed", "done"]

    answered(second, officer, "consents")
    assert marks(unit) == ["done", "done"]


def test_duty_is_not_met_by_an_optional_letter(
    unit: Unit, records: list[Record], officer: Staff
) -> None:
    mark(records[0], "must")
    answered(ask(unit, officer, records[0]), officer)
    assert marks(unit)[0] == "must"

    by_duty = ask(
        unit, officer, records[0], kind="mandatory_protection", why="健康のため"
    )
    assert marks(unit)[0] == "must"

    answered(by_duty, officer, "none_by_period", on=LATER)
    assert marks(unit)[0] == "done"


def test_unknown_whereabouts_take_the_place_of_the_letter(
    unit: Unit, records: list[Record], officer: Staff
) -> None:
    mark(records[0], "must")

    made = ask(
        unit,
        officer,
        records[0],
        kind="mandatory_public_interest",
        why="公益上特に必要",
        sent_on=None,
        answer_by_on=None,
        search=" 登記簿と住民票を調べた ",
    )

    assert (made.search, made.sent_on) == ("登記簿と住民票を調べた", None)
    assert marks(unit)[0] == "done"
    with pytest.raises(CannotAnswerConsultation) as refusal:
        answered(made, officer)
    assert refusal.value.code == "no_letter"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"kind": "perhaps"}, "unknown_kind", "kind"),
        ({"record_ids": ()}, "no_record_ids", "record_ids"),
        ({"record_ids": (0,)}, "record_gone", "record_ids"),
        ({"party": replace(FIRM, name=" ")}, "no_name", "name"),
        ({"concerns": " "}, "no_concerns", "concerns"),
        ({"kind": "mandatory_protection"}, "no_why", "why"),
        ({"search": "調べた"}, "letter_and_search", "search"),
        ({"sent_on": None}, "no_day", "sent_on"),
        ({"sent_on": date(2020, 6, 4)}, "letter_day", "sent_on"),
        ({"sent_on": date(2020, 5, 31)}, "letter_day", "sent_on"),
        ({"answer_by_on": None}, "answer_day", "answer_by_on"),
        ({"answer_by_on": date(2020, 6, 3)}, "answer_day", "answer_by_on"),
        ({"answer_to": ""}, "no_answer_to", "answer_to"),
        ({"party": replace(FIRM, address="")}, "no_address", "address"),
    ],
)
def test_letter_that_cannot_be_is_refused(
    unit: Unit,
    records: list[Record],
    officer: Staff,
    changes: dict[str, Any],
    code: str,
    field: str,
) -> None:
    with pytest.raises(CannotConsult) as refusal, transaction.atomic():
        ask(unit, officer, records[0], **changes)

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert not ThirdPartyConsultation.objects.exists()
    assert not Party.objects.filter(role="third_party").exists()


@pytest.mark.parametrize(
    ("answer", "on", "code"),
    [
        ("perhaps", date(2020, 6, 8), "unknown_answer"),
        ("opposes", date(2020, 6, 2), "answer_day"),
        ("none_by_period", date(2020, 6, 10), "period_runs"),
    ],
)
def test_answer_that_cannot_be_is_refused(
    unit: Unit,
    records: list[Record],
    officer: Staff,
    answer: str,
    on: date,
    code: str,
) -> None:
    asked = ask(unit, officer, records[0])

    with pytest.raises(CannotAnswerConsultation) as refusal, transaction.atomic():
        answered(asked, officer, answer, on=on)

    assert refusal.value.code == code
    asked.refresh_from_db()
    assert asked.answer == ""


def test_silence_is_recorded_from_the_day_after_the_period(
    unit: Unit, records: list[Record], officer: Staff
) -> None:
    row = answered(ask(unit, officer, records[0]), officer, "none_by_period", on=LATER)

    assert (row.answer, row.answered_on) == ("none_by_period", LATER)
    facts = {
        "consultation": row.pk,
        "answer": "none_by_period",
        "answered_on": "2020-06-11",
    }
    assert told("answer_consultation") == [(f"unit:{unit.pk}", facts, {})]


def test_late_opposition_replaces_silence_and_the_trail_keeps_both(
    unit: Unit, records: list[Record], officer: Staff
) -> None:
    asked = ask(unit, officer, records[0])
    answered(asked, officer, "none_by_period", on=LATER)

    row = answered(asked, officer, on=date(2020, 6, 12), opinion="営業の秘密")

    assert (row.answer, row.opinion) == ("opposes", "営業の秘密")
    _first, (_subject, facts, words) = told("answer_consultation")
    assert facts["was"] == "none_by_period"
    assert words == {"opinion": "営業の秘密"}


def test_written_answer_stands_once_the_unit_is_decided(
    unit: Unit, records: list[Record], officer: Staff
) -> None:
    asked = answered(ask(unit, officer, records[0]), officer)
    open_one = ask(unit, officer, records[1])
    end(unit, "full", on=date(2020, 6, 9))

    with pytest.raises(CannotAnswerConsultation) as refusal:
        answered(asked, officer, "consents", on=LATER)

    assert refusal.value.code == "answered_already"
    assert answered(open_one, officer, on=LATER).answer == "opposes"
    # what was decided keeps its mark
    assert marks(unit)[1] == "needed"


def test_reason_over_an_opposition_is_entered_when_it_is_known(
    unit: Unit, records: list[Record], officer: Staff
) -> None:
    asked = answered(ask(unit, officer, records[0]), officer, opinion="営業の秘密")
    end(unit, "full", on=date(2020, 6, 9))

    row = answered(
        asked,
        officer,
        opinion="営業の秘密",
        because="入札の結果はすでに公表されている",
        recorded_on=LATER,
    )

    assert row.disclosed_because == "入札の結果はすでに公表されている"
    words = told("answer_consultation")[1][2]
    assert words["disclosed_because"] == "入札の結果はすでに公表されている"


def test_only_an_opposition_is_overruled(
    unit: Unit, records: list[Record], officer: Staff
) -> None:
    asked = ask(unit, officer, records[0])

    with pytest.raises(CannotAnswerConsultation) as refusal:
        answered(asked, officer, "consents", because="公表済み")

    assert refusal.value.code == "nothing_overruled"


def test_consulted_record_is_not_removed_but_may_move(
    cast: Cast, unit: Unit, records: list[Record], officer: Staff
) -> None:
    asked = ask(unit, officer, records[0])

    with pytest.raises(CannotRemoveRecord, match="1行目"):
        remove_record(record=records[0], version=None, by=officer, on=ON, at=AT)

    assert Record.objects.filter(pk=records[0].pk).exists()
    moved = split_off(
        unit=unit,
        facts=SplitFacts(
            division=cast.office.roads, subject="別の件", record_ids=(records[0].pk,)
        ),
        version=None,
        by=officer,
        on=ON,
        at=AT,
    )
    answered(asked, officer)
    assert marks(moved) == ["done"]


@pytest.mark.parametrize(
    "name", ["division_staff", "approver", "auditor", "board_secretariat", "disabled"]
)
def test_not_for_everybody(
    cast: Cast, unit: Unit, records: list[Record], name: str
) -> None:
    asked = ask(unit, cast.records_officer, records[0])
    person = cast.everybody()[name]

    with pytest.raises(NotPermitted):
        ask(unit, person, records[0])
    with pytest.raises(NotPermitted):
        answered(asked, person)


def test_nobody_is_asked_while_a_draft_waits_or_after_the_end(
    unit: Unit, officer: Staff
) -> None:
    submit(unit, [IN_FULL], "full", by=officer)
    record = Record.objects.get(unit=unit)

    with pytest.raises(CannotAct):
        ask(unit, officer, record)


def test_third_party_is_none_of_those_who_ask(
    unit: Unit, records: list[Record], officer: Staff
) -> None:
    ask(unit, officer, records[0])

    assert [party.name for party in asking_parties(unit.case_id)] == ["架空花子"]


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "perhaps"},
        {"concerns": ""},
        {"kind": "mandatory_protection"},
        {"sent_on": None},
        {"answer_by_on": date(2020, 6, 2)},
        {"search": "調べた"},
        {"answer": "opposes"},
        {"answered_on": date(2020, 6, 8)},
    ],
    ids=str,
)
def test_table_refuses_what_no_operation_writes(
    unit: Unit, records: list[Record], officer: Staff, changes: dict[str, object]
) -> None:
    asked = ask(unit, officer, records[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        ThirdPartyConsultation.objects.filter(pk=asked.pk).update(**changes)
