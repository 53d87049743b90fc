"""The clock of a unit, folded from its events."""

from dataclasses import replace
from datetime import date

import pytest

from ordinances.calendars import load_calendar
from ordinances.loading import pack
from ordinances.periods import CannotCount, Clock, Event, fold
from ordinances.schema import HolidayPolicy

CALENDAR = load_calendar()
Z = pack("nerima/public_records").deadline("decision", date(2020, 4, 1))
APPI = pack("nerima/self_info_appi").deadline("decision", date(2023, 4, 1))
APPEAL = pack("nerima/appeals").deadline("appeal_known", date(2020, 4, 1))

RECEIVED = Event("received", date(2020, 4, 1))
ORDERED = Event("suspended", date(2020, 4, 6))
ANSWERED = Event("resumed", date(2020, 4, 13))
STOPPED = Event("stopped", date(2020, 4, 20))


def test_a_received_unit_runs_to_its_initial_due_date() -> None:
    clock = fold(Z, [RECEIVED], CALENDAR)

    assert clock == Clock(
        "running", date(2020, 4, 15), date(2020, 4, 15), date(2020, 6, 1)
    )


def test_an_open_order_suspends_the_clock_and_hides_the_due_date() -> None:
    clock = fold(Z, [RECEIVED, ORDERED], CALENDAR)

    assert clock == Clock("suspended", days_left=9)
    assert clock.explanation is not None
    assert clock.explanation.days_left == 9


def test_the_answer_gives_the_days_back() -> None:
    clock = fold(Z, [RECEIVED, ORDERED, ANSWERED], CALENDAR)

    assert (clock.state, clock.due_on) == ("running", date(2020, 4, 22))


def test_one_answer_of_two_orders_leaves_the_clock_suspended() -> None:
    second = Event("suspended", date(2020, 4, 8))
    last = Event("resumed", date(2020, 4, 15))

    one = fold(Z, [RECEIVED, ORDERED, second, ANSWERED], CALENDAR)
    both = fold(Z, [RECEIVED, ORDERED, second, ANSWERED, last], CALENDAR)

    assert one.state == "suspended"
    assert (both.state, both.due_on) == ("running", date(2020, 4, 24))


def test_events_may_come_in_any_order_of_days() -> None:
    events = [ANSWERED, STOPPED, ORDERED, RECEIVED]

    assert fold(Z, events, CALENDAR) == fold(Z, sorted(events, key=_on), CALENDAR)


def _on(event: Event) -> date:
    return event.on


@pytest.mark.parametrize(
    ("until_on", "due_on"),
    [
        (date(2020, 5, 1), date(2020, 5, 1)),
        (None, date(2020, 6, 1)),
        (date(2020, 7, 31), date(2020, 7, 31)),
        (date(2020, 4, 10), date(2020, 4, 15)),
    ],
)
def test_an_extension_is_honoured_as_written_and_never_shortens(
    until_on: date | None, due_on: date
) -> None:
    clock = fold(
        Z, [RECEIVED, Event("extended", date(2020, 4, 10), until_on)], CALENDAR
    )

    assert (clock.due_on, clock.initial_due_on) == (due_on, date(2020, 4, 15))
    assert clock.explanation is not None
    assert clock.explanation.due_on == due_on


def test_a_special_extension_reaches_the_day_of_the_rest() -> None:
    special = Event("special", date(2020, 4, 10), date(2020, 9, 30))

    clock = fold(Z, [RECEIVED, special], CALENDAR)

    assert clock.due_on == date(2020, 9, 30)
    assert clock.explanation is not None
    assert clock.explanation.steps[-1].rule == "special"


@pytest.mark.parametrize(
    ("excludes", "due_on"), [(False, date(2024, 4, 15)), (True, date(2024, 4, 20))]
)
def test_a_special_extension_without_a_day_reaches_its_first_part(
    excludes: bool, due_on: date
) -> None:
    rule = replace(APPI, special_excludes_suspension=excludes)
    events = [
        Event("received", date(2024, 2, 15)),
        Event("suspended", date(2024, 2, 20)),
        Event("resumed", date(2024, 2, 25)),
        Event("special", date(2024, 3, 1)),
    ]

    assert fold(rule, events, CALENDAR).due_on == due_on


def test_a_stopped_clock_keeps_the_due_date_it_had() -> None:
    later = [
        Event("extended", date(2020, 4, 25), date(2020, 5, 20)),
        Event("suspended", date(2020, 4, 26)),
    ]

    clock = fold(Z, [RECEIVED, STOPPED, *later], CALENDAR)
    reopened = fold(
        Z, [RECEIVED, STOPPED, Event("reopened", date(2020, 4, 24)), later[0]], CALENDAR
    )

    assert (clock.state, clock.due_on) == ("stopped", date(2020, 4, 15))
    assert (reopened.state, reopened.due_on) == ("running", date(2020, 5, 20))


def test_a_clock_stopped_while_suspended_has_no_due_date() -> None:
    clock = fold(Z, [RECEIVED, ORDERED, STOPPED], CALENDAR)

    assert (clock.state, clock.due_on) == ("stopped", None)


def test_a_decision_on_the_receipt_day_stops_the_clock() -> None:
    clock = fold(Z, [RECEIVED, Event("stopped", RECEIVED.on)], CALENDAR)

    assert (clock.state, clock.due_on) == ("stopped", date(2020, 4, 15))


