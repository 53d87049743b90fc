"""What can be done to an account: one form and one operation each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from desk.staff import forms
from offices.models import Absence, Staff
from offices.operations.disable_staff import disable_staff
from offices.operations.enable_staff import enable_staff
from offices.operations.end_absence import end_absence
from offices.operations.end_grant import end_grant
from offices.operations.grant_role import RoleFacts, grant_role
from offices.operations.move_to_division import move_to_division
from offices.operations.name_deputy import name_deputy
from offices.operations.record_absence import record_absence
from offices.operations.reset_password import reset_password
from offices.operations.unlock import unlock

Perform = Callable[[Any, Staff, date, datetime], object]


@dataclass(frozen=True, slots=True)
class StaffAct:
    """One act on an account.

    Attributes:
        code: As in the address.
        label: The verb on buttons and headings.
        form: What it asks for.
        perform: Calls the one operation with the checked form.
        done: What is said afterwards; knows `name`.
        guidance: What to know before filling in the form.
        gives_code: The operation returns a one-time code, shown once.
    """

    code: str
    label: Promise
    form: type[forms.StaffForm]
    perform: Perform
    done: Promise
    guidance: Promise | str = ""
    gives_code: bool = False


def _grant(form: forms.GrantForm, by: Staff, on: date, at: datetime) -> object:
    values = form.cleaned_data
    return grant_role(
        staff=form.staff,
        facts=RoleFacts(
            role=values["role"],
            division=form.division_chosen(),
            organ=form.organ_chosen(),
            rank=values["rank"],
            valid_from=values["valid_from"],
            valid_until=values["valid_until"],
        ),
        reason=values["reason"],
        by=by,
        on=on,
        at=at,
    )


def _end(form: forms.EndGrantForm, by: Staff, on: date, at: datetime) -> object:
    values = form.cleaned_data
    return end_grant(
        grant=form.grant_chosen(),
        until=values["until"],
        reason=values["reason"],
        by=by,
        on=on,
        at=at,
    )


def _move(form: forms.MoveForm, by: Staff, on: date, at: datetime) -> object:
    values = form.cleaned_data
    return move_to_division(
        staff=form.staff,
        division=form.division_chosen(),
        move_on=values["move_on"],
        reason=values["reason"],
        by=by,
        on=on,
        at=at,
    )


def _away(form: forms.AbsenceForm, by: Staff, on: date, at: datetime) -> object:
    values = form.cleaned_data
    absence = Absence(
        staff=form.staff,
        deputy=form.deputy_chosen(),
        absent_from=values["absent_from"],
        absent_until=values["absent_until"],
    )
    return record_absence(absence=absence, by=by, on=on, at=at)


def _deputy(form: forms.DeputyForm, by: Staff, on: date, at: datetime) -> object:
    return name_deputy(
        absence=form.absence_chosen(), deputy=form.deputy_chosen(), by=by, on=on, at=at
    )


def _back(form: forms.BackForm, by: Staff, on: date, at: datetime) -> object:
    back_on = form.cleaned_data["back_on"]
    return end_absence(
        absence=form.absence_chosen(), back_on=back_on, by=by, on=on, at=at
    )


def _disable(form: forms.ReasonForm, by: Staff, on: date, at: datetime) -> object:
    reason = form.cleaned_data["reason"]
    return disable_staff(staff=form.staff, reason=reason, by=by, on=on, at=at)


def _enable(form: forms.ReasonForm, by: Staff, on: date, at: datetime) -> object:
    reason = form.cleaned_data["reason"]
    return enable_staff(staff=form.staff, reason=reason, by=by, on=on, at=at)


def _reset(form: forms.ConfirmForm, by: Staff, on: date, at: datetime) -> str:
    return reset_password(staff=form.staff, by=by, on=on, at=at)


def _unlock(form: forms.ConfirmForm, by: Staff, on: date, at: datetime) -> object:
    return unlock(staff=form.staff, by=by, on=on, at=at)


_LISTED = (
    StaffAct(
        "grant",
        _("Grant a role"),
        forms.GrantForm,
        _grant,
        _("The role was granted to %(name)s. The other administrators are told."),
    ),
    StaffAct(
        "end-grant",
        _("End a role"),
        forms.EndGrantForm,
        _end,
        _("The end of the role of %(name)s was recorded."),
        _("Rights end at 0:00 of the day. Hand over the open units as well."),
    ),
    StaffAct(
        "move",
        _("Move to another division"),
        forms.MoveForm,
        _move,
        _("The move of %(name)s was recorded."),
        _(
            "The roles in divisions end on the day, and the same begin in the new "
            "division. Open units stay with the old division: hand them over."
        ),
    ),
    StaffAct(
        "absence",
        _("Record an absence"),
        forms.AbsenceForm,
        _away,
        _("The absence of %(name)s was recorded."),
    ),
    StaffAct(
        "deputy",
        _("Name a deputy"),
        forms.DeputyForm,
        _deputy,
        _("The deputy of %(name)s was recorded."),
    ),
    StaffAct(
        "back",
        _("End an absence"),
        forms.BackForm,
        _back,
        _("The return of %(name)s was recorded."),
    ),
    StaffAct(
        "unlock",
        _("Unlock the sign-in"),
        forms.ConfirmForm,
        _unlock,
        _("%(name)s can sign in again."),
        _("Somebody typed a wrong password too often. Make sure who it was."),
    ),
    StaffAct(
        "reset",
        _("Reset the password"),
        forms.ConfirmForm,
        _reset,
        _("The password of %(name)s was reset."),
        _(
            "Make sure who asks. The password, all sessions and the tokens of "
            "programs are over at once; you get a one-time code to hand to the person."
        ),
        gives_code=True,
    ),
    StaffAct(
        "disable",
        _("Disable the account"),
        forms.ReasonForm,
        _disable,
        _("The account of %(name)s was disabled."),
        _(
            "From the next request on the account opens nothing; sessions and tokens "
            "are over for good. Hand over the open units as well."
        ),
    ),
    StaffAct(
        "enable",
        _("Open the account again"),
        forms.ReasonForm,
        _enable,
        _("The account of %(name)s is open again."),
        _("The roles that have not ended hold again at once."),
    ),
)
STAFF_ACTS: Mapping[str, StaffAct] = MappingProxyType({a.code: a for a in _LISTED})
"""The acts by code, in the order of the page."""
