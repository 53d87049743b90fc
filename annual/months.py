"""The months of a fiscal year: received, ended by outcome, open at the end.

A number and the list behind it come from the same condition: what `numbers` folds
from grouped counts is what `behind` lists. Void numbers are never counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

from django.db.models import Count, Q, QuerySet

from casework.models import Kind, Unit
from ordinances.fiscal_years import fiscal_year_days

KINDS = (Kind.PUBLIC_RECORDS, Kind.SELF_INFO)
RECEIVED, ENDED, OPEN = "received", "ended", "open"
YEAR = "year"
LONGEST = timedelta(days=31)

# kind, month or year, measure → number; an outcome is the measure `ended.<code>`
MonthNumbers = Mapping[tuple[str, str, str], int]


@dataclass(frozen=True, slots=True)
class Month:
    """A month, or the year, as far as it has gone.

    Attributes:
        key: `2020-06`, or `year`.
        first: its first day.
        last: its last day; the as-of date in the month that is not over.
    """

    key: str
    first: date
    last: date


class MonthCells:
    """The numbers of the months of a fiscal year; each statement is asked once.

    Args:
        fiscal_year: the calendar year of its April.
        as_of: months that begin later are left out.
    """

    def __init__(self, fiscal_year: int, *, as_of: date) -> None:
        self.fiscal_year, self.as_of = fiscal_year, as_of

    @cached_property
    def months(self) -> list[Month]:
        """The months that have begun, April first."""
        first, end = fiscal_year_days(self.fiscal_year)
        found = []
        while first <= min(end, self.as_of):
            after = (first + LONGEST).replace(day=1)
            last = min(after - timedelta(days=1), self.as_of)
            found.append(Month(f"{first:%Y-%m}", first, last))
            first = after
        return found

    @cached_property
    def year(self) -> Month:
        """The whole year, as far as it has gone."""
        first, last = fiscal_year_days(self.fiscal_year)
        return Month(YEAR, first, min(last, self.as_of))

    @cached_property
    def numbers(self) -> MonthNumbers:
        """Every number of every kind; three statements.

        What is open at the end of a month is what was carried into the year and
        came in since, without what ended since.
        """
        found: dict[tuple[str, str, str], int] = {}
        carried = self._carried()
        for kind in KINDS:
            received = self._by_month(kind, RECEIVED)
            ended = self._by_month(kind, ENDED)
            flow = [received[m.key] - ended[m.key] for m in self.months]
            open_ = accumulate(flow, initial=carried.get(kind, 0))
            next(open_)
            for month, n_open in zip(self.months, open_, strict=True):
                found[kind, month.key, RECEIVED] = received[month.key]
                found[kind, month.key, ENDED] = ended[month.key]
                found[kind, month.key, OPEN] = n_open
                found[kind, YEAR, OPEN] = n_open
            found[kind, YEAR, RECEIVED] = sum(received.values())
            found[kind, YEAR, ENDED] = sum(ended.values())
            for outcome in self.outcomes(kind):
                self._add_outcome(found, kind, outcome)
        return found

    def outcomes(self, kind: str) -> list[str]:
        """Return the codes of the outcomes units of a kind had in the year."""
        return sorted({code for of, code, _on, _n in self._ended if of == kind})

    def behind(self, kind: str, key: str, measure: str) -> QuerySet[Unit]:
        """Return the units a number counts.

        Args:
            kind: of requests.
            key: of a month, or `year`.
            measure: `received`, `ended`, `ended.<outcome>` or `open`.

        Raises:
            KeyError: there is no such number.
        """
        if (kind, key, measure) not in self.numbers:
            raise KeyError((kind, key, measure))
        month = self.month(key)
        return Unit.objects.counted().filter(_condition(measure, month), kind=kind)

    def month(self, key: str) -> Month:
        """Return a month by its key.

        Raises:
            KeyError: it has not begun, or is not of this year.
        """
        return {month.key: month for month in (*self.months, self.year)}[key]

    @cached_property
    def _received(self) -> list[tuple[str, date, int]]:
        days = self.year.first, self.year.last
        units = Unit.objects.counted().filter(kind__in=KINDS, received_on__range=days)
        rows = units.values_list("kind", "received_on").annotate(n=Count("pk"))
        return list(rows.order_by())

    @cached_property
    def _ended(self) -> list[tuple[str, str, date, int]]:
        days = self.year.first, self.year.last
        units = Unit.objects.counted().filter(kind__in=KINDS, outcome_on__range=days)
        rows = units.values_list("kind", "outcome", "outcome_on")
        counted = rows.annotate(n=Count("pk")).order_by()
        return [(kind, code or "", on, n) for kind, code, on, n in counted if on]

    def _carried(self) -> dict[str, int]:
        """Return what was open when the year began, by kind."""
        first = self.year.first
        units = Unit.objects.counted().filter(
            Q(outcome_on=None) | Q(outcome_on__gte=first),
            kind__in=KINDS,
            received_on__lt=first,
        )
        return dict(units.values_list("kind").annotate(n=Count("pk")).order_by())

    def _by_month(self, kind: str, measure: str) -> dict[str, int]:
        found = {month.key: 0 for month in self.months}
        if measure == RECEIVED:
            for of, on, n in self._received:
                found[f"{on:%Y-%m}"] += n if of == kind else 0
        else:
            for of, _code, on, n in self._ended:
                found[f"{on:%Y-%m}"] += n if of == kind else 0
        return found

    def _add_outcome(
        self, found: dict[tuple[str, str, str], int], kind: str, outcome: str
    ) -> None:
        measure = f"{ENDED}.{outcome}"
        for month in (*self.months, self.year):
            found[kind, month.key, measure] = 0
        for of, code, on, n in self._ended:
            if (of, code) == (kind, outcome):
                found[kind, f"{on:%Y-%m}", measure] += n
                found[kind, YEAR, measure] += n


def _condition(measure: str, month: Month) -> Q:
    days = month.first, month.last
    if measure == RECEIVED:
        return Q(received_on__range=days)
    if measure == OPEN:
        waits = Q(outcome_on=None) | Q(outcome_on__gt=month.last)
        return waits & Q(received_on__lte=month.last)
    _ended, _dot, outcome = measure.partition(".")
    ended = Q(outcome_on__range=days)
    return ended & Q(outcome=outcome) if outcome else ended