def test_redating_sets_the_due_date_anew_and_later_events_work_on_it() -> None:
    redated = Event("redated", date(2020, 4, 3), date(2020, 4, 10))
    extended = Event("extended", date(2020, 4, 8), date(2020, 5, 8))

    alone = fold(Z, [RECEIVED, redated], CALENDAR)
    supplemented = fold(Z, [RECEIVED, redated, ORDERED, ANSWERED], CALENDAR)
    longer = fold(Z, [RECEIVED, redated, extended], CALENDAR)

    assert alone.due_on == date(2020, 4, 10)
    assert supplemented.due_on == date(2020, 4, 17)
    assert longer.due_on == date(2020, 5, 8)
    assert alone.explanation is not None
    assert alone.explanation.due_on == alone.due_on
    assert alone.explanation.steps[-1].rule == "redated"


def test_supplementation_after_redating_gives_back_only_days_that_count() -> None:
    rule = replace(Z, holiday_policy=HolidayPolicy.SKIP_LISTED_AND_ROLL)
    events = [
        Event("received", date(2020, 4, 13)),
        Event("redated", date(2020, 4, 14), date(2020, 4, 28)),
        Event("suspended", date(2020, 4, 20)),
        Event("resumed", date(2020, 4, 22)),
    ]
    over_a_holiday = [
        *events[:2],
        Event("suspended", date(2020, 4, 28)),
        Event("resumed", date(2020, 4, 30)),
    ]

    # two days: 04-29 is not counted, so 04-30 and 05-01
    assert fold(rule, events, CALENDAR).due_on == date(2020, 5, 1)
    # of 04-29 and 04-30 only one counts: one day, 04-30
    assert fold(rule, over_a_holiday, CALENDAR).due_on == date(2020, 4, 30)


def test_redating_replaces_an_earlier_extension() -> None:
    extended = Event("extended", date(2020, 4, 8), date(2020, 5, 8))
    redated = Event("redated", date(2020, 4, 9), date(2020, 4, 20))

    assert fold(Z, [RECEIVED, extended, redated], CALENDAR).due_on == date(2020, 4, 20)


def test_redating_without_a_day_only_records_that_the_rules_changed() -> None:
    redated = Event("redated", date(2020, 4, 3))

    assert fold(Z, [RECEIVED, redated], CALENDAR) == fold(Z, [RECEIVED], CALENDAR)


@pytest.mark.parametrize("received_on", [date(2010, 5, 1), date(2027, 12, 28)])
def test_a_day_outside_the_calendar_is_unknown_and_not_an_error(
    received_on: date,
) -> None:
    received = Event("received", received_on)

    clock = fold(Z, [received], CALENDAR)
    suspended = fold(Z, [received, Event("suspended", date(2028, 1, 6))], CALENDAR)
    stopped = fold(Z, [received, Event("stopped", received_on)], CALENDAR)

    assert clock == suspended == Clock("unknown")
    assert stopped == Clock("stopped")
    assert clock.explanation is None


def test_a_clock_that_waits_outside_the_calendar_is_unknown() -> None:
    before = [
        Event("received", date(2015, 12, 31)),
        Event("suspended", date(2016, 1, 5)),
    ]
    after = [
        Event("received", date(2027, 12, 1)),
        Event("suspended", date(2027, 12, 3)),
        Event("resumed", date(2028, 1, 4)),
        Event("suspended", date(2028, 1, 6)),
    ]

    assert fold(Z, before, CALENDAR) == Clock("unknown")
    assert fold(Z, after, CALENDAR) == Clock("unknown")


def test_a_written_day_outside_the_calendar_is_unknown() -> None:
    extended = Event("extended", date(2027, 12, 10), date(2028, 2, 1))

    clock = fold(Z, [Event("received", date(2027, 12, 1)), extended], CALENDAR)

    assert clock == Clock("unknown")


def test_a_clock_without_a_receipt_is_unknown() -> None:
    assert fold(Z, [], CALENDAR) == Clock("unknown")


def test_a_period_that_is_not_suspended_runs_on_through_supplementation() -> None:
    clock = fold(APPEAL, [RECEIVED, ORDERED], CALENDAR)

    assert (clock.state, clock.due_on) == ("running", date(2020, 7, 1))


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ([RECEIVED, ANSWERED], "補正の求めがありません"),
        ([RECEIVED, Event("paused", date(2020, 4, 2))], "「paused」という"),
        ([RECEIVED, Event("suspended", date(2020, 3, 30)), ANSWERED], "順になって"),
    ],
)
def test_events_that_contradict_each_other_are_refused(
    events: list[Event], sentence: str
) -> None:
    with pytest.raises(CannotCount, match=sentence):
        fold(Z, events, CALENDAR)


def test_a_split_moves_no_clock_and_an_extension_moves_one_unit() -> None:
    received = Event("received", date(2022, 2, 25))
    extended = Event("extended", date(2022, 3, 10), date(2022, 4, 8))

    first, second = (
        fold(Z, [received], CALENDAR),
        fold(Z, [received, extended], CALENDAR),
    )

    assert first.due_on == second.initial_due_on == date(2022, 3, 11)
    assert (second.due_on, second.cap_on) == (date(2022, 4, 8), date(2022, 4, 26))
