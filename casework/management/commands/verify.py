"""Verify the trail against tampering, or the due dates against their events."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from audit import triggers
from audit.trail import CHANGED, DETAIL_CHANGED, END_MISSING, MISSING, Break
from audit.verification import Head, Verification, heads, lost
from casework.verification import (
    ClockDifference,
    ClockVerification,
    Dates,
    untold_cases,
)


class Command(BaseCommand):
    """`verify trail|clocks`; exit code 1 when something does not hold."""

    help = (
        "Verify the trail: every entry that was changed, removed, inserted or swapped "
        "is named. Or verify the due dates: each is computed anew from its events."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("what", choices=["trail", "clocks"])
        parser.add_argument(
            "--heads",
            type=Path,
            help="compare with the heads noted in this file (trail only)",
        )
        parser.add_argument(
            "--note-heads",
            type=Path,
            help="note the head of every stream in this new file, to be kept "
            "elsewhere (trail only)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk, name what does not hold, count."""
        if options["what"] == "clocks":
            n_wrong = self._clocks()
        else:
            n_wrong = self._trail(options["heads"])
            if options["note_heads"] and not n_wrong:
                self._note(options["note_heads"])
        if n_wrong:
            sys.exit(1)

    def _trail(self, noted: Path | None) -> int:
        verification, n_wrong = Verification(), 0
        for line in _trail_lines(verification, noted):
            self.stdout.write(line)
            n_wrong += 1
        counts = {
            "entries": f"{verification.n_entries:,}",
            "streams": f"{verification.n_streams:,}",
            "wrong": f"{n_wrong:,}",
        }
        if n_wrong:
            text = _("%(entries)s entries in %(streams)s streams: %(wrong)s faults.")
        else:
            text = _("%(entries)s entries in %(streams)s streams: all of them hold.")
        self.stdout.write(text % counts)
        return n_wrong

    def _clocks(self) -> int:
        verification, n_wrong = ClockVerification(), 0
        for difference in verification.differences():
            self.stdout.write(_difference(difference))
            n_wrong += 1
        counts = {"units": f"{verification.n_units:,}", "wrong": f"{n_wrong:,}"}
        if n_wrong:
            text = _("%(units)s units: the clocks of %(wrong)s are wrong.")
        else:
            text = _("%(units)s units: every due date is what its events make of it.")
        self.stdout.write(text % counts)
        return n_wrong

    def _note(self, path: Path) -> None:
        n_heads = 0
        try:
            with path.open("x", encoding="utf-8") as file:
                for head in heads():
                    file.write(f"{head.stream}\t{head.seq}\t{head.hash}\n")
                    n_heads += 1
        except OSError as error:
            raise CommandError(
                _("The heads cannot be noted in %(path)s: %(reason)s")
                % {"path": path, "reason": error.strerror}
            ) from error
        self.stdout.write(
            _("%(count)s heads were noted. Keep the file outside this server.")
            % {"count": f"{n_heads:,}"}
        )


def _trail_lines(verification: Verification, noted: Path | None) -> Iterator[str]:
    """Yield a line for whatever does not hold."""
    for name in triggers.missing():
        yield _("The append-only guard %(name)s is missing.") % {"name": name}
    yield from map(_break, verification.breaks())
    for case in untold_cases():
        yield _("%(stream)s: the trail of %(number)s is gone.") % {
            "stream": case.stream,
            "number": case.number_text,
        }
    if noted is not None:
        yield from map(_break, lost(_read(noted)))


def _break(found: Break) -> str:
    if found.until > found.seq:
        text = _("the entries %(first)s to %(last)s are missing")
    else:
        text = {
            MISSING: _("entry %(first)s is missing"),
            CHANGED: _("entry %(first)s was changed, inserted or swapped"),
            DETAIL_CHANGED: _("the detail of entry %(first)s was changed"),
            END_MISSING: _("entry %(first)s was there when the heads were noted"),
        }[found.reason]
    told = text % {"first": found.seq, "last": found.until}
    return f"{found.stream}: {told}"


def _difference(found: ClockDifference) -> str:
    values = {"number": found.number, "stored": _dates(found.stored)}
    if found.computed is None:
        return (
            _("%(number)s: stored is %(stored)s, but the events contradict each other.")
            % values
        )
    return _("%(number)s: stored is %(stored)s, the events give %(computed)s.") % {
        **values,
        "computed": _dates(found.computed),
    }


def _dates(dates: Dates) -> str:
    due_on, state = dates
    return f"{due_on.isoformat() if due_on else '-'} ({state})"


def _read(path: Path) -> Iterator[Head]:
    """Read noted heads line by line.

    Raises:
        CommandError: The file cannot be read, or is none of heads.
    """
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                stream, seq, value = line.rstrip("\n").split("\t")
                yield Head(stream, int(seq), value)
    except (OSError, ValueError) as error:
        raise CommandError(
            _("%(path)s is no file of noted heads.") % {"path": path}
        ) from error
