"""What is asked of whoever changes the closing days."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.closed_days import Row
from casework.errors import CaseworkError
from casework.models import Closure
from casework.operations.redate import LONGEST_REASON, Change
from casework.wording import day
from desk.acts.act import words_of
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from ordinances.calendars import Calendar, OutsideCalendar

LONGEST_CLOSURE = timedelta(days=31)


class RedateForm(forms.Form):
    """Why due dates change, and the one-time key of the form."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        help_text=gettext_lazy("It stands with every unit whose due date moves."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": gettext_lazy("Please write why the due dates change.")
        },
    )

    def refuse(self, error: CaseworkError) -> None:
        """Show why the operation refused, beside its field where it names one."""
        name = getattr(error, "field", "")
        self.add_error(name if name in self.fields else None, str(error))

    def shown(self) -> list[tuple[str, str]]:
        """Return label and value of what was entered, for a page that asks again."""
        return [
            (str(field.label), words_of(field))
            for field in self.visible_fields()
            if words_of(field)
        ]

    def change(self) -> Change:
        """Return what the valid form asks for."""
        return Change(reason=self.cleaned_data["reason"])


class ClosureForm(RedateForm):
    """Days to close, days to open again."""

    first_on = EraDateField(
        label=gettext_lazy("First day to close"),
        help_text=DAY_HINT,
        required=False,
        max_length=60,
    )
    last_on = EraDateField(
        label=gettext_lazy("Last day to close"),
        help_text=gettext_lazy("Empty: one day only."),
        required=False,
        max_length=60,
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the closing day"), required=False, max_length=60
    )
    source = forms.CharField(
        label=gettext_lazy("Rule or decision that closes the office"),
        required=False,
        max_length=200,
    )
    removed = forms.MultipleChoiceField(
        label=gettext_lazy("Closing days to open again"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("first_on", "last_on", "name", "source", "removed", "reason")

    def __init__(
        self, *args: Any, known: Iterable[Closure], calendar: Calendar, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.calendar = calendar
        choices = [(row.on.isoformat(), f"{day(row.on)} {row.name}") for row in known]
        removed = self.fields["removed"]
        assert isinstance(removed, forms.MultipleChoiceField)  # noqa: S101 - declared above
        removed.choices = choices
        if not choices:
            del self.fields["removed"]

    def clean(self) -> dict[str, Any]:
        """Refuse what is neither a day to close nor one to open; lay out the days."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("first_on"):
            self._check_days(cleaned)
        elif not self.errors and not cleaned.get("removed"):
            self.add_error(
                "first_on", _("Name at least one day to close or to open again.")
            )
        elif cleaned.get("last_on"):
            self.add_error("first_on", _("Please enter the first day, too."))
        return cleaned

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        first = cleaned["first_on"]
        last = cleaned.get("last_on") or first
        for name in ("name", "source"):
            if not cleaned.get(name, "").strip() and name not in self.errors:
                self.add_error(
                    name, _("Please say what closes the office: name and rule.")
                )
        if not first <= last <= first + LONGEST_CLOSURE:
            message = _(
                "The last day lies before the first, or more than a month after."
            )
            self.add_error("last_on", message)
            return
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        try:
            cleaned["days"] = [on for on in days if not self.calendar.is_closed(on)]
        except OutsideCalendar:
            self.add_error(
                "first_on", _("The table of holidays does not reach so far.")
            )
            return
        if not cleaned["days"]:
            self.add_error("first_on", _("The office is closed then already."))

    def change(self) -> Change:
        """Return what the valid form asks for."""
        cleaned = self.cleaned_data
        name, source = cleaned["name"].strip(), cleaned["source"].strip()
        return Change(
            reason=cleaned["reason"],
            added=tuple(Row(on, name, source) for on in cleaned.get("days", [])),
            removed=tuple(map(date.fromisoformat, cleaned.get("removed", []))),
        )
