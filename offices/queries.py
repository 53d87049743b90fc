"""Questions about the people of the office."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from offices.models import Absence, Staff


def acting_for(staff: Staff, *, on: date) -> list[Staff]:
    """Return whose place this person takes on a day (代決), by name.

    A deputy who is away as well is followed to the deputy of that deputy. Who
    is away, or whose account is disabled, acts for nobody; nobody acts for a
    disabled account, because it has no rights to lend.

    Args:
        staff: Who might act.
        on: The day.

    Returns:
        The absent persons, never the person itself; empty on most days.

    Source:
        Acting approval follows the office's own rules of decision (事案決定規程);
        only the person named beforehand takes the place.
    """
    absences = {absence.staff_id: absence for absence in absences_on(on)}
    if not staff.is_active or staff.pk in absences:
        return []
    found = [
        absence.staff
        for absence in absences.values()
        if absence.staff.is_active and _who_acts(absence, absences) == staff.pk
    ]
    return sorted(found, key=lambda person: (person.name, person.pk))


def absences_on(on: date) -> list[Absence]:
    """Return the absences in force on a day, with the persons and deputies."""
    in_force = Absence.objects.filter(
        Q(absent_until=None) | Q(absent_until__gt=on), absent_from__lte=on
    )
    return list(in_force.select_related("staff", "deputy").order_by("pk"))


def _who_acts(absence: Absence, absences: Mapping[int, Absence]) -> int | None:
    """Follow the deputies to the first who is there; None when there is none."""
    passed = {absence.staff_id}
    deputy = absence.deputy_id
    while deputy is not None and deputy not in passed:
        if deputy not in absences:
            return deputy
        passed.add(deputy)
        deputy = absences[deputy].deputy_id
    return None
