"""The civil day of the office turns at midnight in Tokyo, wherever the machine is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# around midnight at the end of April: the last second, and the next day
ASK = """
import django, time_machine
django.setup()
from desk.today import today
from django.utils import timezone
for instant in ("2026-04-30T14:59:59+00:00", "2026-04-30T15:00:00+00:00"):
    with time_machine.travel(instant, tick=False):
        print(today().isoformat(), timezone.now().isoformat())
"""
SAID = [
    "2026-04-30 2026-04-30T14:59:59+00:00",
    "2026-05-01 2026-04-30T15:00:00+00:00",
]


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/Los_Angeles"])
def test_today_turns_at_midnight_in_tokyo(zone: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        env={
            **os.environ,
            "TZ": zone,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        },
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stdout.splitlines() == SAID
