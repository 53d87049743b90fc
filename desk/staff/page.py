"""What the page of one account shows."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit.models import Entry
from casework.hand_over_plan import open_units_of
from desk.staff.acts import STAFF_ACTS, StaffAct
from desk.staff.choices import place_of
from offices.models import Absence, Grant, Staff
from offices.queries import locked_until

MOST_LINES = 50
ACTS: dict[str, Promise] = {
    "create_staff": _("Account opened"),
    "grant_role": _("Role granted"),
    "end_grant": _("Role ended"),
    "record_absence": _("Absence recorded"),
    "name_deputy": _("Deputy named"),
    "end_absence": _("Absence ended"),
    "disable_staff": _("Account disabled"),
    "enable_staff": _("Account opened again"),
    "reset_password": _("Password reset"),
    "change_password": _("Password changed by the person"),
    "lock_out": _("Sign-in locked after wrong passwords"),
    "unlock": _("Sign-in unlocked"),
    "create_access_token": _("Access token made"),
    "revoke_access_token": _("Access token revoked"),
}


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A role with its days; `state` is current, coming or over."""

    grant: Grant
    place: str
    state: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Who did what to the account when, and why where somebody said why."""

    at: datetime
    act: str
    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class StaffPage:
    """One account.

    Attributes:
        locked_until: None while the sign-in is open.
        is_own: Nobody changes their own rights.
        n_open_units: How many undecided units the person handles.
    """

    staff: Staff
    grants: list[GrantLine]
    absences: list[Absence]
    locked_until: datetime | None
    history: list[HistoryLine]
    acts: list[StaffAct]
    is_own: bool
    n_open_units: int


def staff_page(staff: Staff, *, by: Staff, on: date, at: datetime) -> StaffPage:
    """Gather what an administrator sees of an account."""
    grants = grant_lines(staff, on=on)
    absences = list(staff.absences.select_related("deputy").order_by("-absent_from"))
    locked = locked_until([staff.login], at=at).get(staff.login)
    return StaffPage(
        staff=staff,
        grants=grants,
        absences=absences,
        locked_until=locked,
        history=_history(staff),
        acts=_acts(staff, grants, absences, on=on, is_locked=locked is not None, by=by),
        is_own=staff.pk == by.pk,
        n_open_units=open_units_of(staff).count(),
    )


def grant_lines(staff: Staff, *, on: date) -> list[GrantLine]:
    """Return every role a person held, holds and will hold, the latest first."""
    found = staff.grants.select_related("division", "organ")
    return [
        GrantLine(grant, place_of(grant), _state(grant, on))
        for grant in found.order_by("-valid_from", "-pk")
    ]


def _state(grant: Grant, on: date) -> str:
    if grant.is_in_force(on):
        return "current"
    is_coming = on < grant.valid_from and grant.valid_until != grant.valid_from
    return "coming" if is_coming else "over"


def _acts(
    staff: Staff,
    grants: list[GrantLine],
    absences: list[Absence],
    *,
    on: date,
    is_locked: bool,
    by: Staff,
) -> list[StaffAct]:
    """Return what can be done now; what cannot be done is not offered."""
    is_other = staff.pk != by.pk
    live = [line.grant for line in grants if line.state != "over"]
    away = any(a.absent_until is None or on < a.absent_until for a in absences)
    possible = {
        "grant": is_other,
        "end-grant": is_other and bool(live),
        "move": is_other and any(grant.division_id for grant in live),
        "absence": True,
        "deputy": away,
        "back": away,
        "unlock": is_locked,
        "reset": is_other,
        "disable": is_other and staff.is_active,
        "enable": is_other and not staff.is_active,
    }
    return [act for act in STAFF_ACTS.values() if possible[act.code]]


def _history(staff: Staff) -> list[HistoryLine]:
    entries = Entry.objects.filter(stream=f"staff:{staff.pk}")
    latest = entries.select_related("detail").order_by("-seq")[:MOST_LINES]
    return [
        HistoryLine(
            at=entry.at,
            act=str(ACTS.get(entry.act, entry.act)),
            who=entry.actor_label,
            reason=_reason(entry),
        )
        for entry in latest
    ]


def _reason(entry: Entry) -> str:
    detail = getattr(entry, "detail", None)
    return str(detail.values.get("reason", "")) if detail else ""
