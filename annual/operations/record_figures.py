"""Type, change or remove figures of a year."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from annual.definitions import Period
from annual.errors import AnnualError
from annual.figures import figures_of
from annual.models import Figure
from annual.wording import day_text, in_language
from audit import trail
from audit.trail import Actor, Draft
from casework.models import ImportRun
from ordinances.tables import Figure as Rule

LARGEST = 10**15
Slot = tuple[str, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEntry:
    """One figure as typed.

    Attributes:
        key: which figure.
        value: a whole number, 0 or more; None removes what stands there.
        on: the day; None for the whole year.
        note: a remark; None keeps the one that stands there.
        source: where the number comes from; None keeps what stands there.
    """

    key: str
    value: int | None
    on: date | None = None
    note: str | None = None
    source: str | None = None

    @property
    def slot(self) -> Slot:
        """The place this entry fills."""
        return self.key, self.on


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one entry cannot stand."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many figures were added, changed, removed and left as they were."""

    added: int
    changed: int
    removed: int
    unchanged: int


class CannotRecordFigures(AnnualError):
    """At least one entry cannot stand; nothing was written."""

    code = "cannot_record_figures"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(problem.reason for problem in problems))
        self.problems = tuple(problems)


@transaction.atomic
def record_figures(
    *,
    municipality: str,
    fiscal_year: int,
    entries: Sequence[FigureEntry],
    by: Actor,
    at: datetime,
    import_run: ImportRun | None = None,
) -> Recorded:
    """Write figures of one fiscal year, all of them or none.

    For one key and year there is either one whole-year figure or daily ones. An
    entry that says what already stands changes nothing. Every change leaves a
    trail entry in the stream `figures:<year>`, with the old and the new value.

    Args:
        municipality: whose figures are known.
        fiscal_year: the year they belong to.
        entries: what was typed.
        by: who types.
        at: when.
        import_run: the import they come from; None when somebody types.

    Returns:
        What was done.

    Raises:
        CannotRecordFigures: an unknown key, a value out of range, a day outside
            the year, an entry twice, or days beside the whole year.
    """
    rows = {(row.key, row.on): row for row in _rows_of(fiscal_year)}
    known = {figure.key: figure for figure in figures_of(municipality)}
    problems = _problems(entries, rows, known, Period(fiscal_year))
    if problems:
        raise CannotRecordFigures(problems)
    changes = [e for e in entries if not _stands_already(e, rows.get(e.slot))]
    drafts = [_draft(fiscal_year, e, rows.get(e.slot)) for e in changes]
    written = [e for e in changes if e.value is not None]
    gone = [rows[e.slot].pk for e in changes if e.value is None]
    for entry in written:
        new = Figure(fiscal_year=fiscal_year, key=entry.key, on=entry.on)
        row = rows.get(entry.slot) or new
        row.unit, row.import_run = known[entry.key].unit, import_run
        _write(row, entry, by=by, at=at)
    Figure.objects.filter(pk__in=gone).delete()
    trail.record_many(drafts, by=by, at=at)
    n_added = sum(entry.slot not in rows for entry in written)
    return Recorded(
        n_added, len(written) - n_added, len(gone), len(entries) - len(changes)
    )


def _write(row: Figure, entry: FigureEntry, *, by: Actor, at: datetime) -> None:
    row.value = entry.value or 0
    row.note = row.note if entry.note is None else entry.note
    row.source = row.source if entry.source is None else entry.source
    row.actor_key, row.actor_label, row.at = by.key, by.label, at
    row.save()


def _rows_of(fiscal_year: int) -> list[Figure]:
    return list(Figure.objects.filter(fiscal_year=fiscal_year))


def _stands_already(entry: FigureEntry, row: Figure | None) -> bool:
    if row is None:
        return entry.value is None
    same_note = entry.note in {None, row.note}
    same_source = entry.source in {None, row.source}
    return entry.value == row.value and same_note and same_source


def _draft(fiscal_year: int, entry: FigureEntry, row: Figure | None) -> Draft:
    return Draft(
        stream=f"figures:{fiscal_year}",
        act="record_figures",
        subject=f"figure:{entry.key}",
        facts={
            "on": entry.on.isoformat() if entry.on else None,
            "old": row.value if row else None,
            "new": entry.value,
        },
    )


def _problems(
    entries: Sequence[FigureEntry],
    rows: Mapping[Slot, Figure],
    known: Mapping[str, Rule],
    period: Period,
) -> list[Problem]:
    times = Counter(entry.slot for entry in entries)
    filled = dict.fromkeys(rows, True) | {e.slot: e.value is not None for e in entries}
    standing = {slot for slot, stands in filled.items() if stands}
    found = []
    for entry in entries:
        reason = _reason(entry, known, period) or _clash(entry, known, times, standing)
        if reason:
            found.append(Problem(entry.key, reason))
    return found


def _reason(
    entry: FigureEntry, known: Mapping[str, Rule], period: Period
) -> str | None:
    """Say what is wrong with an entry by itself, None if nothing is."""
    if entry.key not in known:
        return _("There is no figure “%(key)s”. Please choose one of: %(known)s.") % {
            "key": entry.key,
            "known": ", ".join(map(_label, known.values())),
        }
    if entry.value is not None and not 0 <= entry.value <= LARGEST:
        return _(
            "“%(label)s” cannot be %(value)s. Please enter a whole number from 0 to "
            "%(largest)s."
        ) % {
            "label": _label(known[entry.key]),
            "value": entry.value,
            "largest": f"{LARGEST:,}",
        }
    if entry.on and not period.first_on <= entry.on <= period.last_on:
        return _(
            "%(day)s does not lie in this fiscal year. Please enter a day from "
            "%(first)s to %(last)s."
        ) % {
            "day": day_text(entry.on),
            "first": day_text(period.first_on),
            "last": day_text(period.last_on),
        }
    return None


def _clash(
    entry: FigureEntry,
    known: Mapping[str, Rule],
    times: Counter[Slot],
    standing: set[Slot],
) -> str | None:
    """Say what an entry collides with, None if nothing."""
    label = _label(known[entry.key])
    if times[entry.slot] > 1:
        return _(
            "“%(label)s” is there twice for the same time. Please keep one of them."
        ) % {"label": label}
    days = [on for key, on in standing if key == entry.key and on is not None]
    if entry.value is not None and (entry.key, None) in standing and days:
        return _(
            "“%(label)s” would have both a value for the whole year and daily "
            "values. Please keep either the one or the others."
        ) % {"label": label}
    return None


def _label(rule: Rule) -> str:
    return in_language(rule.label_ja, rule.label_en)
