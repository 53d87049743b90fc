"""What the first page shows, by role: what is due, what is open, what is new."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from annual.permissions import can_see_tables
from annual.years import years_on_offer
from casework.models import ImportRun, Kind, Unit
from casework.models.queue_order import is_open
from casework.phases import OPEN_PHASES
from desk.filters import DUE, OPEN, due_conditions
from desk.ledgers import LEDGERS
from desk.permissions import can_import, can_see_appeals, can_see_requests
from desk.rows import UnitRow, for_list, in_order, unit_rows
from offices.models import Staff
from ordinances.calendars import Calendar

NEAREST = 10
RUNS = 5
YEARS = 5
ENDS_SOON = timedelta(days=365)
TONES = {"overdue": "overdue", "today": "overdue", "unknown": "urgent"}


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that leads to the list it counts.

    Attributes:
        query: The filters of that list.
        tone: The colour while the number is not zero.
    """

    label: str
    count: int
    query: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page. What is empty is not for this person.

    Attributes:
        calendar_ends_on: The last day covered, while that is within a year.
        n_unknown: How many units wait without a due date.
    """

    due: list[Tile]
    phases: list[Tile]
    appeals: list[Tile]
    nearest: list[UnitRow]
    runs: list[tuple[ImportRun, str]]
    years: list[int]
    calendar_ends_on: date | None
    n_unknown: int
    has_role: bool


def home_page(staff: Staff, *, on: date, calendar: Calendar) -> HomePage:
    """Gather what a person should see first.

    Args:
        staff: Who signed in.
        on: The day.
        calendar: The office's calendar.
    """
    visible = Unit.objects.visible_to(staff, on=on)
    sees_requests = can_see_requests(staff, on=on)
    counts = _counts(visible, on) if sees_requests else {}
    last_day = calendar.covered_until - timedelta(days=1)
    return HomePage(
        due=_due_tiles(counts) if sees_requests else [],
        phases=_phase_tiles(counts) if sees_requests else [],
        appeals=_appeals(visible) if can_see_appeals(staff, on=on) else [],
        nearest=_nearest(visible, staff, on, calendar) if sees_requests else [],
        runs=_runs(staff, on),
        years=_years(on) if can_see_tables(staff, on=on) else [],
        calendar_ends_on=last_day if last_day - on <= ENDS_SOON else None,
        n_unknown=counts.get("unknown", 0),
        has_role=bool(staff.roles_on(on)),
    )


def _counts(visible: QuerySet[Unit], on: date) -> dict[str, int]:
    """Count every tile in one statement, by the conditions of the filters."""
    conditions = due_conditions(on)
    for phase in OPEN_PHASES:
        conditions[phase.value] = Q(phase=phase, voided=False)
    # whatever is counted waits: the rest of the table is not read
    return visible.filter(is_open()).aggregate(
        **{name: Count("pk", filter=where) for name, where in conditions.items()}
    )


def _due_tiles(counts: dict[str, int]) -> list[Tile]:
    return [
        Tile(
            label=str(label),
            count=counts[name],
            query=f"due={name}",
            tone=TONES.get(name, "") if counts[name] else "",
        )
        for name, label in DUE
    ]


def _phase_tiles(counts: dict[str, int]) -> list[Tile]:
    return [
        Tile(str(phase.label), counts[phase.value], f"state={phase.value}")
        for phase in OPEN_PHASES
    ]


def _appeals(visible: QuerySet[Unit]) -> list[Tile]:
    waiting = visible.filter(kind=Kind.APPEAL, outcome=None, voided=False)
    return [Tile(_("Undetermined appeals"), waiting.count(), f"state={OPEN}")]


def _nearest(
    visible: QuerySet[Unit], staff: Staff, on: date, calendar: Calendar
) -> list[UnitRow]:
    """Return the units that press most: due date unknown, then by due date."""
    waiting = visible.exclude(kind=Kind.APPEAL).filter(outcome=None, voided=False)
    units = in_order(for_list(waiting), "")[:NEAREST]
    return unit_rows(units, staff=staff, on=on, calendar=calendar)


def _runs(staff: Staff, on: date) -> list[tuple[ImportRun, str]]:
    """Return the last ledgers of the kinds this person takes in, with the kind."""
    kinds = [kind for kind in LEDGERS if can_import(staff, kind, on=on)]
    if not kinds:
        return []
    runs = ImportRun.objects.filter(kind__in=kinds).order_by("-at")[:RUNS]
    return [(run, str(LEDGERS[run.kind].label)) for run in runs]


def _years(on: date) -> list[int]:
    return years_on_offer(settings.HIROBA_MUNICIPALITY, today=on)[:YEARS]
