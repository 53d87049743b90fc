"""The tables of a fiscal year: the same contract as the file of the tables."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from annual.errors import AnnualError
from annual.forms import AsOfForm
from annual.permissions import can_see_tables
from annual.render_json import render_json
from annual.statement import annual_statement
from annual.years import check_year, years_on_offer
from desk.api import shapes
from desk.api.description import reads
from desk.api.problems import nothing_here
from desk.api.view import ApiView, check_form
from offices.models import Staff

TAG = "annual-tables"
AS_OF = OpenApiParameter("as_of", str, description="The as-of date; today by default.")


class OfTables(ApiView):
    """For whoever sees the tables."""

    def may(self, staff: Staff, *, on: date) -> bool:
        """Tell whether the tables are for this person."""
        return can_see_tables(staff, on=on)


class AnnualTables(OfTables):
    """The years with tables."""

    @reads("listAnnualTables", TAG, shapes.Years)
    def get(self, request: Any) -> Response:
        """List the fiscal years with tables, the latest first."""
        years = years_on_offer(settings.HIROBA_MUNICIPALITY, today=self.on)
        return Response({"fiscal_years": years})


class TablesOfAYear(OfTables):
    """All tables of a year."""

    parameters = frozenset({"as_of"})

    @reads("readAnnualTables", TAG, shapes.StatementShape, parameters=[AS_OF])
    def get(self, request: Any, fiscal_year: int) -> HttpResponse:
        """Show the tables of a year as they stand on a day."""
        form = AsOfForm(request.GET)
        check_form(form)
        town = settings.HIROBA_MUNICIPALITY
        try:
            check_year(town, fiscal_year, today=self.on)
        except AnnualError:
            raise nothing_here() from None
        statement = annual_statement(
            municipality=town,
            fiscal_year=fiscal_year,
            as_of=form.cleaned_data["as_of"] or self.on,
        )
        return HttpResponse(render_json(statement), content_type="application/json")
