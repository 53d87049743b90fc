"""The forms of staff administration: one per act on an account."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.wording import day
from desk.form_fields import EraDateField
from desk.staff import choices
from offices.errors import OfficeError
from offices.models import Absence, Division, Grant, Organ, Rank, Role, Staff

MOST_WORDS = 200


def day_field(label: Any, *, required: bool = True, hint: Any = "") -> EraDateField:
    """Return a field for a day in any form an office writes."""
    return EraDateField(
        label=label,
        required=required,
        help_text=hint or gettext_lazy("For example 2027-04-01 or R9.4.1."),
        error_messages={"required": gettext_lazy("Please enter the day.")},
    )


def reason_field() -> forms.CharField:
    """Return the field that asks why."""
    return forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=MOST_WORDS,
        help_text=gettext_lazy("For example the number of the personnel order."),
        error_messages={"required": gettext_lazy("Please state the reason.")},
    )


def choice_field(label: Any, *, required: bool, hint: Any = "") -> forms.ChoiceField:
    """Return a field to choose from, filled when the form is made."""
    return forms.ChoiceField(
        label=label,
        required=required,
        help_text=hint,
        error_messages={"required": gettext_lazy("Please choose.")},
    )


class StaffForm(forms.Form):
    """A form about one account."""

    def __init__(self, *args: Any, staff: Staff, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff, self.on = staff, on
        self.prepare()

    def prepare(self) -> None:
        """Fill in what hangs on the account: choices, and what stands there first."""

    def offer(self, name: str, offered: choices.Choices) -> None:
        """Give a field its choices."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - a slip of ours, nobody's input
        field.choices = offered

    def first(self, **values: object) -> None:
        """Let fields show something before anything is typed."""
        for name, value in values.items():
            self.fields[name].initial = value

    def refuse(self, error: OfficeError | ValueError) -> None:
        """Show why the operation refused, beside its field where it names one."""
        field = getattr(error, "field", "")
        self.add_error(field if field in self.fields else None, str(error))


class ConfirmForm(StaffForm):
    """Asks for nothing but the press of the button."""


class ReasonForm(StaffForm):
    """Asks why."""

    reason = reason_field()


class PlaceForm(StaffForm):
    """A role, where it holds and how high it decides."""

    role = choice_field(gettext_lazy("Role"), required=True)
    division = choice_field(
        gettext_lazy("Division"),
        required=False,
        hint=gettext_lazy("For division staff, and for an approver of one division."),
    )
    rank = choice_field(
        gettext_lazy("Deciding rank"),
        required=False,
        hint=gettext_lazy("For an approver only: how high this person decides."),
    )

    def prepare(self) -> None:
        """Offer roles, ranks and divisions."""
        self.divisions = choices.divisions_on(self.on)
        self.offer("role", [("", _("Please choose")), *Role.choices])
        self.offer("rank", [("", _("No rank")), *Rank.choices])
        none = _("No division")
        self.offer("division", choices.division_choices(self.divisions.values(), none))

    def division_chosen(self) -> Division | None:
        """Return the division, None for none."""
        return self.divisions.get(self.cleaned_data["division"])


class GrantForm(PlaceForm):
    """A role to be given."""

    organ = choice_field(
        gettext_lazy("Organ"),
        required=False,
        hint=gettext_lazy(
            "For a records officer or an approver of all divisions of one organ."
        ),
    )
    valid_from = day_field(gettext_lazy("First day"))
    valid_until = day_field(
        gettext_lazy("Ends on"),
        required=False,
        hint=gettext_lazy("From 0:00 of this day it holds no more; empty: no end."),
    )
    reason = reason_field()
    field_order = (
        "role", "division", "organ", "rank", "valid_from", "valid_until", "reason",
    )  # fmt: skip

    def prepare(self) -> None:
        """Offer organs as well; it begins today."""
        super().prepare()
        self.organs = choices.organs_on(self.on)
        listed = [(key, organ.name) for key, organ in self.organs.items()]
        self.offer("organ", [("", _("No organ")), *listed])
        self.first(valid_from=day(self.on))

    def organ_chosen(self) -> Organ | None:
        """Return the organ, None for none."""
        return self.organs.get(self.cleaned_data["organ"])


