"""Questions about the people of the office."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from offices.models import (
    Absence,
    Grant,
    RightsChange,
    Role,
    SignInAttempts,
    Staff,
)
from offices.sign_in import digest_of_login


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
        if absence.staff.is_active and deputy_of(absence, absences) == staff.pk
    ]
    return sorted(found, key=lambda person: (person.name, person.pk))


def absences_on(on: date) -> list[Absence]:
    """Return the absences in force on a day, with the persons and deputies."""
    in_force = Absence.objects.filter(
        Q(absent_until=None) | Q(absent_until__gt=on), absent_from__lte=on
    )
    return list(in_force.select_related("staff", "deputy").order_by("pk"))


def absences_between(first: date, until: date | None) -> list[Absence]:
    """Return the absences in force on some day of a period (`until` exclusive)."""
    overlapping = Absence.objects.filter(
        Q(absent_until=None) | Q(absent_until__gt=first)
    )
    if until is not None:
        overlapping = overlapping.filter(absent_from__lt=until)
    return list(overlapping.select_related("staff", "deputy").order_by("pk"))


def deputies_in_a_circle(absence: Absence) -> list[Staff]:
    """Return the chain of deputies that comes back to the absent person.

    Only days on which everybody in the chain is away make a circle.

    Args:
        absence: With its deputy; stored or not.

    Returns:
        The persons from the absent one back to the same; empty without a circle.
    """
    standing = [
        other
        for other in absences_between(absence.absent_from, absence.absent_until)
        if other.pk != absence.pk
    ]
    return _circle([absence], absence.absent_from, absence.absent_until, standing)


def _circle(
    chain: list[Absence],
    first: date,
    until: date | None,
    standing: Sequence[Absence],
) -> list[Staff]:
    """Follow the last deputy of a chain through the days all of them share."""
    last = chain[-1]
    if last.deputy_id is not None and last.deputy_id == chain[0].staff_id:
        return [*(link.staff for link in chain), chain[0].staff]
    for other in standing:
        if other.staff_id != last.deputy_id or other in chain:
            continue
        begins = max(first, other.absent_from)
        ends = min(until or date.max, other.absent_until or date.max)
        if begins < ends:
            found = _circle([*chain, other], begins, ends, standing)
            if found:
                return found
    return []


def deputy_of(absence: Absence, absences: Mapping[int, Absence]) -> int | None:
    """Follow the deputies to the first who is there.

    Args:
        absence: Of the person whose place is taken.
        absences: All that are in force, by person.

    Returns:
        The key of the deputy's account, None when there is nobody.
    """
    passed = {absence.staff_id}
    deputy = absence.deputy_id
    while deputy is not None and deputy not in passed:
        if deputy not in absences:
            return deputy
        passed.add(deputy)
        deputy = absences[deputy].deputy_id
    return None


def administrators_on(on: date) -> QuerySet[Staff]:
    """Return the accounts that open and hold the role of administrator on a day."""
    grants = Grant.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=on),
        staff=OuterRef("pk"),
        role=Role.SYSADMIN,
        valid_from__lte=on,
    )
    return Staff.objects.filter(Exists(grants), is_active=True)


def rights_changes_for(staff: Staff) -> QuerySet[RightsChange]:
    """Return the changes of rights an administrator should see, oldest first.

    Args:
        staff: An administrator; never told of own acts, nor of own rights.
    """
    unseen = RightsChange.objects.filter(seen_by=None).exclude(made_by=staff)
    about = Q(grant__staff=staff) | Q(absence__staff=staff) | Q(absence__deputy=staff)
    return (
        unseen.exclude(about)
        .select_related(
            "made_by",
            "grant__staff",
            "grant__division",
            "grant__organ",
            "absence__staff",
            "absence__deputy",
        )
        .order_by("at", "pk")
    )


def locked_until(logins: Collection[str], *, at: datetime) -> dict[str, datetime]:
    """Return the logins of these that are locked, and until when."""
    by_digest = {digest_of_login(login): login for login in logins}
    rows = SignInAttempts.objects.filter(
        login_digest__in=list(by_digest), locked_until__gt=at
    )
    return {
        by_digest[row.login_digest]: row.locked_until
        for row in rows
        if row.locked_until is not None
    }
