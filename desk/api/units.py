"""Units: the list and one of them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from rest_framework.response import Response

from casework.balances import balance_of
from casework.models import ClockEvent, Decision, Implementation, Supplementation, Unit
from casework.permissions import FieldClass, can_see_cases
from desk.api import shapes
from desk.api.conditions import tagged
from desk.api.description import filters, list_of, paging, reads, shows
from desk.api.keyset import both_ways
from desk.api.lists import PAGING, as_list, page_of
from desk.api.problems import nothing_here
from desk.api.unit_rows import (
    COLUMNS,
    Seen,
    as_json,
    fields_for,
    rows,
    with_asked_by,
    written,
)
from desk.api.view import ApiView, check_form
from desk.filters import UnitFilter
from desk.rows import ORDERS as KEYS_OF_THE_DESK
from offices.models import Staff

if TYPE_CHECKING:
    from django.db.models import QuerySet

TAG = "units"
# the orders of the desk's list, which indexes lead
ORDERS = both_ways({"id": ("pk",), **KEYS_OF_THE_DESK})
FILTERS = frozenset(UnitFilter.base_filters)
MORE_COLUMNS = (
    "split_from_id",
    "split_on",
    "remarks",
    "withdrawal__on",
    "withdrawal__reason_kind",
    "withdrawal__reason",
    "transfer__on",
    "transfer__receiver",
)

DAYS_OF_ORDER = ("ordered_on", "answer_by_on", "written_on", "arrived_on", "lapsed_on")


class OfUnits(ApiView):
    """For whoever sees units."""

    def may(self, staff: Staff, *, on: date) -> bool:
        """Tell whether units are for this person."""
        return can_see_cases(staff, on=on)

    def visible(self) -> "QuerySet[Unit]":
        """Return the units this person may see."""
        return Unit.objects.visible_to(self.staff, on=self.on)


class Units(OfUnits):
    """The units this person may see."""

    parameters = PAGING | FILTERS

    @reads(
        "listUnits",
        TAG,
        list_of(shapes.UnitRow),
        parameters=[*paging(ORDERS, "id"), *filters(UnitFilter)],
    )
    def get(self, request: Any) -> Response:
        """List units, narrowed and sorted as the list of the desk."""
        visible: Any = rows().visible_to(self.staff, on=self.on)
        found = page_of(
            request,
            narrow(request, visible, on=self.on),
            columns=COLUMNS,
            orders=ORDERS,
            default="id",
        )
        fields = fields_for(self.staff, on=self.on)
        return Response(
            as_list(request, found, [as_json(r, fields) for r in found.rows])
        )


class OneUnit(OfUnits):
    """One unit."""

    @shows("readUnit", TAG, shapes.UnitDetail)
    def get(self, request: Any, pk: int) -> Response:
        """Show a unit: where it stands, how it ended, what moved its clock."""
        units = with_asked_by(self.visible().filter(pk=pk))
        row = units.values_list(*COLUMNS, *MORE_COLUMNS).first()
        if row is None:
            raise nothing_here()
        shown = as_json(row[: len(COLUMNS)], fields_for(self.staff, on=self.on))
        place = (row[COLUMNS.index(c)] for c in ("kind", "organ_id", "division_id"))
        seen = fields_for(self.staff, on=self.on)(*place)
        shown |= _more(row[len(COLUMNS) :], seen)
        shown |= {
            "decisions": _decisions(pk),
            "implementations": _implementations(pk),
            "fees": _fees(pk),
            "clock": _clock(pk, row[COLUMNS.index("case_id")], seen),
            "supplementations": _orders(row[COLUMNS.index("case_id")], seen),
        }
        return tagged(request, shown, version=row[COLUMNS.index("version")])


def narrow(request: Any, units: "QuerySet[Unit]", *, on: date) -> "QuerySet[Unit]":
    """Narrow units by the address; without a question there is no form to check.

    Raises:
        Problem: A filter's value cannot be read.
    """
    if FILTERS.isdisjoint(request.GET):
        return units
    narrowed = UnitFilter(request.GET, units, on=on, staff=request.user)
    check_form(narrowed.form)
    found: QuerySet[Unit] = narrowed.qs
    return found


def _more(row: tuple[Any, ...], seen: Seen) -> dict[str, object]:
    split_from, split_on, remarks, *ends = row
    shown = {
        "split_from": split_from,
        "split_on": written(split_on),
        "end": _end(*ends, shows_text=FieldClass.FREE_TEXT in seen),
    }
    if FieldClass.FREE_TEXT in seen:
        shown["remarks"] = remarks
    return shown


def _end(
    withdrawn_on: date | None,
    kind: str,
    reason: str,
    left_on: date | None,
    receiver: str,
    *,
    shows_text: bool,
) -> dict[str, object] | None:
    """Return how a unit ended without a decision."""
    if withdrawn_on:
        found: dict[str, object] = {"how": f"withdrawn_{kind}"}
    elif left_on:
        found = {"how": "transferred"}
    else:
        return None
    found["on"] = written(withdrawn_on or left_on)
    if shows_text:
        found["reason"] = reason if withdrawn_on else receiver
    return found


def _decisions(pk: int) -> list[dict[str, object]]:
    decisions = Decision.objects.filter(unit=pk).order_by("seq")
    return [
        {
            "seq": decision.seq,
            "cause": decision.cause,
            "outcome": decision.outcome,
            "approval": decision.approval,
            "approved_on": written(decision.approved_on),
            "decided_on": written(decision.decided_on),
            "counts": decision.counts,
            "grounds": [
                {"ground": row.ground, "is_exemption": row.is_exemption}
                for row in decision.grounds.all()
            ],
        }
        for decision in decisions.prefetch_related("grounds")
    ]


def _orders(case_id: int, seen: Seen) -> list[dict[str, object]]:
    columns = ["id", *DAYS_OF_ORDER]
    if FieldClass.FREE_TEXT in seen:
        columns.append("matter")
    rows = Supplementation.objects.filter(case=case_id).order_by("pk").values(*columns)
    return [
        {name: written(v) if name in DAYS_OF_ORDER else v for name, v in row.items()}
        for row in rows
    ]


def _implementations(pk: int) -> list[dict[str, object]]:
    """Return what was handed over; entries that were replaced are left out."""
    found = Implementation.objects.counting().filter(unit=pk).order_by("pk")
    return [
        {
            "on": written(row.on),
            "sheets": row.sheets,
            "fee_yen": row.fee_yen,
            "method": row.method,
            "postage_yen": row.postage_yen,
            "is_partial": row.is_partial,
        }
        for row in found
    ]


def _fees(pk: int) -> dict[str, object]:
    balance = balance_of(Unit.objects.get(pk=pk))
    return {
        "fee_yen": balance.fee_yen,
        "postage_yen": balance.postage_yen,
        "waived_yen": balance.waived_yen,
        "paid_yen": balance.paid_yen,
        "open_yen": balance.open_yen,
    }


def _clock(pk: int, case: int, seen: Seen) -> list[dict[str, object]]:
    """Return the events of the unit and of its whole case, in order."""
    events = ClockEvent.objects.filter(case=case).order_by("on", "pk")
    return [
        {
            "type": event.type,
            "on": written(event.on),
            "until_on": written(event.until_on),
            "article": event.article,
            **({"reason": event.reason} if FieldClass.FREE_TEXT in seen else {}),
        }
        for event in events
        if event.unit_id in (None, pk)
    ]
