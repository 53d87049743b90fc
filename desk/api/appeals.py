"""Appeals: the list and one of them."""

from datetime import date
from typing import Any

from rest_framework.response import Response

from casework.models import Unit
from casework.permissions import FieldClass
from desk.api import shapes
from desk.api.conditions import tagged
from desk.api.description import filters, list_of, paging, reads, shows
from desk.api.keyset import Row, both_ways
from desk.api.lists import PAGING, as_list, page_of
from desk.api.problems import nothing_here
from desk.api.unit_rows import fields_for, numbered, with_asked_by, written
from desk.api.view import ApiView, check_form
from desk.appeal_page import appeal_units
from desk.filters import AppealFilter
from desk.permissions import can_see_appeals
from offices.models import Staff

TAG = "appeals"
ORDERS = both_ways(
    {
        "id": ("case_id", "pk"),
        "number": ("fiscal_year", "number", "branch", "pk"),
    }
)
FILTERS = frozenset(AppealFilter.base_filters)
APPEAL = "case__appeal__"
COLUMNS = (
    "case_id",
    "pk",
    "case__number_text",
    "branch",
    "fiscal_year",
    "number",
    "organ__code",
    "received_on",
    "phase",
    "outcome",
    "outcome_on",
    "voided",
    "version",
    APPEAL + "against",
    APPEAL + "contested_kind",
    APPEAL + "against_text",
    APPEAL + "complaint",
    APPEAL + "unit_id",
    APPEAL + "unit__case__number_text",
    APPEAL + "unit__branch",
    APPEAL + "referral__on",
    APPEAL + "board_report__on",
    APPEAL + "board_report__result",
    APPEAL + "board_report__result_text",
    "kind",
    "organ_id",
    "division_id",
    "remarks",
    "subject",
    "case__subject",
    "asked_by",
)
NAMES = tuple(name.rpartition("appeal__")[2] for name in COLUMNS)


class OfAppeals(ApiView):
    """For whoever sees appeals."""

    def may(self, staff: Staff, *, on: date) -> bool:
        """Tell whether appeals are for this person."""
        return can_see_appeals(staff, on=on)

    def as_json(self, rows: list[Row]) -> list[dict[str, object]]:
        """Return appeals; one statement for all of them.

        A contested unit is linked only where it is for the person itself.
        """
        contested = [row[NAMES.index("unit_id")] for row in rows]
        known = Unit.objects.visible_to(self.staff, on=self.on).filter(
            pk__in=[key for key in contested if key]
        )
        visible = set(known.values_list("pk", flat=True))
        fields = fields_for(self.staff, on=self.on)
        found = []
        for row in rows:
            values = dict(zip(NAMES, row, strict=True))
            seen = fields(values["kind"], values["organ_id"], values["division_id"])
            shown = _open(values, visible)
            shown["contested_number"] = _contested(values, seen)
            found.append(shown | _for(values, seen))
        return found


class Appeals(OfAppeals):
    """The appeals this person may see."""

    parameters = PAGING | FILTERS

    @reads(
        "listAppeals",
        TAG,
        list_of(shapes.AppealShape),
        parameters=[*paging(ORDERS, "id"), *filters(AppealFilter)],
    )
    def get(self, request: Any) -> Response:
        """List appeals, narrowed as the list of the desk."""
        narrowed = AppealFilter(request.GET, appeal_units(self.staff, on=self.on))
        check_form(narrowed.form)
        found = page_of(
            request,
            with_asked_by(narrowed.qs),
            columns=COLUMNS,
            orders=ORDERS,
            default="id",
        )
        return Response(as_list(request, found, self.as_json(list(found.rows))))


class OneAppeal(OfAppeals):
    """One appeal, by the key of its case."""

    @shows("readAppeal", TAG, shapes.AppealShape)
    def get(self, request: Any, pk: int) -> Response:
        """Show an appeal: against what, the board's report, how it ended."""
        units = appeal_units(self.staff, on=self.on).filter(case=pk)
        rows = list(with_asked_by(units).values_list(*COLUMNS)[:1])
        if not rows:
            raise nothing_here()
        (shown,) = self.as_json(rows)
        return tagged(request, shown, version=rows[0][NAMES.index("version")])


def _open(values: dict[str, Any], visible: set[int]) -> dict[str, object]:
    """Return what everybody sees who sees the appeal."""
    contested = values["unit_id"]
    return {
        "id": values["case_id"],
        "unit": values["pk"],
        "number_text": numbered(values["case__number_text"], values["branch"]),
        "fiscal_year": values["fiscal_year"],
        "number": values["number"],
        "organ": values["organ__code"],
        "received_on": written(values["received_on"]),
        "phase": values["phase"],
        "outcome": values["outcome"],
        "outcome_on": written(values["outcome_on"]),
        "voided": values["voided"],
        "version": values["version"],
        "against": values["against"],
        "contested_kind": values["contested_kind"],
        "contested_unit": contested if contested in visible else None,
        "referred_on": written(values["referral__on"]),
        "reported_on": written(values["board_report__on"]),
        "result": values["board_report__result"] or "",
    }


def _contested(values: dict[str, Any], seen: frozenset[FieldClass]) -> str:
    """Return the number of the contested unit, or as it was written."""
    if values["unit_id"]:
        return numbered(values["unit__case__number_text"], values["unit__branch"])
    return str(values["against_text"]) if FieldClass.FREE_TEXT in seen else ""


def _for(values: dict[str, Any], seen: frozenset[FieldClass]) -> dict[str, object]:
    """Return what is for some only."""
    shown: dict[str, object] = {}
    if FieldClass.FREE_TEXT in seen:
        shown["result_text"] = values["board_report__result_text"] or ""
        shown["complaint"] = values["complaint"]
        shown["remarks"] = values["remarks"]
    if FieldClass.SUBJECT in seen:
        shown["subject"] = values["subject"] or values["case__subject"]
    if FieldClass.REQUESTER in seen:
        shown["requester"] = values["asked_by"]
    return shown
