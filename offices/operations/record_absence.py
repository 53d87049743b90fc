"""Write down that a person is away, and who takes the place."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from offices.errors import OfficeError
from offices.models import Absence, Staff
from offices.models.rights_change import RightsAct
from offices.operations.tell_administrators import tell_administrators
from offices.permissions import require_administrator
from offices.queries import absences_between, deputies_in_a_circle


class CannotRecordAbsence(OfficeError):
    """The absence, or its deputy, cannot be written down so."""

    code = "cannot_record_absence"


@transaction.atomic
def record_absence(
    *,
    absence: Absence,
    by: Staff,
    on: date,
    at: datetime,
) -> Absence:
    """Write an absence with its deputy; one trail entry.

    With a deputy the other administrators are told: somebody else acts.

    Args:
        absence: Not stored yet: who, from when, until when, deputy or none.
        by: Who writes it down.
        on: The day of the act.
        at: The instant of the act.

    Returns:
        The stored absence.

    Raises:
        NotAdministrator: This person keeps no accounts.
        CannotRecordAbsence: The days are the wrong way round or overlap another
            absence of the person, or the deputies come back in a circle.
    """
    require_administrator(by, on=on)
    lock_absences(absence.staff_id)
    ends = absence.absent_until
    if ends is not None and ends <= absence.absent_from:
        raise CannotRecordAbsence(
            _("The absence would end before it begins. Please check both days."),
            field="absent_until",
        )
    standing = absences_between(absence.absent_from, ends)
    if any(other.staff_id == absence.staff_id for other in standing):
        raise CannotRecordAbsence(
            _("On some of these days %(name)s is away already. End that one first.")
            % {"name": absence.staff.name},
            field="absent_from",
        )
    check_deputy(absence)
    absence.save()
    write_deputy(absence, act="record_absence", by=by, at=at)
    return absence


def lock_absences(staff_pk: int) -> None:
    """Let one person at a time write absences: a circle has several persons."""
    everybody = Staff.objects.filter(absences__isnull=False).values("pk")
    rows = Staff.objects.filter(pk__in=everybody) | Staff.objects.filter(pk=staff_pk)
    list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))


def check_deputy(absence: Absence) -> None:
    """Refuse a deputy who cannot take the place.

    Raises:
        CannotRecordAbsence: It is the person, a disabled account, or the chain of
            deputies comes back; the chain is named.
    """
    deputy = absence.deputy
    if deputy is None:
        return
    if deputy.pk == absence.staff_id:
        raise CannotRecordAbsence(
            _("Nobody is their own deputy. Please choose somebody else."),
            field="deputy",
        )
    if not deputy.is_active:
        raise CannotRecordAbsence(
            _("The account of %(name)s is disabled. Please choose somebody else.")
            % {"name": deputy.name},
            field="deputy",
        )
    circle = deputies_in_a_circle(absence)
    if circle:
        raise CannotRecordAbsence(
            _(
                "The deputies come back in a circle: %(chain)s. Please choose "
                "somebody who is there on these days."
            )
            % {"chain": " → ".join(person.name for person in circle)},
            field="deputy",
        )


def write_deputy(absence: Absence, *, act: str, by: Staff, at: datetime) -> None:
    """Write the trail entry of an absence, and tell of its deputy."""
    until = absence.absent_until
    trail.record(
        stream=f"staff:{absence.staff_id}",
        act=act,
        subject=f"absence:{absence.pk}",
        by=by.as_actor(),
        at=at,
        facts={
            "from": absence.absent_from.isoformat(),
            "until": until.isoformat() if until else None,
            "deputy": absence.deputy_id,
        },
    )
    if absence.deputy is not None:
        tell_administrators(act=RightsAct.DEPUTIZED, about=absence, by=by, at=at)
