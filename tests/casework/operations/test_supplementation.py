"""Supplementation at the desk: which days stop the clock, what ends it, who may."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from casework.approvals import Proposal
from casework.models import (
    ClockEvent,
    Counterpart,
    Means,
    Record,
    Supplementation,
    Unit,
)
from casework.operations import clock
from casework.operations.answer_supplementation import (
    AnswerFacts,
    answer_supplementation,
)
from casework.operations.approve import approve
from casework.operations.begin import CannotAct
from casework.operations.concur import concur
from casework.operations.draft import draft
from casework.operations.lapse_supplementation import lapse_supplementation
from casework.operations.log_contact import ContactFacts, log_contact
from casework.operations.order_supplementation import (
    CannotSupplement,
    OrderFacts,
    order_supplementation,
)
from casework.permissions import NotPermitted
from casework.queries import explain_clock
from casework.versions import Stale
from offices.models import Staff
from ordinances.deadline_rule import SuspensionCount
from tests.factories.cases import end, intake, make_branch, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import NOW, TODAY, take_up, taken_back_by_requester, told
from tests.factories.rules import with_policy, with_rule

pytestmark = pytest.mark.django_db

ORDER = OrderFacts(
    is_written=True,
    ordered_on=TODAY,
    answer_by_on=date(2020, 6, 10),
    matter="文書を特定できる記載を補ってください。",
)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return make_unit(intake(division=cast.office.general_affairs))


def at(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 3, tzinfo=UTC)


def ordered(
    unit: Unit,
    by: Staff,
    on: date,
    *,
    until: date | None = None,
    version: int | None = None,
) -> Supplementation:
    facts = replace(ORDER, ordered_on=on, answer_by_on=until or date(on.year, 12, 31))
    return order_supplementation(
        unit=unit, order=facts, version=version, by=by, on=on, at=at(on)
    )


def answered(
    unit: Unit, by: Staff, on: date, *, written_on: date | None = None
) -> Supplementation:
    answer = AnswerFacts(arrived_on=on, written_on=written_on)
    return answer_supplementation(
        unit=unit, answer=answer, version=None, by=by, on=on, at=at(on)
    )


def lapsed(unit: Unit, by: Staff, on: date) -> Supplementation:
    return lapse_supplementation(
        unit=unit, lapsed_on=on, version=None, by=by, on=on, at=at(on)
    )


def stored(unit: Unit) -> Unit:
    return Unit.objects.select_related("case").get(pk=unit.pk)


def day(text: str) -> date:
    return date.fromisoformat(f"2020-{text}")


# law.md (d), E14, E16, E19: the days between order and arrival do not count
@pytest.mark.parametrize(
    ("received", "spans", "due"),
    [
        ("04-01", [("04-06", "04-13")], "04-22"),
        ("06-01", [("06-03", "06-05"), ("06-08", "06-12")], "06-22"),
        ("04-01", [("04-06", "05-26")], "06-04"),
    ],
    ids=["E14", "E16", "E19"],
)
def test_worked_examples_through_the_acts(
    cast: Cast, received: str, spans: list[tuple[str, str]], due: str
) -> None:
    unit = make_unit(intake(received_on=day(received)))

    for order_on, arrived_on in spans:
        ordered(unit, cast.records_officer, day(order_on))
        waiting = stored(unit)
        assert (waiting.clock_state, waiting.due_on) == ("suspended", None)
        answered(unit, cast.records_officer, day(arrived_on))

    found = stored(unit)
    assert (found.clock_state, found.due_on) == ("running", day(due))


def test_both_ends_where_the_pack_counts_them(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rule(monkeypatch, suspension_count=SuspensionCount.BOTH_ENDS)
    unit = make_unit(intake(received_on=day("04-01")))

    ordered(unit, cast.records_officer, day("04-06"))
    answered(unit, cast.records_officer, day("04-13"))

    assert stored(unit).due_on == day("04-23")  # E15


def test_neither_the_call_nor_the_day_written_on_the_answer_moves_the_clock(
    cast: Cast,
) -> None:
    officer = cast.records_officer
    unit = make_unit(intake(received_on=date(2021, 6, 7)))
    call = ContactFacts(
        had_on=date(2021, 6, 9),
        counterpart=Counterpart.REQUESTER,
        means=Means.PHONE,
        text="補正について電話した",
    )
    log_contact(unit=unit, contact=call, by=officer, on=date(2021, 6, 9), at=NOW)
    assert (stored(unit).clock_state, stored(unit).due_on) == (
        "running",
        date(2021, 6, 21),
    )

    ordered(unit, officer, date(2021, 6, 10))
    order = answered(unit, officer, date(2021, 6, 18), written_on=date(2021, 6, 16))

    assert order.written_on == date(2021, 6, 16)
    assert stored(unit).due_on == date(2021, 6, 29)  # E32, never 06-28
    assert [(e.type, e.on) for e in ClockEvent.objects.order_by("id")] == [
        ("received", date(2021, 6, 7)),
        ("suspended", date(2021, 6, 10)),
        ("resumed", date(2021, 6, 18)),
    ]


def test_order_stands_in_the_trail_with_its_matter_beside_the_chain(
    cast: Cast, unit: Unit
) -> None:
    order = ordered(unit, cast.records_officer, TODAY, until=date(2020, 6, 10))
    answered(unit, cast.records_officer, date(2020, 6, 11))

    assert told("order_supplementation") == [
        (
            f"unit:{unit.pk}",
            {
                "supplementation": order.pk,
                "ordered_on": "2020-06-03",
                "answer_by_on": "2020-06-10",
            },
            {"matter": ORDER.matter},
        )
    ]
    ((subject, facts, detail),) = told("answer_supplementation")
    assert (subject, detail) == (f"unit:{unit.pk}", {})
    assert facts == {
        "supplementation": order.pk,
        "arrived_on": "2020-06-11",
        "written_on": None,
        "is_late": True,
    }


def test_every_open_unit_of_the_case_stands_still_and_no_ended_one(
    cast: Cast, unit: Unit
) -> None:
    other = make_branch(unit, division=cast.office.roads, on=TODAY)
    gone = make_branch(unit, division=cast.office.roads, on=TODAY)
    taken_back_by_requester(gone, by=cast.records_officer)
    gone_due_on = stored(gone).due_on

    ordered(unit, cast.records_officer, TODAY)

    assert [stored(u).clock_state for u in (unit, other, gone)] == [
        "suspended",
        "suspended",
        "stopped",
    ]
    assert stored(gone).due_on == gone_due_on
    assert stored(other).version == 2
    assert [subject for subject, *_ in told("order_supplementation")] == [
        f"unit:{unit.pk}",
        f"unit:{other.pk}",
    ]


def test_split_and_withdrawal_go_on_while_the_clock_stands(
    cast: Cast, unit: Unit
) -> None:
    ordered(unit, cast.records_officer, TODAY)
    branch = make_branch(unit, division=cast.office.roads, on=TODAY)
    assert stored(branch).clock_state == "suspended"

    taken_back_by_requester(branch, by=cast.records_officer)
    answered(unit, cast.records_officer, date(2020, 6, 8))

    assert (stored(branch).phase, stored(branch).clock_state) == ("closed", "stopped")
    assert stored(unit).due_on == date(2020, 6, 22)  # 06-15 and five days, a Saturday


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"is_written": False}, "not_in_writing", "is_written"),
        ({"ordered_on": date(2020, 6, 4)}, "order_day", "ordered_on"),
        ({"ordered_on": date(2020, 5, 31)}, "order_day", "ordered_on"),
        ({"answer_by_on": TODAY}, "no_period", "answer_by_on"),
        ({"matter": " "}, "no_matter", "matter"),
    ],
)
def test_refused_and_nothing_written(
    cast: Cast, unit: Unit, changes: dict[str, object], code: str, field: str
) -> None:
    facts = replace(ORDER, **changes)  # type: ignore[arg-type]  # one at a time

    with pytest.raises(CannotSupplement) as refusal, transaction.atomic():
        order_supplementation(
            unit=unit,
            order=facts,
            version=None,
            by=cast.records_officer,
            on=TODAY,
            at=NOW,
        )

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert (stored(unit).clock_state, Supplementation.objects.count()) == ("running", 0)


def test_one_order_waits_at_a_time(cast: Cast, unit: Unit) -> None:
    ordered(unit, cast.records_officer, TODAY)

    with pytest.raises(CannotSupplement, match="一つ") as refusal:
        ordered(unit, cast.records_officer, TODAY)

    assert refusal.value.code == "order_open"


def test_database_holds_one_open_order_of_a_case(cast: Cast, unit: Unit) -> None:
    ordered(unit, cast.records_officer, TODAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        Supplementation.objects.create(
            case=unit.case,
            ordered_on=TODAY,
            answer_by_on=date(2020, 6, 10),
            matter="二通目",
            ordered_by=cast.records_officer,
        )


def test_next_order_is_not_dated_before_the_end_of_the_last(
    cast: Cast, unit: Unit
) -> None:
    ordered(unit, cast.records_officer, TODAY)
    answered(unit, cast.records_officer, date(2020, 6, 8))

    with pytest.raises(CannotSupplement) as refusal:
        order_supplementation(
            unit=unit,
            order=replace(ORDER, ordered_on=date(2020, 6, 5)),
            version=None,
            by=cast.records_officer,
            on=date(2020, 6, 9),
            at=NOW,
        )

    assert refusal.value.code == "order_day"


def test_refused_once_a_unit_of_the_case_is_decided(cast: Cast, unit: Unit) -> None:
    end(make_branch(unit, division=cast.office.roads, on=TODAY), "full", on=TODAY)

    with pytest.raises(CannotSupplement) as refusal:
        ordered(unit, cast.records_officer, TODAY)

    assert refusal.value.code == "drafted_or_decided"


def test_refused_after_the_end(cast: Cast, unit: Unit) -> None:
    end(unit, "absent", on=TODAY)

    with pytest.raises(CannotAct):
        ordered(unit, cast.records_officer, TODAY)


@pytest.mark.parametrize("arrived_on", [date(2020, 6, 2), date(2020, 6, 9)])
def test_answer_neither_before_the_order_nor_after_today(
    cast: Cast, unit: Unit, arrived_on: date
) -> None:
    ordered(unit, cast.records_officer, TODAY)

    with pytest.raises(CannotSupplement) as refusal:
        answer_supplementation(
            unit=unit,
            answer=AnswerFacts(arrived_on=arrived_on),
            version=None,
            by=cast.records_officer,
            on=date(2020, 6, 8),
            at=NOW,
        )

    assert (refusal.value.code, refusal.value.field) == ("end_day", "arrived_on")


def test_nothing_to_answer_without_an_order(cast: Cast, unit: Unit) -> None:
    with pytest.raises(CannotSupplement) as refusal:
        answered(unit, cast.records_officer, TODAY)

    assert refusal.value.code == "no_order"


def test_lapses_only_after_its_period(cast: Cast, unit: Unit) -> None:
    ordered(unit, cast.records_officer, TODAY, until=date(2020, 6, 10))

    with pytest.raises(CannotSupplement) as refusal:
        lapsed(unit, cast.records_officer, date(2020, 6, 10))

    assert refusal.value.code == "period_runs"
    lapsed(unit, cast.records_officer, date(2020, 6, 11))
    assert stored(unit).due_on == date(2020, 6, 23)  # 06-15 and eight days


def test_lapse_prepares_a_refusal_which_two_people_decide(
    cast: Cast, unit: Unit
) -> None:
    officer, later = cast.records_officer, date(2020, 6, 11)
    other = make_branch(unit, division=cast.office.roads, on=TODAY)
    ordered(unit, officer, TODAY, until=date(2020, 6, 10))

    lapsed(unit, officer, later)

    assert {u.outcome for u in Unit.objects.all()} == {None}
    for each in (unit, other):
        (record,) = Record.objects.filter(unit=each)
        (ground,) = record.grounds.all()
        assert (record.outcome, record.title) == ("non_disclosure", unit.subject_text)
        assert (ground.ground, ground.is_exemption) == ("formal_defect", False)
        assert "補正" in record.reason

    drafter = cast.division_staff
    made = draft(
        unit=unit,
        proposal=Proposal(outcome="non_disclosure"),
        version=None,
        by=drafter,
        on=later,
        at=at(later),
    )
    concur(draft=made, comment="", by=officer, on=later, at=at(later))
    decision = approve(
        draft=made,
        decided_on=later,
        on_behalf_of=None,
        by=cast.approver,
        on=later,
        at=at(later),
    )
    assert (decision.outcome, decision.approved_by) == ("non_disclosure", cast.approver)
    assert stored(other).outcome is None


def test_lapse_fills_in_rows_that_were_decided_otherwise(
    cast: Cast, unit: Unit
) -> None:
    unit = take_up(unit, by=cast.records_officer, handler=cast.division_staff)
    record = Record.objects.create(unit=unit, position=1, title="台帳", outcome="full")
    ordered(unit, cast.records_officer, TODAY, until=date(2020, 6, 10))

    lapsed(unit, cast.records_officer, date(2020, 6, 11))

    record.refresh_from_db()
    assert (record.outcome, record.version) == ("non_disclosure", 2)
    assert [e[0] for e in told("decide_record")] == [f"record:{record.pk}"]


def test_pack_that_rejects_leads_to_inadmissible_without_rows(
    cast: Cast, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_policy(monkeypatch, "unsupplemented_outcome", "inadmissible")
    unit = take_up(unit, by=cast.records_officer, handler=cast.division_staff)
    ordered(unit, cast.records_officer, TODAY, until=date(2020, 6, 10))
    later = date(2020, 6, 11)

    lapsed(unit, cast.records_officer, later)

    assert not unit.records.exists()
    made = draft(
        unit=unit,
        proposal=Proposal(outcome="inadmissible"),
        version=None,
        by=cast.division_staff,
        on=later,
        at=at(later),
    )
    assert (made.outcome, made.derived) == ("inadmissible", "inadmissible")


@pytest.mark.parametrize("name", ["division_staff", "approver", "auditor", "disabled"])
def test_not_for_everybody(cast: Cast, unit: Unit, name: str) -> None:
    with pytest.raises(NotPermitted):
        ordered(unit, cast.everybody()[name], TODAY)

    assert stored(unit).clock_state == "running"


def test_out_of_date_order_is_told(cast: Cast, unit: Unit) -> None:
    take_up(unit, by=cast.records_officer, handler=cast.division_staff)

    with pytest.raises(Stale):
        ordered(unit, cast.records_officer, TODAY, version=1)


def test_stored_clock_is_what_the_events_say(cast: Cast, unit: Unit) -> None:
    ordered(unit, cast.records_officer, TODAY)
    answered(unit, cast.records_officer, date(2020, 6, 8))

    found = stored(unit)
    ledger = explain_clock(found)
    assert ledger is not None
    assert found.due_on == ledger.clock.due_on
    assert clock.cached(ledger.clock, is_open=True) == (
        found.due_on,
        found.clock_state,
    )
