"""Adds up a run of pytest: what passed, what failed, and the time per folder."""

import json
import os
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest

TOTALS_FILE = "HIROBA_TOTALS"
# how pytest sorts reports; a setup that failed is an error
BAD = ("failed", "error", "skipped", "xfailed", "xpassed")


@dataclass(slots=True)
class Totals:
    """The sums of one run.

    Attributes:
        passed: Tests that passed.
        failed: Failures and errors. A test that was skipped or expected to fail
            did not do its work, so it counts here.
        seconds: Setup, call and teardown together, per folder below `tests/`.
        tests: Tests per folder.
    """

    passed: int = 0
    failed: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    tests: dict[str, int] = field(default_factory=dict)


def folder_of(nodeid: str) -> str:
    """Return the folder below `tests/` a test stands in.

    >>> folder_of("tests/casework/operations/test_split.py::test_a")
    'casework'
    """
    parts = nodeid.partition("::")[0].split("/")
    return parts[1] if len(parts) > 2 else parts[0]


def add_up(stats: dict[str, list[object]]) -> Totals:
    """Add up what the terminal reporter collected."""
    seconds: defaultdict[str, float] = defaultdict(float)
    tests: Counter[str] = Counter()
    for reports in stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[folder_of(report.nodeid)] += report.duration
                tests[folder_of(report.nodeid)] += report.when == "call"
    return Totals(
        passed=len(stats.get("passed", [])),
        failed=sum(len(stats.get(name, [])) for name in BAD),
        seconds=dict(seconds),
        tests=dict(tests),
    )


class TotalsPlugin:
    """Prints the folders at the end and leaves the sums in a file if asked."""

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter
    ) -> None:
        """Write the table, slowest folder first."""
        totals = add_up(terminalreporter.stats)
        if len(totals.seconds) > 1:
            terminalreporter.section("time per folder")
        for name, spent in sorted(totals.seconds.items(), key=lambda item: -item[1]):
            if len(totals.seconds) > 1:
                terminalreporter.write_line(
                    f"{name:<16} {totals.tests[name]:>6} tests {spent:>8.1f} s"
                )
        wanted = os.environ.get(TOTALS_FILE)
        if wanted:
            Path(wanted).write_text(json.dumps(asdict(totals)), encoding="utf-8")
