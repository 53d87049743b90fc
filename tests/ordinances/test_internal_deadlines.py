"""The office's own dates: read with their source, counted in open days."""

from datetime import date, timedelta

import pytest

from ordinances.calendars import OutsideCalendar, load_calendar
from ordinances.internal_deadlines import (
    internal_deadline,
    open_days_before,
    read_internal_deadline,
)
from ordinances.loading import PackError, municipality, read_yaml

CALENDAR = load_calendar()


def test_deadlines_of_the_shipped_municipality_are_marked_as_not_read() -> None:
    entries = municipality("nerima").internal_deadlines

    assert [entry.step for entry in entries] == ["identify", "draft", "approve", "send"]
    assert not any(entry.verified for entry in entries)
    assert all(entry.source for entry in entries)


def test_step_the_municipality_does_not_name_has_no_deadline() -> None:
    entries = municipality("nerima").internal_deadlines

    found = internal_deadline(entries, "draft")

    assert found is not None
    assert found.label_ja == "起案期限"
    assert internal_deadline(entries[:1], "draft") is None


@pytest.mark.parametrize("open_days", [0, 1, 2, 7, 20])
def test_day_before_is_the_one_a_walk_over_open_days_finds(open_days: int) -> None:
    for due_on in (date(2021, 1, 4) + timedelta(days=n) for n in range(400)):
        before = [due_on - timedelta(days=n) for n in range(1, 80)]
        walked = [day for day in before if not CALENDAR.is_closed(day)]
        expected = walked[open_days - 1] if open_days else due_on

        assert open_days_before(due_on, open_days, CALENDAR) == expected


def test_day_outside_the_calendar_is_refused() -> None:
    with pytest.raises(OutsideCalendar):
        open_days_before(CALENDAR.covered_from, 1, CALENDAR)


def test_unknown_step_is_refused_with_file_and_line(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("town") / "municipality.yaml"
    path.write_text("step: nap\nopen_days: 1\n", encoding="utf-8")

    with pytest.raises(PackError, match="step"):
        read_internal_deadline(read_yaml(path))
