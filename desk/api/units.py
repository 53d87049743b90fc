"""Units: the list and one of them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from rest_framework.response import Response

from casework.models import Party, Unit
from casework.permissions import FieldClass, can_see_cases, fields_of
from desk.api.keyset import Key, day, orders
from desk.api.lists import PAGING, as_list, page_of
from desk.api.view import ApiView, check_form
from desk.filters import UnitFilter
from desk.rows import ASKING
from offices.models import Staff

NUMBER = (Key("kind"), Key("fiscal_year"), Key("number"), Key("branch"), Key("pk"))
ORDERS = orders(
    {
        "id": (Key("pk"),),
        "number": NUMBER,
        "received_on": (Key("received_on", read=day), *NUMBER),
        "due_on": (Key("due_on", is_nullable=True, read=day), *NUMBER),
        "outcome_on": (Key("outcome_on", is_nullable=True, read=day), *NUMBER),
    }
)
COLUMNS = (
    "pk",
    "case_id",
    "case__number_text",
    "kind",
    "regime",
    "request_kind",
    "fiscal_year",
    "number",
    "branch",
    "organ_id",
    "organ__code",
    "division_id",
    "division__code",
    "division__name",
    "phase",
    "received_on",
    "due_on",
    "clock_state",
    "outcome",
    "outcome_on",
    "voided",
    "version",
    "subject",
    "case__subject",
    "asked_by",
)
Seen = frozenset[FieldClass]
Fields = Callable[[str, int | None, int | None], Seen]


class Units(ApiView):
    """The units this person may see."""

    parameters = PAGING | frozenset(UnitFilter.base_filters)

    def may(self, staff: Staff, *, on: date) -> bool:
        """Tell whether units are for this person."""
        return can_see_cases(staff, on=on)

    def get(self, request: Any) -> Response:
        """List units, narrowed and sorted as the list of the desk."""
        parties = Party.objects.filter(case=OuterRef("case"), role__in=ASKING)
        asking = parties.order_by("pk").values("name")[:1]
        visible = Unit.objects.visible_to(self.staff, on=self.on)
        narrowed = narrow(request, visible, on=self.on)
        rows = narrowed.annotate(asked_by=Subquery(asking))
        found = page_of(request, rows, columns=COLUMNS, orders=ORDERS, default="id")
        fields = fields_for(self.staff, on=self.on)
        return Response(
            as_list(request, found, [as_json(r, fields) for r in found.rows])
        )


def narrow(request: Any, units: "QuerySet[Unit]", *, on: date) -> "QuerySet[Unit]":
    """Narrow units by the address; without a question there is no form to check.

    Raises:
        Problem: A filter's value cannot be read.
    """
    if PAGING.issuperset(request.GET):
        return units
    narrowed = UnitFilter(request.GET, units, on=on)
    check_form(narrowed.form)
    found: QuerySet[Unit] = narrowed.qs
    return found


def fields_for(staff: Staff, *, on: date) -> Fields:
    """Return which fields of a row a person sees, asked once per place and kind."""
    known: dict[tuple[str, int | None, int | None], Seen] = {}

    def fields(kind: str, organ: int | None, division: int | None) -> Seen:
        place = (kind, organ, division)
        if place not in known:
            unit = Unit(kind=kind, organ_id=organ, division_id=division)
            known[place] = fields_of(staff, unit, on=on)
        return known[place]

    return fields


def as_json(row: tuple[Any, ...], fields: Fields) -> dict[str, object]:
    """Return a row of the list; what is not for the person is left out."""
    (pk, case, number_text, kind, regime, request_kind, fiscal_year, number, branch,
     organ_key, organ, division_key, division, division_name, phase, received_on,
     due_on, clock_state, outcome, outcome_on, voided, version, subject,
     case_subject, requester) = row  # fmt: skip
    shown = {
        "id": pk,
        "case": case,
        "number_text": numbered(number_text, branch),
        "kind": kind,
        "regime": regime,
        "request_kind": request_kind,
        "fiscal_year": fiscal_year,
        "number": number,
        "branch": branch,
        "organ": organ,
        "division": division,
        "division_name": division_name,
        "phase": phase,
        "received_on": written(received_on),
        "due_on": written(due_on),
        "clock_state": clock_state,
        "outcome": outcome,
        "outcome_on": written(outcome_on),
        "voided": voided,
        "version": version,
    }
    seen = fields(kind, organ_key, division_key)
    if FieldClass.SUBJECT in seen:
        shown["subject"] = subject or case_subject
    if FieldClass.REQUESTER in seen:
        shown["requester"] = requester
    return shown


def numbered(number_text: str, branch: int) -> str:
    """Return the number of a unit as an officer writes it."""
    return number_text if branch == 1 else f"{number_text}の{branch}"


def written(day: date | None) -> str | None:
    """Return a day in ISO form."""
    return day.isoformat() if day else None
