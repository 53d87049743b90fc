"""What belongs to a fiscal year on a day: every filter, stated once.

The number of a cell and the list behind it start from the same queryset, so
they cannot disagree.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Case as Choose
from django.db.models import CharField, F, Q, QuerySet, Value, When

from annual.models import Figure
from appeals.models import BoardSession
from casework.models import Decision, DecisionGround, Kind, Unit

PENDING = "pending"
LATEST_FIRST = (F("on").desc(nulls_last=True), F("pk").desc())


@dataclass(frozen=True, slots=True)
class Scope:
    """A fiscal year as it stood on a day.

    Attributes:
        fiscal_year: the year things were received, held or recorded in.
        as_of: the day (基準日). What came in later is not there yet, what was
            decided later is pending.
    """

    fiscal_year: int
    as_of: date

    def units(self, kinds: Collection[str]) -> QuerySet[Unit]:
        """Return the units received in the year up to the day; void never."""
        return Unit.objects.counted().filter(
            kind__in=sorted(kinds),
            fiscal_year=self.fiscal_year,
            received_on__lte=self.as_of,
        )

    def units_by_case(self, kinds: Collection[str]) -> QuerySet[Unit]:
        """Return the same units found through their cases: the second path."""
        return Unit.objects.filter(
            case__kind__in=sorted(kinds),
            case__fiscal_year=self.fiscal_year,
            case__received_on__lte=self.as_of,
            case__voided_on__isnull=True,
        )

    def appeals(self, against: str | None = None) -> QuerySet[Unit]:
        """Return the appeals received in the year, against one system or any."""
        appeals = self.units([Kind.APPEAL])
        if against is None:
            return appeals
        return appeals.filter(case__appeal__against=against)

    def refusals(self, kind: str, outcomes: Collection[str]) -> QuerySet[Decision]:
        """Return the counting decisions of the year that withhold something."""
        return Decision.objects.filter(self._refused(kind, outcomes))

    def exemptions(
        self, kind: str, outcomes: Collection[str]
    ) -> QuerySet[DecisionGround]:
        """Return the exemption grounds of those decisions, each once per unit."""
        of_decision = self._refused(kind, outcomes, path="decision__")
        return DecisionGround.objects.filter(of_decision, is_exemption=True)

    def board_sessions(self) -> QuerySet[BoardSession]:
        """Return the sessions held in the year up to the day."""
        return BoardSession.objects.filter(
            fiscal_year=self.fiscal_year, held_on__lte=self.as_of
        )

    def figures(self) -> QuerySet[Figure]:
        """Return the typed figures of the year; daily ones up to the day."""
        known = Q(on__isnull=True) | Q(on__lte=self.as_of)
        return Figure.objects.filter(known, fiscal_year=self.fiscal_year)

    def outcome_class(self) -> Choose:
        """Return the expression of a unit's class: its outcome, or pending."""
        known = When(outcome_on__lte=self.as_of, then=F("outcome"))
        return Choose(known, default=Value(PENDING), output_field=CharField())

    def in_class(self, name: str) -> Q:
        """Return the condition that a unit is in a class."""
        if name == PENDING:
            return Q(outcome_on__isnull=True) | Q(outcome_on__gt=self.as_of)
        return Q(outcome=name, outcome_on__lte=self.as_of)

    def class_of(self, unit: Unit) -> str:
        """Return the class of one loaded unit."""
        if unit.outcome is None or unit.outcome_on is None:
            return PENDING
        return unit.outcome if unit.outcome_on <= self.as_of else PENDING

    def _refused(self, kind: str, outcomes: Collection[str], *, path: str = "") -> Q:
        conditions = {
            "counts": True,
            "outcome__in": list(outcomes),
            "decided_on__lte": self.as_of,
            "unit__kind": kind,
            "unit__fiscal_year": self.fiscal_year,
            "unit__received_on__lte": self.as_of,
            "unit__voided": False,
        }
        return Q(**{f"{path}{field}": value for field, value in conditions.items()})
