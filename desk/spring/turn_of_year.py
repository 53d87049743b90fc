"""The turn of the year (年度替わり): each line of the checklist, from the database."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Case, Unit
from casework.wording import day
from desk.models import YearTick
from desk.spring import turn_of_people as people
from offices.models import Division, Organ
from ordinances.calendars import Calendar
from ordinances.fiscal_years import fiscal_year_of
from ordinances.loading import municipality

MOST_SHOWN = 20
# from January on the coming year is prepared, in spring the new one is set right
LAST_MONTH_OF_SPRING = 6


@dataclass(frozen=True, slots=True)
class Finding:
    """What a line found.

    Attributes:
        todo: What is still to be done, one thing each.
        fine: What is said where nothing is.
    """

    todo: Sequence[str]
    fine: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the checklist.

    Attributes:
        url: Where it is mended.
        tick: Who said it is done, and when; None while nobody did.
    """

    code: str
    label: str
    finding: Finding
    url: str
    tick: YearTick | None

    @property
    def shown(self) -> Sequence[str]:
        """The first things to do."""
        return self.finding.todo[:MOST_SHOWN]

    @property
    def n_more(self) -> int:
        """How many are not shown."""
        return max(len(self.finding.todo) - MOST_SHOWN, 0)


@dataclass(frozen=True, slots=True)
class Turn:
    """The turn into a fiscal year.

    Attributes:
        first: Its 1 April: rights that end then are gone at 0:00.
        today: The day of asking.
    """

    fiscal_year: int
    today: date
    calendar: Calendar

    @property
    def first(self) -> date:
        """The first day of the year."""
        return date(self.fiscal_year, 4, 1)


Question = Callable[[Turn], Finding]


def turn_on(today: date) -> int:
    """Return the fiscal year that is prepared: the coming one from July on."""
    year = fiscal_year_of(today)
    is_spring = date(year, 4, 1) <= today <= date(year, LAST_MONTH_OF_SPRING, 30)
    return year if is_spring else year + 1


def checklist(turn: Turn) -> list[Line]:
    """Answer every line for the turn of a year."""
    ticks = {
        tick.line: tick
        for tick in YearTick.objects.filter(
            fiscal_year=turn.fiscal_year
        ).select_related("staff")
    }
    return [
        Line(code, str(label), ask(turn), reverse(where), ticks.get(code))
        for code, (label, ask, where) in LINES.items()
    ]


def divisions(turn: Turn) -> Finding:
    """Divisions that end with the year, and what of theirs is still open."""
    ending = Division.objects.filter(valid_until=turn.first).select_related("successor")
    todo = []
    for one in ending.order_by("name"):
        n = Unit.objects.filter(division=one, outcome=None, voided=False).count()
        values = {"name": one.name, "n": n, "next": one.successor or ""}
        if one.successor is None:
            todo.append(
                _("%(name)s ends without a successor; open units: %(n)s") % values
            )
        elif n:
            text = _("%(name)s becomes %(next)s; open units to hand over: %(n)s")
            todo.append(text % values)
    return Finding(
        todo, _("No division that ends has open units or lacks a successor.")
    )


def organs(turn: Turn) -> Finding:
    """Names of organs that differ from those the notices print."""
    packed = {
        organ.code: organ.name_ja
        for organ in municipality(settings.HIROBA_MUNICIPALITY).organs
    }
    todo = [
        _("%(code)s: “%(stored)s” here, “%(packed)s” in the rules")
        % {"code": organ.code, "stored": organ.name, "packed": packed[organ.code]}
        for organ in Organ.objects.order_by("code")
        if organ.code in packed and packed[organ.code] != organ.name
    ]
    fine = _("Names as the rules have them. Compare the seals with the paper.")
    return Finding(todo, fine)


def numbers(turn: Turn) -> Finding:
    """Series of the new year that did not begin at 第1号."""
    cases = Case.objects.filter(fiscal_year=turn.fiscal_year, taken_back=False)
    todo = []
    for series in _series():
        found = cases.filter(series=series).order_by("number")
        first = found.values_list("number", flat=True).first()
        if first is not None and first != 1:
            todo.append(
                _("%(series)s begins at 第%(n)s号") % {"series": series, "n": first}
            )
    return Finding(todo, _("Every series begins at 第1号, or has no number yet."))


def _series() -> Iterable[str]:
    packs = municipality(settings.HIROBA_MUNICIPALITY).packs
    return dict.fromkeys(pack.series for pack in packs)


def calendar(turn: Turn) -> Finding:
    """Whether the holidays of the year and of the next spring are known."""
    until = turn.calendar.covered_until
    needed = date(turn.fiscal_year + 1, 7, 1)
    todo = []
    if until < needed:
        todo.append(
            _("The table of holidays ends before %(day)s. Install a newer version.")
            % {"day": day(until)}
        )
    return Finding(todo, _("The holidays of the year are known."))


def carried(turn: Turn) -> Finding:
    """Units of earlier years that are still open."""
    n = Unit.objects.filter(
        outcome=None, voided=False, taken_back=False, fiscal_year__lt=turn.fiscal_year
    ).count()
    todo = (
        [_("%(n)s open units to list as carried over") % {"n": f"{n:,}"}] if n else []
    )
    return Finding(todo, _("Nothing is carried over."))


def retention(turn: Turn) -> Finding:
    """The list of records that must not be destroyed goes to every division."""
    todo = [_("Print the list and give each division its part.")]
    return Finding(todo, "")


LINES: dict[str, tuple[str | Promise, Question, str]] = {
    "divisions": (
        gettext_lazy("Divisions that are renamed or end"),
        divisions,
        "desk:organisation",
    ),
    "grants": (
        gettext_lazy("Rights that end with the year"),
        lambda turn: Finding(
            people.ending_grants(turn.first), _("No right ends with the year.")
        ),
        "desk:staff-list",
    ),
    "approvers": (
        gettext_lazy("An approver of every rank for each division"),
        lambda turn: Finding(
            people.without_approver(turn.first),
            _("Every division with people has approvers of the ranks the rules want."),
        ),
        "desk:staff-list",
    ),
    "deputies": (
        gettext_lazy("Deputies of absent approvers"),
        lambda turn: Finding(
            people.without_deputy(turn.first),
            _("No approver is absent without a deputy."),
        ),
        "desk:staff-list",
    ),
    "leavers": (
        gettext_lazy("Open units of people who leave"),
        lambda turn: Finding(
            people.leavers(turn.first), _("Nobody who leaves has open units.")
        ),
        "desk:staff-list",
    ),
    "terms": (
        gettext_lazy("Terms of board members"),
        lambda turn: Finding(
            people.ending_terms(turn.first), _("No board member's term ends.")
        ),
        "desk:staff-list",
    ),
    "organs": (gettext_lazy("Names of organs and seals"), organs, "desk:organisation"),
    "numbers": (gettext_lazy("Numbers begin at 第1号"), numbers, "desk:register"),
    "calendar": (gettext_lazy("Holidays and closing days"), calendar, "desk:closures"),
    "retention": (
        gettext_lazy("Records that must not be destroyed"),
        retention,
        "desk:retention",
    ),
    "carry-over": (gettext_lazy("Carry-over list"), carried, "desk:carry-over"),
}
