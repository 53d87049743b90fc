"""Cases: the list and one of them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from rest_framework.response import Response

from casework.models import Case, Unit
from casework.parties import asking_parties
from casework.permissions import FieldClass
from desk.api import shapes
from desk.api.conditions import tagged
from desk.api.description import filters, list_of, paging, reads, shows
from desk.api.keyset import both_ways
from desk.api.lists import PAGING, as_list, page_of
from desk.api.problems import nothing_here
from desk.api.unit_rows import Seen, fields_for, numbered, written
from desk.api.units import FILTERS, OfUnits, narrow
from desk.filters import UnitFilter
from offices.models import Staff

TAG = "cases"
NUMBER = ("kind", "fiscal_year", "number", "pk")
ORDERS = both_ways(
    {"id": ("pk",), "number": NUMBER, "received": ("received_on", *NUMBER)}
)
COLUMNS = (
    "pk",
    "number_text",
    "kind",
    "regime",
    "request_kind",
    "fiscal_year",
    "series",
    "number",
    "organ__code",
    "received_on",
    "requested_on",
    "channel",
    "origin",
    "voided_on",
    "version",
    "subject",
    "requester_category",
)
PARTY = tuple(shapes.PartyShape().fields)
Places = dict[int, list[tuple[int, str, int | None, int | None]]]


class OfCases(OfUnits):
    """For whoever sees units: a case is seen by its units."""

    def places(self, cases: Iterable[int]) -> Places:
        """Return the visible units of some cases, and where each stands."""
        found: Places = defaultdict(list)
        units = self.visible().filter(case__in=list(cases)).order_by("case", "branch")
        columns = ("case_id", "pk", "kind", "organ_id", "division_id")
        for case, *place in units.values_list(*columns):
            found[case].append((place[0], place[1], place[2], place[3]))
        return found


class Cases(OfCases):
    """The cases of which this person sees a unit."""

    parameters = PAGING | FILTERS

    @reads(
        "listCases",
        TAG,
        list_of(shapes.CaseRow),
        parameters=[*paging(ORDERS, "id"), *filters(UnitFilter)],
    )
    def get(self, request: Any) -> Response:
        """List the cases with a unit that the address asks for."""
        units = narrow(request, self.visible(), on=self.on)
        rows = Case.objects.filter(pk__in=units.order_by().values("case"))
        found = page_of(request, rows, columns=COLUMNS, orders=ORDERS, default="id")
        places = self.places([row[0] for row in found.rows])
        seen = seen_of(places, self.staff, on=self.on)
        results = [as_json(row, places[row[0]], seen[row[0]]) for row in found.rows]
        return Response(as_list(request, found, results))


class OneCase(OfCases):
    """One case."""

    @shows("readCase", TAG, shapes.CaseDetail)
    def get(self, request: Any, pk: int) -> Response:
        """Show a case with its parties; of others' units only where they stand."""
        places = self.places([pk])
        if pk not in places:
            raise nothing_here()
        row = Case.objects.values_list(*COLUMNS).get(pk=pk)
        seen = seen_of(places, self.staff, on=self.on)[pk]
        shown = as_json(row, places[pk], seen)
        if FieldClass.REQUESTER in seen:
            parties = asking_parties(pk).values(*PARTY)
            shown["parties"] = list(parties)
        mine = [place[0] for place in places[pk]]
        shown["other_units"] = _others(pk, mine, str(shown["number_text"]))
        return tagged(request, shown, version=row[COLUMNS.index("version")])


def as_json(
    row: tuple[Any, ...],
    places: list[tuple[int, str, int | None, int | None]],
    seen: Seen,
) -> dict[str, object]:
    """Return a case; what is not for the person is left out."""
    *values, subject, category = row
    names = ("id", *COLUMNS[1:-2])
    shown = {
        name.removesuffix("__code"): written(value)
        if isinstance(value, date)
        else value
        for name, value in zip(names, values, strict=True)
    }
    shown["units"] = [place[0] for place in places]
    if FieldClass.SUBJECT in seen:
        shown["subject"] = subject
    if FieldClass.REQUESTER in seen:
        shown["requester_category"] = category
    return shown


def seen_of(places: Places, staff: Staff, *, on: date) -> dict[int, Seen]:
    """Return the fields of each case a person may see: those of any visible unit."""
    fields = fields_for(staff, on=on)
    return {
        case: frozenset().union(*(fields(*place[1:]) for place in found))
        for case, found in places.items()
    }


def _others(case: int, mine: list[int], number_text: str) -> list[dict[str, object]]:
    units = Unit.objects.filter(case=case).exclude(pk__in=mine).order_by("branch")
    return [
        {
            "number_text": numbered(number_text, branch),
            "division_name": division,
            "phase": phase,
        }
        for branch, division, phase in units.values_list(
            "branch", "division__name", "phase"
        )
    ]
