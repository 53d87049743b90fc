"""The day the served office believes in: a file every process of it reads."""

import os
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import time_machine
from django.core.management import execute_from_command_line

CLOCK = "HIROBA_TEST_CLOCK"
TOKYO = timezone(timedelta(hours=9))


class Clock:
    """A clock on the wall of the office; the test sets it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def set(self, on: date, hour: int = 10, minute: int = 0) -> None:
        """Let it be a moment of a day in Tokyo; it goes on from there."""
        at = datetime(on.year, on.month, on.day, hour, minute, tzinfo=TOKYO)
        written = self.path.with_suffix(".new")
        written.write_text(at.isoformat(), encoding="utf-8")
        written.replace(self.path)

    def environment(self) -> dict[str, str]:
        """Return what a process needs to find the clock."""
        return {CLOCK: str(self.path)}


class Follower:
    """A process whose time follows the clock."""

    def __init__(self) -> None:
        """Travel to where the clock stands."""
        self._path = Path(os.environ[CLOCK])
        self._read = self._path.read_text(encoding="utf-8")
        self._traveller = time_machine.travel(_moment(self._read)).start()

    def follow(self) -> None:
        """Travel again if the clock was set since."""
        read = self._path.read_text(encoding="utf-8")
        if read != self._read:
            self._read = read
            self._traveller.move_to(_moment(read))


def _moment(text: str) -> datetime:
    # a named zone would have the traveller set the zone of the process, too
    return datetime.fromisoformat(text).astimezone(UTC)


def main(arguments: list[str]) -> None:
    """Run a management command at the time of the clock."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    Follower()
    execute_from_command_line(["manage.py", *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
