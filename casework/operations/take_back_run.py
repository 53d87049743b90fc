"""Take an import back: its cases are voided and their numbers are free again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from audit import trail
from audit.trail import Draft
from casework.models import Case, ImportRun, Unit
from casework.operations import number
from casework.taking_back import CannotTakeBack, check_run
from offices.models import Staff

__all__ = ["CannotTakeBack", "TakenBack", "take_back_run"]

CHUNK = 1000

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back.

    Attributes:
        n_cases: Cases that came with the import.
        n_units: Their units.
        numbers: Series, fiscal year and the highest number still held there.
    """

    n_cases: int
    n_units: int
    numbers: tuple[tuple[str, int, int], ...]


def in_silence(n_cases: int) -> None:
    """Report no progress."""


@transaction.atomic
def take_back_run(
    *,
    run: ImportRun,
    reason: str,
    by: Staff,
    on: date,
    at: datetime,
    progress: Progress = in_silence,
) -> TakenBack:
    """Void the cases of an import and set their numbers free; all or nothing.

    The rows as they were written stay with the run. Writes cases and units, the
    counters, one trail entry for each case and one for the run.

    Args:
        run: An import of requests or appeals.
        reason: Why it is taken back; it becomes the reason of every void case.
        by: Who takes it back.
        on: The day.
        at: The instant.
        progress: Called with the number of cases done.

    Returns:
        How much was taken back.

    Raises:
        CannotTakeBack: The right or the reason is missing, the import brought
            no cases, was taken back before, or a case of it was worked on.
    """
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    cases = list(Case.objects.select_for_update().filter(import_run=run).order_by("pk"))
    check_run(run, cases, reason=reason, by=by, on=on)
    units = Unit.objects.filter(case__import_run=run)
    n_units = units.update(voided=True, taken_back=True, version=F("version") + 1)
    Case.objects.filter(import_run=run).update(
        voided_on=on,
        void_reason=reason.strip(),
        taken_back=True,
        version=F("version") + 1,
    )
    series = sorted({(case.series, case.fiscal_year) for case in cases})
    numbers = tuple(
        (name, year, number.release(series=name, fiscal_year=year))
        for name, year in series
    )
    _tell_cases(run, cases, by=by, on=on, at=at, progress=progress)
    _tell_run(run, len(cases), reason.strip(), by=by, at=at)
    return TakenBack(len(cases), n_units, numbers)


def _tell_cases(
    run: ImportRun,
    cases: Sequence[Case],
    *,
    by: Staff,
    on: date,
    at: datetime,
    progress: Progress,
) -> None:
    facts = {"on": on.isoformat(), "import_run": run.pk}
    for start in range(0, len(cases), CHUNK):
        piece = cases[start : start + CHUNK]
        entries = [
            Draft(c.stream, "take_back_run", f"case:{c.pk}", facts) for c in piece
        ]
        trail.record_many(entries, by=by.as_actor(), at=at)
        progress(start + len(piece))


def _tell_run(
    run: ImportRun, n_cases: int, reason: str, *, by: Staff, at: datetime
) -> None:
    trail.record(
        stream=f"import_run:{run.pk}",
        act="take_back_run",
        subject=f"import_run:{run.pk}",
        by=by.as_actor(),
        at=at,
        facts={"n_cases": n_cases},
        detail={"reason": reason},
    )
