"""Who asks, for which list, and what a list page is made of."""

from datetime import date
from typing import Protocol

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.closed_days import closed_days_of
from casework.models import Unit
from offices.models import Staff
from ordinances.calendars import Calendar, load_calendar

ROWS_PER_PAGE = 100


class Permitted(Protocol):
    """A predicate of `desk.permissions`."""

    def __call__(self, staff: Staff, /, *, on: date) -> bool:
        """Tell whether this person may."""


def staff_of(request: HttpRequest) -> Staff:
    """Return who is signed in; the middleware let nobody else in."""
    if not isinstance(request.user, Staff):
        raise Http404
    return request.user


def permitted(request: HttpRequest, may: Permitted, *, on: date) -> Staff:
    """Return who asks; what is not for somebody answers as if it did not exist.

    Raises:
        Http404: The page is not for this person.
    """
    staff = staff_of(request)
    if not may(staff, on=on):
        raise Http404
    return staff


def office_calendar() -> Calendar:
    """Return the calendar with the closing days of the city and of the office."""
    return load_calendar(closed_days_of(settings.HIROBA_MUNICIPALITY))


def page_of(request: HttpRequest, units: QuerySet[Unit]) -> Page[Unit]:
    """Return the page the address names, the nearest one if there is none."""
    return Paginator(units, ROWS_PER_PAGE).get_page(request.GET.get("page"))


def trail_of(
    unit: Unit, here: str, *, through: tuple[str, str] | None = None
) -> list[tuple[str, str]]:
    """Return the breadcrumb of a page below a unit: label and address."""
    between = [through] if through else []
    return [
        (_("Cases"), reverse("desk:cases")),
        (unit.number_text, reverse("desk:unit", kwargs={"pk": unit.pk})),
        *between,
        (here, ""),
    ]
