"""Where one looks across the office, by role: calendar, register, logs, months."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from annual.permissions import can_see_tables
from casework.permissions import can_keep_calendar
from desk.permissions import can_prepare_year, can_see_register, can_see_requests
from disclosure.permissions import can_receive
from offices.models import Staff
from ordinances.fiscal_years import fiscal_year_of


@dataclass(frozen=True, slots=True)
class Overview:
    """A link of the first page."""

    label: str
    url: str


def overviews(staff: Staff, *, on: date) -> list[Overview]:
    """Return the overviews that are for a person.

    Args:
        staff: Who signed in.
        on: The day; the months are those of its fiscal year.
    """
    found = []
    if can_see_requests(staff, on=on):
        found.append(Overview(_("Calendar of due dates"), reverse("desk:calendar")))
    if can_see_register(staff, on=on):
        found.append(Overview(_("Register"), reverse("desk:register")))
    if can_see_requests(staff, on=on):
        found.append(Overview(_("Carry-over list"), reverse("desk:carry-over")))
        url = reverse("desk:retention")
        found.append(Overview(_("Records that must not be destroyed"), url))
    if can_prepare_year(staff, on=on):
        found.append(Overview(_("Turn of the year"), reverse("desk:turn-of-year")))
    if can_keep_calendar(staff, on=on):
        found.append(Overview(_("Closing days"), reverse("desk:closures")))
    if can_receive(staff, on=on):
        url = reverse("disclosure:guidance")
        found.append(Overview(_("Guidance and informal provision"), url))
    if can_see_tables(staff, on=on):
        url = reverse("annual:months", args=[fiscal_year_of(on)])
        found.append(Overview(_("Numbers by month"), url))
    return found
