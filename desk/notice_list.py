"""The list of letters: what is due, and where each issued one is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.models import Unit
from casework.permissions import FieldClass, fields_of, may
from desk.letters import letters_of, title_of, to_whom
from desk.papers_due import waiting_units
from notices.keys import letter_key
from notices.models import Notice
from notices.queries import Place, at_place, letters_due
from offices.models import Staff

DUE = "due"
PLACES: Mapping[str, Promise] = MappingProxyType(
    {
        DUE: _("To be issued"),
        Place.ISSUED: _("Issued, not sent"),
        Place.SENT: _("Sent, not arrived"),
        Place.RETURNED: _("Came back"),
        Place.ARRIVED: _("Arrived"),
    }
)
ROWS_PER_PAGE = 50


class ListForm(forms.Form):
    """Where the letters are that are listed."""

    place = forms.ChoiceField(
        label=_("Letters"), choices=list(PLACES.items()), required=False
    )

    @property
    def chosen(self) -> str:
        """The place that was asked for; what is due when nothing was."""
        return (self.cleaned_data.get("place") if self.is_valid() else "") or DUE


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One letter of the list.

    Attributes:
        key: What the form sends when it is chosen; empty where it cannot be.
        number_text: Its document number; empty before it is issued.
        whom: To whom it goes; empty where that is not for this person.
        n_gaps: How many things it still lacks.
    """

    unit: Unit
    key: str
    title: str
    whom: str
    number_text: str = ""
    issued_on: date | None = None
    sent_on: date | None = None
    returned_on: date | None = None
    arrived_on: date | None = None
    n_gaps: int = 0
    notice: int = 0


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A place with how many letters are there."""

    code: str
    label: str
    n: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class NoticeList:
    """The list.

    Attributes:
        page: Units for what is due, letters for the rest.
    """

    place: str
    links: list[PlaceLink]
    rows: list[NoticeRow]
    page: Page[Any]
    can_issue: bool = field(default=False)

    @property
    def label(self) -> str:
        """What is listed."""
        return str(PLACES[self.place])


def notice_list(
    staff: Staff, form: ListForm, page: str | None, *, on: date
) -> NoticeList:
    """Build the list for a person.

    Args:
        staff: Who looks.
        form: Where the letters are.
        page: The page of the list.
        on: The day whose grants hold.
    """
    place = form.chosen
    visible = Unit.objects.visible_to(staff, on=on).filter(voided=False)
    counts = {code: _at(code, visible).count() for code in PLACES}
    found = Paginator(_at(place, visible), ROWS_PER_PAGE).get_page(page)
    make: Callable[[Any], Sequence[NoticeRow]] = (
        (lambda unit: _due_rows(staff, unit, on))
        if place == DUE
        else (lambda notice: [_row(staff, notice, on)])
    )
    return NoticeList(
        place=place,
        links=[
            PlaceLink(code, str(label), counts[code], code == place)
            for code, label in PLACES.items()
        ],
        rows=[row for one in found for row in make(one)],
        page=found,
        can_issue=place == DUE,
    )


def _at(place: str, visible: QuerySet[Unit]) -> QuerySet[Any]:
    if place == DUE:
        units = waiting_units(visible).select_related("case", "organ", "division")
        # what still waits for its decision comes first: its clock runs
        return units.order_by(F("outcome_on").asc(nulls_first=True), "pk")
    found = at_place(Place(place)).filter(unit__in=visible)
    return (
        found.select_related("unit__case", "unit__organ", "unit__division")
        .prefetch_related("deliveries")
        .order_by("issued_on", "pk")
    )


def _due_rows(staff: Staff, unit: Unit, on: date) -> list[NoticeRow]:
    names = FieldClass.REQUESTER in fields_of(staff, unit, on=on)
    may_issue = may(staff, "issue", unit, on=on)
    return [
        NoticeRow(
            unit=unit,
            key=letter_key(letter) if may_issue and not letter.gaps else "",
            title=title_of(unit.regime, letter.form, letter.issued_on or on),
            whom=_whom(letter.addressee.name, letter.addressee.honorific, names=names),
            issued_on=letter.issued_on,
            n_gaps=len(letter.gaps),
        )
        for letter in letters_due(unit, letters_of(unit, on))
    ]


def _row(staff: Staff, notice: Notice, on: date) -> NoticeRow:
    unit = notice.unit
    names = FieldClass.REQUESTER in fields_of(staff, unit, on=on)
    last = max(notice.deliveries.all(), key=lambda one: one.seq, default=None)
    return NoticeRow(
        unit=unit,
        key=str(notice.pk) if names else "",
        title=title_of(unit.regime, notice.form, notice.issued_on),
        whom=_whom(notice.name, notice.honorific, names=names),
        number_text=notice.number_text,
        issued_on=notice.issued_on,
        sent_on=last.sent_on if last else None,
        returned_on=last.returned_on if last else None,
        arrived_on=last.arrived_on if last else None,
        notice=notice.pk,
    )


def _whom(name: str, honorific: str, *, names: bool) -> str:
    return to_whom(name, honorific) if names else ""
