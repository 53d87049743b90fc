"""The dates that stand: legal due dates, dates of the office, answers owed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from casework.models import ClockState, Inquiry, Unit
from casework.models.queue_order import is_open
from casework.phases import OPEN_PHASES
from desk.internal_due import NEXT, internal_due
from ordinances.calendars import Calendar, OutsideCalendar
from ordinances.loading import municipality
from ordinances.reminders import ON_THE_DAY, OVERDUE, Of, step_on

# no rule looks further ahead than so many days
HORIZON = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date somebody has to keep.

    Attributes:
        what: A key: `due`, `internal:draft`, `answer:12`.
        of: Its kind, by which the municipality says how early it reminds.
        label: What the date is called.
        division_id: Who owes an answer; None for the unit's own people.
    """

    unit: Unit
    what: str
    of: Of
    on: date
    label: str
    division_id: int | None = None


def open_units(*, on: date, ahead: timedelta = HORIZON) -> QuerySet[Unit]:
    """Return the units whose clock runs and whose due date is near or past."""
    return Unit.objects.filter(
        is_open(),
        clock_state=ClockState.RUNNING,
        taken_back=False,
        due_on__lte=on + ahead,
    ).select_related("case", "division", "handler", "organ")


def open_inquiries(*, on: date, ahead: timedelta = HORIZON) -> QuerySet[Inquiry]:
    """Return the questions divisions still owe an answer to."""
    return Inquiry.objects.filter(
        ~Q(unit__clock_state=ClockState.SUSPENDED),
        answered_on=None,
        answer_by_on__lte=on + ahead,
        unit__voided=False,
        unit__taken_back=False,
        unit__phase__in=OPEN_PHASES,
    ).select_related("unit__case", "unit__division", "unit__handler", "unit__organ")


def dates_of(
    units: Sequence[Unit], inquiries: Sequence[Inquiry], *, calendar: Calendar
) -> Iterator[Dated]:
    """Yield every date of units and questions.

    Args:
        units: See `open_units`.
        inquiries: See `open_inquiries`.
        calendar: The office's calendar.
    """
    asked = {inquiry.unit_id for inquiry in inquiries}
    for unit in units:
        if unit.due_on is not None:
            yield Dated(unit, "due", "due", unit.due_on, _("Due date"))
        # the answer a division owes stands in the place of the office's own date
        if unit.pk not in asked:
            found = internal_due(unit, answer_by_on=None, calendar=calendar)
            if found is not None:
                what = f"internal:{NEXT[unit.phase]}"
                yield Dated(unit, what, "internal", found.on, found.label)
    for inquiry in inquiries:
        yield Dated(
            inquiry.unit,
            f"answer:{inquiry.pk}",
            "answer",
            inquiry.answer_by_on,
            _("Answer of the division"),
            inquiry.division_id,
        )


def step_of(found: Dated, *, on: date, calendar: Calendar) -> str | None:
    """Return the step a date has reached, None before the first."""
    rules = municipality(settings.HIROBA_MUNICIPALITY).reminders
    try:
        return step_on(rules, found.of, found.on, on=on, calendar=calendar)
    except OutsideCalendar:
        return None


def step_in_words(step: str) -> str:
    """Say where a date stands: so many open days before, today, past."""
    fixed: Mapping[str, str] = {
        ON_THE_DAY: _("due today"),
        OVERDUE: _("past due"),
    }
    if step in fixed:
        return fixed[step]
    days = step.partition(":")[2]
    return _("%(days)s open days or less") % {"days": days}
