"""The plan of the month agrees with itself and with the walk from day to day."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from tests.journeys.month_plan import CLOSING, FIRST, LAST
from tests.journeys.month_rest import ACTED, PAPERS, PLAN, QUEUE, T01, T02
from tests.journeys.month_steps import Asked, Step, day
from tests.ordinances import day_walk
from tests.ordinances.clock_walk import STANDARD, Days, Happening, Reading, Terms, read

ACTS = {
    "answer_consultation",
    "answer_supplementation",
    "appoint",
    "approve",
    "assign",
    "concur",
    "consult_third_party",
    "correct_decision",
    "decide",
    "draft",
    "extend",
    "extend_specially",
    "hold",
    "implement",
    "issue",
    "lapse_supplementation",
    "lift_hold",
    "log_contact",
    "log_no_show",
    "order_supplementation",
    "record_arrival",
    "record_delivery",
    "record_payment",
    "record_return",
    "redate",
    "redecide",
    "resend",
    "state_way",
    "transfer",
    "void",
    "withdraw",
}
TURNED_DOWN = {
    "appoint",
    "decide",
    "extend",
    "extend_specially",
    "implement",
    "issue",
    "waive_fee",
    "withdraw",
}
# with the closing day that becomes known in the middle of May
LATER = Days.told_by(day_walk.is_listed, [CLOSING])


def test_the_plan_has_forty_requests_and_every_act() -> None:
    steps = [step for asked in PLAN for step in asked.steps]

    assert [asked.number for asked in PLAN] == list(range(1, 41))
    assert {step.act for step in steps if not step.refused} == ACTS
    assert {step.act for step in steps if step.refused} == TURNED_DOWN
    assert len({asked.division for asked in PLAN}) == 3


def test_the_days_of_the_plan_are_open_and_in_order() -> None:
    for asked in PLAN:
        days = [asked.received, *(step.on for step in asked.steps)]

        assert days == sorted(days), asked.number
        assert days[0] >= FIRST, asked.number
        assert days[-1] <= LAST, asked.number
        assert not [on for on in days if day_walk.is_closed(on)], asked.number


@pytest.mark.parametrize("asked", PLAN, ids=lambda asked: f"no-{asked.number}")
def test_every_due_date_is_what_a_walk_from_day_to_day_finds(asked: Asked) -> None:
    assert shown(walked(asked, [])) == asked.due.isoformat()
    for branch in range(1, len(asked.ends) + 1):
        due = asked.due.isoformat()
        done: list[Step] = []
        for step in asked.steps:
            if step.branch != branch:
                continue
            done.append(step)
            due = written(step, due)
            assert shown(walked(asked, done)) == due, step


def test_control_a_receipt_a_week_earlier_is_noticed() -> None:
    for asked in PLAN:
        later = replace(
            asked, received=date.fromordinal(asked.received.toordinal() - 7)
        )
        assert shown(walked(later, [])) != asked.due.isoformat()


def written(step: Step, before: str) -> str:
    """Return what the plan says the unit shows after a step."""
    if not step.due or step.due.startswith("waits"):
        return step.due or before
    return day(step.due).isoformat()


def shown(reading: Reading) -> str:
    """Say what a clock shows as the plan writes it."""
    if reading.state == "suspended":
        return f"waits {reading.days_left}"
    assert reading.due is not None
    return date.fromordinal(reading.due).isoformat()


def walked(asked: Asked, steps: list[Step]) -> Reading:
    """Live through the steps of a unit."""
    happenings: list[Happening] = [("received", asked.received.toordinal(), None)]
    days = STANDARD
    for step in steps:
        if step.act == "redate":
            days = LATER
        if not step.refused:
            happenings += happening(step)
    return read(Terms(), happenings, days)


def happening(step: Step) -> list[Happening]:
    """Say what a step means for the clock."""
    on = step.on.toordinal()
    if step.act == "extend":
        return [("extended", on, day(step.what).toordinal())]
    if step.act == "extend_specially":
        return [("special", on, day(step.what.split()[1]).toordinal())]
    kinds = {
        "order_supplementation": "suspended",
        "answer_supplementation": "resumed",
        "lapse_supplementation": "resumed",
        "decide": "stopped",
        "approve": "stopped",
        "withdraw": "stopped",
    }
    return [(kinds[step.act], on, None)] if step.act in kinds else []


def test_a_refused_step_would_have_broken_the_law() -> None:
    for asked in PLAN:
        for step in asked.steps:
            if step.refused and step.act.startswith("extend"):
                initial = asked.due
                cap = walked(asked, []).cap
                assert cap is not None
                too_far = day(step.what.split()[0]).toordinal() > cap
                assert step.on > initial or too_far, asked.number
            elif not step.refused and step.act.startswith("extend"):
                assert step.on <= asked.due, asked.number


def test_two_weeks_lie_free_before_an_opposed_disclosure() -> None:
    opposed = {25: day("05-22"), 28: day("05-25")}
    for number, earliest in opposed.items():
        asked = PLAN[number - 1]
        decided = next(step.on for step in asked.steps if step.act == "decide")
        free = date.fromordinal(decided.toordinal() + 15)
        assert day_walk.roll(free) == earliest
        shows = [step for step in asked.steps if step.act == "implement"]
        assert [step.on for step in shows if not step.refused] >= [earliest]


def test_a_decision_is_told_on_its_day_unless_nothing_is_sent() -> None:
    untold = []
    for asked in PLAN:
        for step in asked.steps:
            if step.act not in {"decide", "approve"}:
                continue
            papers = [
                one
                for one in asked.steps
                if one.paper and one.branch == step.branch and one.on >= step.on
            ]
            untold += [] if papers else [asked.number]
    # corrected before a paper went out, and the paper of the right one is not sent yet
    assert untold == [34]


def test_tables_papers_and_queue_are_counted_on_the_plan() -> None:
    ends = Counter(
        end or "pending" for asked in PLAN for end in asked.ends if end != "void"
    )
    grounds = Counter(
        ground for asked in PLAN for unit in asked.grounds for ground in unit
    )
    papers = Counter(step.paper for asked in PLAN for step in asked.steps if step.paper)
    acted = Counter(
        step.act for asked in PLAN for step in asked.steps if not step.refused
    )
    waiting = sorted(
        (date.fromisoformat(shown(walked(asked, list(asked.steps)))), asked.number)
        for asked in PLAN
        if None in asked.ends
    )

    assert dict(ends) == T01
    assert dict(grounds) == T02
    assert papers == PAPERS
    assert acted == ACTED
    assert [(number, due) for due, number in waiting] == list(QUEUE)
