"""How near a date is: so many open days before, on the day, past it."""

from datetime import date

import pytest

from ordinances.calendars import OutsideCalendar, load_calendar
from ordinances.loading import PackError, municipality, read_yaml
from ordinances.reminders import ReminderRule, read_reminder_rule, step_on

CALENDAR = load_calendar()
RULES = [ReminderRule("due", days, verified=False, source="-") for days in (5, 2)]


@pytest.mark.parametrize(
    ("on", "step"),
    [
        # Monday 15 June 2020 is due; five open days before is Monday 8 June
        (date(2020, 6, 7), None),
        (date(2020, 6, 8), "before:5"),
        (date(2020, 6, 10), "before:5"),
        # two open days before is Thursday 11 June; Saturday and Sunday count not
        (date(2020, 6, 11), "before:2"),
        (date(2020, 6, 14), "before:2"),
        (date(2020, 6, 15), "today"),
        (date(2020, 6, 16), "overdue"),
        (date(2021, 6, 16), "overdue"),
    ],
)
def test_step_is_the_most_pressing_one(on: date, step: str | None) -> None:
    due = date(2020, 6, 15)

    assert step_on(RULES, "due", due, on=on, calendar=CALENDAR) == step


def test_kind_without_a_rule_is_told_of_on_the_day_only() -> None:
    due = date(2020, 6, 15)
    steps = [
        step_on(RULES, "answer", due, on=date(2020, 6, day), calendar=CALENDAR)
        for day in (14, 15, 16)
    ]

    assert steps == [None, "today", "overdue"]


def test_date_outside_the_calendar_is_refused() -> None:
    with pytest.raises(OutsideCalendar):
        step_on(
            RULES,
            "due",
            date(9000, 6, 15),
            on=date(2020, 6, 8),
            calendar=CALENDAR,
        )


def test_days_of_the_shipped_municipality_are_marked_as_not_read() -> None:
    rules = municipality("nerima").reminders

    assert {rule.of for rule in rules} == {"due", "internal", "answer"}
    assert not any(rule.verified for rule in rules)
    assert all(rule.source for rule in rules)


@pytest.mark.parametrize(
    "text", ["of: nap\nopen_days: 1\n", "of: due\nopen_days: 0\n", "of: due\n"]
)
def test_wrong_entry_is_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("town") / "municipality.yaml"
    path.write_text(f"{text}verified: false\nsource: s\n", encoding="utf-8")

    with pytest.raises(PackError):
        read_reminder_rule(read_yaml(path))
