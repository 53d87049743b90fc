"""The period engine against a walk from day to day, and at its edges."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordinances.calendars import OutsideCalendar, load_calendar
from ordinances.loading import pack
from ordinances.periods import (
    CAP,
    CannotCount,
    Explanation,
    Extended,
    Timetable,
    cap_on,
    due,
    earliest_implementation,
    explain,
    gate_on,
)
from ordinances.schema import (
    DeadlineRule,
    Extension,
    FirstDay,
    HolidayPolicy,
    SuspensionCount,
    Unit,
)
from tests.ordinances import day_walk
from tests.ordinances.day_walk import DAY, Span

CALENDAR = load_calendar()
Z = pack("nerima/public_records").deadline("decision", date(2020, 4, 1))
APPI = pack("nerima/self_info_appi").deadline("decision", date(2023, 4, 1))
APPEAL = pack("nerima/appeals").deadline("appeal_known", date(2020, 4, 1))
SPANS: tuple[tuple[tuple[int, int], ...], ...] = (
    (),
    ((3, 8),),
    ((0, 0),),
    ((2, 5), (4, 9)),
    ((5, 40), (50, 51)),
)
EXTENSIONS = (None, Extension("add", 30), Extension("cap", 60))


def walk(
    rule: DeadlineRule, origin_on: date, spans: list[Span], extended_to: Extended
) -> date:
    """Count the period on the fingers."""
    both_ends = rule.suspension_count is SuspensionCount.BOTH_ENDS
    skip = rule.holiday_policy is HolidayPolicy.SKIP_LISTED_AND_ROLL
    suspended = day_walk.suspended_days(spans, both_ends=both_ends)
    start = origin_on + (DAY if rule.first_day is FirstDay.EXCLUDED else 0 * DAY)
    length = rule.length * (7 if rule.unit is Unit.WEEK else 1)
    if rule.unit in (Unit.MONTH, Unit.YEAR):
        months = rule.length * (12 if rule.unit is Unit.YEAR else 1)
        length = (day_walk.month_end(start, months) - start).days + 1
    longer = 0
    if extended_to is CAP and rule.extension and rule.extension.kind == "add":
        longer = rule.extension.days
    raw = day_walk.nth_day(start, length + longer, suspended, skip_listed=skip)
    if extended_to is CAP and rule.extension and rule.extension.kind == "cap":
        moved = len(suspended) if rule.cap_excludes_suspension else 0
        raw = max(raw, start + (rule.extension.days - 1 + moved) * DAY)
    if rule.holiday_policy is not HolidayPolicy.NONE:
        raw = day_walk.roll(raw)
    return max(raw, extended_to) if isinstance(extended_to, date) else raw


def sweep() -> Iterator[tuple[DeadlineRule, date, list[Span], Extended]]:
    """Combine every parameter with origins through leap days and closures."""
    origins = [date(2019, 11, 20) + 5 * offset * DAY for offset in range(103)]
    policies, counts = tuple(HolidayPolicy), tuple(SuspensionCount)
    for policy, count, extension, moved in product(
        policies, counts, EXTENSIONS, (False, True)
    ):
        rule = replace(
            Z,
            holiday_policy=policy,
            suspension_count=count,
            extension=extension,
            cap_excludes_suspension=moved,
        )
        extensions: tuple[Extended, ...] = (CAP,) if extension else (None,)
        for origin_on, offsets, extended_to in product(origins, SPANS, extensions):
            spans = [(origin_on + a * DAY, origin_on + b * DAY) for a, b in offsets]
            yield rule, origin_on, spans, extended_to
        for origin_on in origins:
            yield rule, origin_on, [], origin_on + 29 * DAY


def test_due_equals_the_walk_in_every_combination() -> None:
    n_combinations, wrong = 0, []
    for rule, origin_on, spans, extended_to in sweep():
        n_combinations += 1
        found = due(
            rule,
            origin_on=origin_on,
            suspensions=spans,
            extended_to=extended_to,
            calendar=CALENDAR,
        )
        if found != walk(rule, origin_on, spans, extended_to):
            wrong.append((rule, origin_on, spans, extended_to, found))

    assert wrong == []
    assert n_combinations >= 20_000


def test_a_timetable_equals_due_in_every_combination() -> None:
    tables: dict[DeadlineRule, Timetable] = {}
    n_combinations, wrong = 0, []
    for rule, origin_on, spans, extended_to in sweep():
        if extended_to is not None:
            continue
        n_combinations += 1
        table = tables.get(rule) or tables.setdefault(rule, Timetable(rule, CALENDAR))
        expected = due(rule, origin_on=origin_on, suspensions=spans, calendar=CALENDAR)
        if table.due(origin_on, spans) != expected:
            wrong.append((rule, origin_on, spans))

    assert wrong == []
    assert n_combinations >= 6_000


def test_a_timetable_of_months_equals_due_on_every_day_of_the_calendar() -> None:
    table = Timetable(APPEAL, CALENDAR)
    days = [CALENDAR.covered_from + offset * DAY for offset in range(4_200)]

    expected = [due(APPEAL, origin_on=on, calendar=CALENDAR) for on in days]

    assert [table.due(on) for on in days] == expected


@pytest.mark.parametrize("policy", HolidayPolicy)
@pytest.mark.parametrize(
    ("origin_on", "spans"),
    [
        (date(2015, 12, 31), []),
        (date(2015, 12, 1), [(date(2015, 12, 5), date(2016, 2, 5))]),
        (date(2027, 12, 25), []),
        (date(2040, 1, 1), []),
        (date(2027, 12, 1), [(date(2027, 12, 3), date(2028, 1, 5))]),
        (date(2027, 10, 1), [(date(2027, 12, 30), date(2028, 1, 1))]),
    ],
)
def test_a_timetable_refuses_what_due_refuses(
    policy: HolidayPolicy, origin_on: date, spans: list[Span]
) -> None:
    rule = replace(Z, holiday_policy=policy)

    with pytest.raises(OutsideCalendar):
        due(rule, origin_on=origin_on, suspensions=spans, calendar=CALENDAR)
    with pytest.raises(OutsideCalendar):
        Timetable(rule, CALENDAR).due(origin_on, spans)


def test_a_timetable_refuses_a_suspension_out_of_order() -> None:
    span = (date(2020, 4, 13), date(2020, 4, 6))

    with pytest.raises(CannotCount, match="順になっていません"):
        Timetable(Z, CALENDAR).due(date(2020, 4, 1), [span])


rules = st.builds(
    lambda length, unit, policy, count, extension, first_day, moved: replace(
        Z,
        length=length,
        unit=unit,
        holiday_policy=policy,
        suspension_count=count,
        extension=extension,
        first_day=first_day,
        cap_excludes_suspension=moved,
    ),
    st.integers(1, 70),
    st.sampled_from([Unit.DAY, Unit.WEEK]),
    st.sampled_from(HolidayPolicy),
    st.sampled_from(SuspensionCount),
    st.builds(Extension, st.sampled_from(["add", "cap"]), st.integers(1, 120)),
    st.sampled_from(FirstDay),
    st.booleans(),
)
calendar_rules = st.builds(
    lambda length, unit, policy: replace(
        APPEAL, length=length, unit=unit, holiday_policy=policy, suspendable=True
    ),
    st.integers(1, 24),
    st.just(Unit.MONTH),
    st.sampled_from([HolidayPolicy.NONE, HolidayPolicy.ROLL_END]),
) | st.just(replace(APPEAL, length=1, unit=Unit.YEAR, suspendable=True))
origins = st.dates(date(2016, 1, 1), date(2023, 12, 31))
offsets = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 60)), max_size=4)


@settings(max_examples=1_500, deadline=None)
@given(rules, origins, offsets, st.sampled_from([None, CAP, 10, 45, 200]))
def test_walk_tables_and_ledger_agree_on_random_periods(
    rule: DeadlineRule,
    origin_on: date,
    offsets: list[tuple[int, int]],
    extension: Extended | int,
) -> None:
    spans = [(origin_on + a * DAY, origin_on + (a + b) * DAY) for a, b in offsets]
    extended_to: Extended
    if isinstance(extension, int):
        extended_to = origin_on + extension * DAY
    else:
        extended_to = extension

    assert_all_agree(rule, origin_on, spans, extended_to)


@settings(max_examples=400, deadline=None)
@given(calendar_rules, origins, offsets)
def test_walk_tables_and_ledger_agree_on_months_and_years(
    rule: DeadlineRule, origin_on: date, offsets: list[tuple[int, int]]
) -> None:
    spans = [(origin_on + a * DAY, origin_on + (a + b) * DAY) for a, b in offsets]

    assert_all_agree(rule, origin_on, spans, None)


def assert_all_agree(
    rule: DeadlineRule, origin_on: date, spans: list[Span], extended_to: Extended
) -> None:
    from_tables = due(
        rule,
        origin_on=origin_on,
        suspensions=spans,
        extended_to=extended_to,
        calendar=CALENDAR,
    )
    explanation = explain(
        rule,
        origin_on=origin_on,
        suspensions=spans,
        extended_to=extended_to,
        calendar=CALENDAR,
    )

    assert from_tables == walk(rule, origin_on, spans, extended_to)
    assert explanation.due_on == from_tables
    assert_without_holes(rule, origin_on, explanation)


def assert_without_holes(
    rule: DeadlineRule, origin_on: date, explanation: Explanation
) -> None:
    """Every day from the origin to the due date stands in exactly one step."""
    excluded = rule.first_day is FirstDay.EXCLUDED
    expected_on = origin_on if excluded else explanation.start_on
    for step in explanation.steps:
        if step.days:
            assert step.on == expected_on
            expected_on = step.last_on + DAY
        assert step.text
        assert step.text_en
        assert step.source
    assert explanation.due_on is not None
    assert expected_on == explanation.due_on + DAY


@pytest.mark.parametrize(
    ("origin_on", "length", "unit", "end"),
    [
        (date(2020, 4, 1), 3, Unit.MONTH, date(2020, 7, 1)),
        (date(2023, 11, 29), 3, Unit.MONTH, date(2024, 2, 29)),
        (date(2022, 11, 29), 3, Unit.MONTH, date(2023, 2, 28)),
        (date(2024, 2, 28), 1, Unit.YEAR, date(2025, 2, 28)),
        (date(2020, 1, 30), 1, Unit.MONTH, date(2020, 2, 29)),
        (date(2020, 12, 31), 12, Unit.MONTH, date(2021, 12, 31)),
    ],
)
def test_months_and_years_follow_the_calendar(
    origin_on: date, length: int, unit: Unit, end: date
) -> None:
    rule = replace(APPEAL, length=length, unit=unit, holiday_policy=HolidayPolicy.NONE)

    assert due(rule, origin_on=origin_on, calendar=CALENDAR) == end


def test_months_refuse_a_policy_that_counts_days() -> None:
    rule = replace(APPEAL, holiday_policy=HolidayPolicy.SKIP_LISTED_AND_ROLL)

    with pytest.raises(CannotCount, match="月または年の期間"):
        due(rule, origin_on=date(2020, 4, 1), calendar=CALENDAR)


def test_the_day_of_an_extension_notice_is_kept_as_written() -> None:
    saturday = date(2020, 5, 30)

    extended = due(
        Z, origin_on=date(2020, 4, 1), extended_to=saturday, calendar=CALENDAR
    )
    beyond_the_cap = due(
        Z, origin_on=date(2020, 4, 1), extended_to=date(2020, 8, 1), calendar=CALENDAR
    )

    assert (extended, beyond_the_cap) == (saturday, date(2020, 8, 1))


def test_an_extension_never_shortens() -> None:
    explanation = explain(
        Z,
        origin_on=date(2020, 4, 21),
        extended_to=date(2020, 5, 6),
        calendar=CALENDAR,
    )

    assert explanation.due_on == explanation.initial_due_on == date(2020, 5, 7)
    assert [step.days for step in explanation.steps if step.rule == "extension"] == [0]


def test_overlapping_suspensions_count_once() -> None:
    one = [(date(2020, 4, 3), date(2020, 4, 10))]
    split = [
        (date(2020, 4, 6), date(2020, 4, 10)),
        (date(2020, 4, 3), date(2020, 4, 8)),
    ]

    dues = {
        due(Z, origin_on=date(2020, 4, 1), suspensions=spans, calendar=CALENDAR)
        for spans in (one, split)
    }

    assert dues == {date(2020, 4, 22)}


@pytest.mark.parametrize(
    "span",
    [
        (date(2020, 4, 13), date(2020, 4, 6)),
        (date(2020, 3, 31), date(2020, 4, 6)),
    ],
)
def test_a_suspension_out_of_order_is_refused(span: Span) -> None:
    with pytest.raises(CannotCount, match="順になっていません"):
        due(Z, origin_on=date(2020, 4, 1), suspensions=[span], calendar=CALENDAR)


def test_a_period_that_is_not_suspended_refuses_a_suspension() -> None:
    span = (date(2020, 4, 3), date(2020, 4, 6))

    with pytest.raises(CannotCount, match="停止しません"):
        due(APPEAL, origin_on=date(2020, 4, 1), suspensions=[span], calendar=CALENDAR)


def test_a_period_that_is_not_extended_refuses_the_cap() -> None:
    with pytest.raises(CannotCount, match="延長の定めがありません"):
        due(APPEAL, origin_on=date(2020, 4, 1), extended_to=CAP, calendar=CALENDAR)


@pytest.mark.parametrize("policy", HolidayPolicy)
@pytest.mark.parametrize(
    ("origin_on", "extended_to"),
    [
        (date(2015, 12, 31), None),
        (date(2027, 12, 25), None),
        (date(2040, 1, 1), None),
        (date(2027, 11, 1), date(2028, 1, 5)),
        (date(2027, 11, 10), CAP),
    ],
)
def test_a_day_outside_the_calendar_is_refused_under_every_policy(
    policy: HolidayPolicy, origin_on: date, extended_to: Extended
) -> None:
    rule = replace(Z, holiday_policy=policy)

    for count in (due, explain):
        with pytest.raises(OutsideCalendar):
            count(rule, origin_on=origin_on, extended_to=extended_to, calendar=CALENDAR)


def test_a_cap_outside_the_calendar_hinders_nothing_before_it_is_used() -> None:
    explanation = explain(Z, origin_on=date(2027, 12, 1), calendar=CALENDAR)

    assert explanation.due_on == date(2027, 12, 15)
    assert explanation.cap_on is None


def test_gates_are_the_rolled_initial_end_with_supplementation() -> None:
    spans = [(date(2021, 9, 8), date(2021, 9, 10))]

    plain = gate_on(Z, origin_on=date(2021, 9, 6), calendar=CALENDAR)
    supplemented = gate_on(
        Z,
        gate="special",
        origin_on=date(2021, 9, 6),
        suspensions=spans,
        calendar=CALENDAR,
    )

    assert (plain, supplemented) == (date(2021, 9, 21), date(2021, 9, 22))
    assert gate_on(APPEAL, origin_on=date(2021, 9, 6), calendar=CALENDAR) is None


def test_cap_on_is_none_without_an_extension() -> None:
    assert cap_on(APPEAL, origin_on=date(2020, 4, 1), calendar=CALENDAR) is None
    assert cap_on(APPI, origin_on=date(2023, 7, 13), calendar=CALENDAR) == date(
        2023, 9, 11
    )


@pytest.mark.parametrize(
    ("decision_on", "earliest_on"),
    [
        (date(2020, 7, 9), date(2020, 7, 27)),
        (date(2022, 4, 14), date(2022, 5, 2)),
        (date(2020, 6, 1), date(2020, 6, 16)),
    ],
)
def test_two_weeks_lie_free_before_an_opposed_disclosure(
    decision_on: date, earliest_on: date
) -> None:
    assert earliest_implementation(decision_on, CALENDAR) == earliest_on


def test_two_weeks_between_is_the_same_as_a_rule_of_the_packs() -> None:
    codes = ("public_records", "self_info_old", "self_info_appi", "appeals")
    for on, code in product(
        (date(2022, 4, 14) + timedelta(days=n) for n in range(60)), codes
    ):
        rule = pack(f"nerima/{code}").deadline("two_weeks_between", on)

        found = due(rule, origin_on=on, calendar=CALENDAR)

        assert found == earliest_implementation(on, CALENDAR)
