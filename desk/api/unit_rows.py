"""A unit as a row: its columns, and which of them are for whom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, cast

from django.db.models import OuterRef, QuerySet, Subquery

from casework.models import Party, Unit
from casework.permissions import FieldClass, fields_of
from desk.rows import ASKING
from offices.models import Staff

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
    "queue_order",
    "outcome_order",
    "due_on",
    "clock_state",
    "outcome",
    "outcome_on",
    "voided",
    "version",
    "subject",
    "case__subject",
    "handler__name",
    "asked_by",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands: all of it that the rights ask, without the whole unit."""

    kind: str
    organ_id: int | None
    division_id: int | None


Seen = frozenset[FieldClass]
Fields = Callable[[str, int | None, int | None], Seen]


def with_asked_by(units: "QuerySet[Unit]") -> "QuerySet[Unit, Any]":
    """Add who asked, in the same statement."""
    parties = Party.objects.filter(case=OuterRef("case"), role__in=ASKING)
    return units.annotate(asked_by=Subquery(parties.order_by("pk").values("name")[:1]))


@lru_cache(maxsize=1)
def rows() -> Any:
    """Return all units as rows; a list narrows a copy of it.

    Its columns are looked up once, not for every request.
    """
    return with_asked_by(Unit.objects.all()).values_list(*COLUMNS)


def fields_for(staff: Staff, *, on: date) -> Fields:
    """Return which fields of a row a person sees, asked once per place and kind."""

    @cache
    def fields(kind: str, organ: int | None, division: int | None) -> Seen:
        place = Place(kind, organ, division)
        return fields_of(staff, cast("Unit", place), on=on)

    return fields


def as_json(row: tuple[Any, ...], fields: Fields) -> dict[str, object]:
    """Return a row of the list; what is not for the person is left out."""
    (pk, case, number_text, kind, regime, request_kind, fiscal_year, number, branch,
     organ_key, organ, division_key, division, division_name, phase, received_on,
     _queue_order, _outcome_order, due_on, clock_state, outcome, outcome_on, voided,
     version, subject, case_subject, handler, requester) = row  # fmt: skip
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
        shown["handler"] = handler
    if FieldClass.REQUESTER in seen:
        shown["requester"] = requester
    return shown


def numbered(number_text: str, branch: int) -> str:
    """Return the number of a unit as an officer writes it."""
    return number_text if branch == 1 else f"{number_text}の{branch}"


def written(day: date | None) -> str | None:
    """Return a day in ISO form."""
    return day.isoformat() if day else None
