"""What the ledger of a due date says."""

from dataclasses import replace
from datetime import date

from ordinances.calendars import load_calendar
from ordinances.loading import pack
from ordinances.periods import CAP, explain, explain_suspended
from ordinances.schema import HolidayPolicy

CALENDAR = load_calendar()
Z = pack("nerima/public_records").deadline("decision", date(2020, 4, 1))


def test_the_ledger_parts_the_days_by_verdict() -> None:
    explanation = explain(
        Z,
        origin_on=date(2020, 12, 15),
        suspensions=[(date(2020, 12, 17), date(2020, 12, 20))],
        extended_to=CAP,
        calendar=CALENDAR,
    )

    assert [(s.on, s.days, s.counted, s.rule) for s in explanation.steps] == [
        (date(2020, 12, 15), 1, False, "first_day"),
        (date(2020, 12, 16), 2, True, "count"),
        (date(2020, 12, 18), 3, False, "suspension"),
        (date(2020, 12, 21), 12, True, "count"),
        (date(2021, 1, 2), 43, True, "extension"),
        (date(2021, 2, 14), 2, False, "roll"),
    ]
    assert (explanation.raw_on, explanation.due_on) == (
        date(2021, 2, 13),
        date(2021, 2, 15),
    )


def test_the_counted_days_add_up_to_the_length_of_the_period() -> None:
    explanation = explain(
        Z,
        origin_on=date(2020, 6, 1),
        suspensions=[
            (date(2020, 6, 3), date(2020, 6, 5)),
            (date(2020, 6, 8), date(2020, 6, 12)),
        ],
        calendar=CALENDAR,
    )

    assert sum(step.days for step in explanation.steps if step.counted) == Z.length


def test_days_that_are_not_counted_name_their_holiday() -> None:
    rule = replace(Z, holiday_policy=HolidayPolicy.SKIP_LISTED_AND_ROLL)

    explanation = explain(rule, origin_on=date(2020, 4, 21), calendar=CALENDAR)

    assert [(s.on, s.days, s.rule) for s in explanation.steps] == [
        (date(2020, 4, 21), 1, "first_day"),
        (date(2020, 4, 22), 7, "count"),
        (date(2020, 4, 29), 1, "listed"),
        (date(2020, 4, 30), 3, "count"),
        (date(2020, 5, 3), 4, "listed"),
        (date(2020, 5, 7), 4, "count"),
        (date(2020, 5, 11), 1, "roll"),
    ]
    assert "憲法記念日、みどりの日、こどもの日、振替休日" in explanation.steps[4].text


def test_the_sentences_are_whole_in_both_languages() -> None:
    explanation = explain(Z, origin_on=date(2020, 4, 15), calendar=CALENDAR)

    assert [step.text for step in explanation.steps] == [
        "請求を受け付けた日の令和2年4月15日(水)は数えず、翌日から数える。",
        "令和2年4月16日(木)から令和2年4月29日(水)までの14日を数える。",
        "末日の令和2年4月29日(水)は昭和の日に当たるため、"
        "次の開庁日の令和2年4月30日(木)を期限とする。",
    ]
    assert [step.text_en for step in explanation.steps] == [
        "2020-04-15 (Wed), the receipt of the request, is not counted; counting "
        "starts the day after.",
        "2020-04-16 (Thu) to 2020-04-29 (Wed): 14 day(s) count.",
        "The end, 2020-04-29 (Wed), is a closed day (昭和の日); the period ends on the "
        "next open day, 2020-04-30 (Thu).",
    ]
    assert [step.source for step in explanation.steps] == [
        "民法第140条",
        Z.source,
        CALENDAR.source,
    ]
    assert not explanation.verified


def test_an_order_after_the_end_still_moves_the_end_and_says_so() -> None:
    explanation = explain(
        Z,
        origin_on=date(2020, 4, 1),
        suspensions=[(date(2020, 4, 20), date(2020, 4, 22))],
        calendar=CALENDAR,
    )

    late = explanation.steps[-1]
    assert explanation.due_on == date(2020, 4, 17)
    assert (late.on, late.days, late.rule) == (date(2020, 4, 16), 2, "suspension")
    assert "期間の外にかかる補正" in late.text


def test_a_special_extension_has_a_step_of_its_own() -> None:
    explanation = explain(
        Z,
        origin_on=date(2020, 4, 1),
        extended_to=date(2020, 4, 30),
        special_to=date(2020, 7, 31),
        calendar=CALENDAR,
    )

    assert explanation.due_on == date(2020, 7, 31)
    assert [(s.rule, s.days) for s in explanation.steps[-2:]] == [
        ("extension", 15),
        ("special", 92),
    ]


def test_a_clock_that_stands_still_shows_what_is_left() -> None:
    explanation = explain_suspended(
        Z, origin_on=date(2020, 4, 1), ordered_on=date(2020, 4, 6), calendar=CALENDAR
    )

    assert (explanation.due_on, explanation.days_left) == (None, 9)
    assert [(s.on, s.days, s.rule) for s in explanation.steps] == [
        (date(2020, 4, 1), 1, "first_day"),
        (date(2020, 4, 2), 5, "count"),
        (date(2020, 4, 6), 0, "suspension"),
    ]