class EndGrantForm(StaffForm):
    """A role to end."""

    grant = choice_field(gettext_lazy("Role"), required=True)
    until = day_field(
        gettext_lazy("Ends on"),
        hint=gettext_lazy("From 0:00 of this day it holds no more."),
    )
    reason = reason_field()

    def prepare(self) -> None:
        """Offer what has not ended; it ends today."""
        self.grants = {
            str(grant.pk): grant for grant in live_grants(self.staff, self.on)
        }
        listed = [
            (key, choices.words_of_grant(grant)) for key, grant in self.grants.items()
        ]
        self.offer("grant", [("", _("Please choose")), *listed])
        self.first(until=day(self.on))

    def grant_chosen(self) -> Grant:
        """Return the role that is to end."""
        return self.grants[self.cleaned_data["grant"]]


class MoveForm(StaffForm):
    """Another division from a day on."""

    division = choice_field(gettext_lazy("New division"), required=True)
    move_on = day_field(
        gettext_lazy("First day there"),
        hint=gettext_lazy("The old rights end and the new ones begin at 0:00."),
    )
    reason = reason_field()

    def prepare(self) -> None:
        """Offer the divisions of today, and those that begin later."""
        later = Division.objects.filter(valid_from__gt=self.on).select_related("organ")
        self.divisions = {
            **choices.divisions_on(self.on),
            **{str(division.pk): division for division in later},
        }
        empty = _("Please choose")
        self.offer("division", choices.division_choices(self.divisions.values(), empty))

    def division_chosen(self) -> Division:
        """Return where the person goes."""
        return self.divisions[self.cleaned_data["division"]]


class AbsenceForm(StaffForm):
    """Days away, and who takes the place."""

    absent_from = day_field(gettext_lazy("First day away"))
    absent_until = day_field(
        gettext_lazy("First day back"),
        required=False,
        hint=gettext_lazy("Empty: until further notice."),
    )
    deputy = choice_field(
        gettext_lazy("Deputy"),
        required=False,
        hint=gettext_lazy("Acts in this person's place on these days (代決)."),
    )

    def prepare(self) -> None:
        """Offer everybody else."""
        self.people = choices.people_besides(self.staff)
        empty = _("Nobody takes the place")
        self.offer("deputy", choices.people_choices(self.people.values(), empty))
        self.first(absent_from=day(self.on))

    def deputy_chosen(self) -> Staff | None:
        """Return who takes the place, None for nobody."""
        return self.people.get(self.cleaned_data["deputy"])


class OfAbsenceForm(StaffForm):
    """One of the absences that are not over."""

    absence = choice_field(gettext_lazy("Absence"), required=True)

    def prepare(self) -> None:
        """Offer what is not over; the first one is chosen."""
        self.absences = {
            str(absence.pk): absence for absence in live_absences(self.staff, self.on)
        }
        listed = [
            (key, choices.words_of_absence(absence))
            for key, absence in self.absences.items()
        ]
        self.offer("absence", listed)

    def absence_chosen(self) -> Absence:
        """Return the absence."""
        return self.absences[self.cleaned_data["absence"]]


class DeputyForm(OfAbsenceForm):
    """Who takes the place from now on."""

    deputy = choice_field(gettext_lazy("Deputy"), required=False)

    def prepare(self) -> None:
        """Offer everybody else as well."""
        super().prepare()
        self.people = choices.people_besides(self.staff)
        empty = _("Nobody takes the place")
        self.offer("deputy", choices.people_choices(self.people.values(), empty))

    def deputy_chosen(self) -> Staff | None:
        """Return who takes the place, None for nobody."""
        return self.people.get(self.cleaned_data["deputy"])


class BackForm(OfAbsenceForm):
    """The day of the return."""

    back_on = day_field(
        gettext_lazy("First day back"),
        hint=gettext_lazy("From 0:00 of this day the deputy acts no more."),
    )

    def prepare(self) -> None:
        """The person is back today."""
        super().prepare()
        self.first(back_on=day(self.on))


def live_grants(staff: Staff, on: date) -> list[Grant]:
    """Return the roles that hold or will hold, the oldest first."""
    found = Grant.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=on), staff=staff
    )
    return list(
        found.select_related("staff", "division", "organ").order_by("valid_from", "pk")
    )


def live_absences(staff: Staff, on: date) -> list[Absence]:
    """Return the absences that are not over, the first one first."""
    found = Absence.objects.filter(
        Q(absent_until=None) | Q(absent_until__gt=on), staff=staff
    )
    return list(found.select_related("staff", "deputy").order_by("absent_from", "pk"))
