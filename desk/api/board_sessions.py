"""The sessions of the advisory bodies."""

from datetime import date
from typing import Any

from rest_framework.response import Response

from appeals.models import BoardSession
from desk.api import shapes
from desk.api.conditions import tagged
from desk.api.description import filters, list_of, paging, reads, shows
from desk.api.keyset import Row, both_ways
from desk.api.lists import PAGING, as_list, page_of
from desk.api.problems import nothing_here
from desk.api.unit_rows import written
from desk.api.view import ApiView, check_form
from desk.filters import BoardSessionFilter
from desk.permissions import can_see_agendas, can_see_board
from offices.models import Staff

TAG = "board-sessions"
ORDERS = both_ways({"id": ("pk",), "held_on": ("held_on", "pk")})
FILTERS = frozenset(BoardSessionFilter.base_filters)
COLUMNS = (
    "pk",
    "advisory_body__code",
    "advisory_body__name",
    "fiscal_year",
    "number",
    "held_on",
    "n_present",
    "agenda",
)


class OfBoard(ApiView):
    """For whoever sees board sessions."""

    def may(self, staff: Staff, *, on: date) -> bool:
        """Tell whether board sessions are for this person."""
        return can_see_board(staff, on=on)

    def as_json(self, row: Row) -> dict[str, object]:
        """Return a session; what it dealt with is for some only."""
        pk, body, body_name, fiscal_year, number, held_on, n_present, agenda = row
        shown = {
            "id": pk,
            "body": body,
            "body_name": body_name,
            "fiscal_year": fiscal_year,
            "number": number,
            "held_on": written(held_on),
            "n_present": n_present,
        }
        if can_see_agendas(self.staff, on=self.on):
            shown["agenda"] = agenda
        return shown


class BoardSessions(OfBoard):
    """All sessions."""

    parameters = PAGING | FILTERS

    @reads(
        "listBoardSessions",
        TAG,
        list_of(shapes.BoardSessionShape),
        parameters=[*paging(ORDERS, "id"), *filters(BoardSessionFilter)],
    )
    def get(self, request: Any) -> Response:
        """List board sessions, narrowed as the list of the desk."""
        narrowed = BoardSessionFilter(request.GET, BoardSession.objects.all())
        check_form(narrowed.form)
        found = page_of(
            request, narrowed.qs, columns=COLUMNS, orders=ORDERS, default="id"
        )
        results = [self.as_json(row) for row in found.rows]
        return Response(as_list(request, found, results))


class OneBoardSession(OfBoard):
    """One session."""

    @shows("readBoardSession", TAG, shapes.BoardSessionShape)
    def get(self, request: Any, pk: int) -> Response:
        """Show one sitting."""
        row = BoardSession.objects.filter(pk=pk).values_list(*COLUMNS).first()
        if row is None:
            raise nothing_here()
        return tagged(request, self.as_json(row), version=1)
