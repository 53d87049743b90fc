"""The whole database of cases as plain values that do not depend on keys."""

from collections.abc import Callable, Iterator

from django.db import models

from annual.models import Figure
from appeals.models import Appeal, BoardReport, BoardSession, Referral
from audit.models import Detail, Entry
from casework.models import (
    Case,
    ClockEvent,
    Counter,
    Decision,
    DecisionGround,
    Implementation,
    ImportRow,
    ImportRun,
    Party,
    Transfer,
    Unit,
    Withdrawal,
)
from offices.models import Division
from privacy.models import Request

OF_CASES: tuple[type[models.Model], ...] = (
    Case,
    Unit,
    Party,
    ClockEvent,
    Decision,
    DecisionGround,
    Withdrawal,
    Transfer,
    Implementation,
    Counter,
    Request,
    Appeal,
    Referral,
    BoardReport,
    Entry,
    Detail,
)
EVERYTHING: tuple[type[models.Model], ...] = (
    *OF_CASES,
    ImportRun,
    ImportRow,
    BoardSession,
    Figure,
    Division,
)
# keys, and what is computed from keys
LEFT_OUT = {"id", "pk", "import_run", "run", "hash", "prev_hash", "at", "recorded_at"}
Dump = dict[str, list[str]]
Names = dict[object, str]


def dump(tables: tuple[type[models.Model], ...] = OF_CASES) -> Dump:
    """Return every row of the tables as text, sorted; imports are left out."""
    names = _Names()
    return {table.__name__: sorted(_rows(table, names)) for table in tables}


class _Names:
    """What is called by its key elsewhere, by a name of its own."""

    def __init__(self) -> None:
        self.cases: Names = {
            case.pk: f"{case.series} {case.fiscal_year}-{case.number}"
            for case in Case.objects.all()
        }
        self.units: Names = {
            unit.pk: f"{self.cases[unit.case_id]}の{unit.branch}"
            for unit in Unit.objects.all()
        }
        self.decisions: Names = {
            decision.pk: f"{self.units[decision.unit_id]}/{decision.seq}"
            for decision in Decision.objects.all()
        }
        self.divisions: Names = {d.pk: d.name for d in Division.objects.all()}
        self.runs: Names = {
            run.pk: f"{run.kind} {run.file_name}" for run in ImportRun.objects.all()
        }
        self.entries: Names = {
            entry.pk: f"{self.key(entry.stream)} {entry.seq}"
            for entry in Entry.objects.all()
        }

    def key(self, text: object) -> str:
        """Return `case:7` as the number of that case."""
        kind, _, pk = str(text).partition(":")
        known = {"case": self.cases, "unit": self.units, "import_run": self.runs}
        return f"{kind} {known[kind][int(pk)]}" if kind in known else str(kind)


def _rows(table: type[models.Model], names: _Names) -> Iterator[str]:
    by_field: dict[str, Callable[[object], object]] = {
        "case": names.cases.get,
        "unit": names.units.get,
        "appeal": names.cases.get,
        "split_from": names.units.get,
        "decision": names.decisions.get,
        "supersedes": names.decisions.get,
        "division": names.divisions.get,
        "entry": names.entries.get,
        "stream": names.key,
        "subject_key": names.key,
    }
    for instance in table._default_manager.all():
        values = {
            field.name: by_field.get(field.name, _same)(
                getattr(instance, field.attname)
            )
            for field in table._meta.concrete_fields
            if field.name not in LEFT_OUT
        }
        yield repr(sorted(values.items()))


def _same(value: object) -> object:
    return value
