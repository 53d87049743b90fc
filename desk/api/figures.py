"""The typed numbers of the year."""

from datetime import date
from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from rest_framework.response import Response

from annual.models import Figure
from annual.permissions import can_record_figures
from desk.api import shapes
from desk.api.description import filters, list_of, paging, reads
from desk.api.keyset import both_ways
from desk.api.lists import PAGING, as_list, page_of
from desk.api.unit_rows import written
from desk.api.view import ApiView, check_form
from desk.filters import FiscalYearFilter
from offices.models import Staff

ORDERS = both_ways({"id": ("pk",)})
COLUMNS = ("pk", "fiscal_year", "on", "key", "value", "unit", "source")


class FigureFilter(django_filters.FilterSet):  # type: ignore[misc]  # no types
    """Narrows the list of figures."""

    fiscal_year = FiscalYearFilter(label=_("Fiscal year"))
    key = django_filters.CharFilter(label=_("Key of the figure"), field_name="key")


class Figures(ApiView):
    """The figures, for whoever may type them."""

    parameters = PAGING | frozenset(FigureFilter.base_filters)

    def may(self, staff: Staff, *, on: date) -> bool:
        """Tell whether the figures are for this person."""
        return can_record_figures(staff, on=on)

    @reads(
        "listFigures",
        "figures",
        list_of(shapes.FigureShape),
        parameters=[*paging(ORDERS, "id"), *filters(FigureFilter)],
    )
    def get(self, request: Any) -> Response:
        """List the typed figures."""
        narrowed = FigureFilter(request.GET, Figure.objects.all())
        check_form(narrowed.form)
        found = page_of(
            request, narrowed.qs, columns=COLUMNS, orders=ORDERS, default="id"
        )
        results = [
            {
                "id": pk,
                "fiscal_year": fiscal_year,
                "on": written(on),
                "key": key,
                "value": value,
                "unit": unit,
                "source": source,
            }
            for pk, fiscal_year, on, key, value, unit, source in found.rows
        ]
        return Response(as_list(request, found, results))
