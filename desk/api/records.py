"""The records of a unit, each with what is decided about it."""

from typing import Any

from rest_framework.response import Response

from casework.models import Record, RecordGround, Unit
from casework.permissions import FieldClass, fields_of
from desk.api import shapes
from desk.api.description import list_of, paging, reads
from desk.api.keyset import both_ways
from desk.api.lists import PAGING, as_list, page_of
from desk.api.problems import nothing_here
from desk.api.unit_rows import Seen, written
from desk.api.units import OfUnits

ORDERS = both_ways({"position": ("position", "pk")})
COLUMNS = (
    "pk",
    "position",
    "sheets",
    "outcome",
    "absence_kind",
    "disclosable_on",
    "destroyed_on",
    "third_party",
    "version",
    "document_number",
    "title",
    "made_on",
    "medium",
    "withheld_part",
    "reason",
)
SUBJECT = ("document_number", "title", "made_on", "medium")
FREE_TEXT = ("withheld_part", "reason")


class Records(OfUnits):
    """The records of one visible unit."""

    parameters = PAGING

    @reads(
        "listRecords",
        "records",
        list_of(shapes.RecordShape),
        parameters=paging(ORDERS, "position"),
    )
    def get(self, request: Any, pk: int) -> Response:
        """List the records of a unit in their order."""
        unit = self.visible().filter(pk=pk).first()
        if unit is None:
            raise nothing_here()
        found = page_of(
            request,
            Record.objects.filter(unit=unit),
            columns=COLUMNS,
            orders=ORDERS,
            default="position",
        )
        grounds = _grounds([row[0] for row in found.rows])
        seen = self.fields(unit)
        results = [_as_json(row, grounds.get(row[0], []), seen) for row in found.rows]
        return Response(as_list(request, found, results))

    def fields(self, unit: Unit) -> Seen:
        """Return which fields of the unit this person sees."""
        return fields_of(self.staff, unit, on=self.on)


def _grounds(records: list[int]) -> dict[int, list[dict[str, object]]]:
    found: dict[int, list[dict[str, object]]] = {}
    rows = RecordGround.objects.filter(record__in=records).order_by("pk")
    for record, ground, is_exemption in rows.values_list(
        "record_id", "ground", "is_exemption"
    ):
        line: dict[str, object] = {"ground": ground, "is_exemption": is_exemption}
        found.setdefault(record, []).append(line)
    return found


def _as_json(
    row: tuple[Any, ...], grounds: list[dict[str, object]], seen: Seen
) -> dict[str, object]:
    """Return a record; what is not for the person is left out."""
    values = dict(zip(COLUMNS, row, strict=True))
    shown: dict[str, object] = {"id": values["pk"], "grounds": grounds}
    hidden = {"pk"}
    hidden |= set() if FieldClass.SUBJECT in seen else set(SUBJECT)
    hidden |= set() if FieldClass.FREE_TEXT in seen else set(FREE_TEXT)
    for name in COLUMNS:
        if name not in hidden:
            is_day = name.endswith("_on")
            shown[name] = written(values[name]) if is_day else values[name]
    return shown
