"""The second path of the identities: the same totals, counted otherwise.

The cells count units by their own copies of kind and year; here the units are
found through their cases, and the refusals through their decisions. Nothing
printed comes from here but the total in a caption.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Case as Choose
from django.db.models import CharField, Count, Exists, F, OuterRef, Value, When
from django.db.models.expressions import Combinable

from annual.definitions import YearDefinitions
from annual.scope import Scope
from casework.models import DecisionGround

GROUND, REASON, NEITHER = "ground", "reason", "neither"
_COLUMNS = ("path", "of_kind", "of_request_kind", "name")


@dataclass(frozen=True, slots=True)
class Refusals:
    """Partial and refused units by what they rest on.

    Attributes:
        with_ground: units with at least one exemption ground.
        with_reason_only: units with a non-exemption reason and no ground.
        without: units with neither; each of them is a mistake.
    """

    with_ground: int = 0
    with_reason_only: int = 0
    without: int = 0


@dataclass(frozen=True, slots=True)
class Controls:
    """The totals of the second path.

    Attributes:
        units: (kind, request kind, class) → number of units.
        refusals: kind → its partial and refused units.
    """

    units: Mapping[tuple[str, str, str], int]
    refusals: Mapping[str, Refusals]

    def total(self, kind: str) -> int:
        """Return all units of a kind."""
        return sum(n for (of, _, _), n in self.units.items() if of == kind)

    def total_of(self, kind: str, request_kinds: Collection[str]) -> int:
        """Return the units of some kinds of request."""
        return sum(
            n
            for (of, request_kind, _), n in self.units.items()
            if of == kind and request_kind in request_kinds
        )

    def in_class(self, kind: str, request_kinds: Collection[str], name: str) -> int:
        """Return the units of some kinds of request in one class."""
        return sum(self.units.get((kind, key, name), 0) for key in request_kinds)

    def refusals_of(self, kind: str) -> Refusals:
        """Return the partial and refused units of a kind."""
        return self.refusals.get(kind, Refusals())


def read_controls(definitions: YearDefinitions, scope: Scope) -> Controls:
    """Read the second path in one statement.

    Args:
        definitions: the tables of the year.
        scope: the year on a day.
    """
    kinds = {definition.kind for definition in definitions if definition.kind}
    statement = (
        scope.units_by_case(kinds)
        .annotate(
            path=Value("unit"),
            of_kind=F("case__kind"),
            of_request_kind=F("case__request_kind"),
            name=scope.outcome_class(),
        )
        .values_list(*_COLUMNS)
        .annotate(n=Count("pk"))
        .order_by()
    )
    for definition in definitions:
        if definition.table.draws_on == "grounds":
            refusals = scope.refusals(definition.kind, definition.table.outcomes)
            counted = (
                refusals.annotate(
                    path=Value("refusal"),
                    of_kind=F("unit__kind"),
                    of_request_kind=Value(""),
                    name=_rests_on(),
                )
                .values_list(*_COLUMNS)
                .annotate(n=Count("pk"))
                .order_by()
            )
            statement = statement.union(counted, all=True)
    return _fold(statement)


def _fold(rows: Collection[tuple[str, str, str, str, int]]) -> Controls:
    units: dict[tuple[str, str, str], int] = {}
    found: dict[str, dict[str, int]] = {}
    for path, kind, request_kind, name, n in rows:
        if path == "unit":
            units[kind, request_kind, name] = n
        else:
            found.setdefault(kind, {})[name] = n
    refusals = {
        kind: Refusals(
            with_ground=counted.get(GROUND, 0),
            with_reason_only=counted.get(REASON, 0),
            without=counted.get(NEITHER, 0),
        )
        for kind, counted in found.items()
    }
    return Controls(units, refusals)


def _rests_on() -> Combinable:
    """What a refusal rests on: a ground, else another reason, else nothing."""
    of_decision = DecisionGround.objects.filter(decision=OuterRef("pk"))
    return Choose(
        When(Exists(of_decision.filter(is_exemption=True)), then=Value(GROUND)),
        When(Exists(of_decision), then=Value(REASON)),
        default=Value(NEITHER),
        output_field=CharField(),
    )
