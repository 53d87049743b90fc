"""The request form (公文書公開請求書) as an officer logs it, in paper order."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from casework.categories import CATEGORIES
from casework.models import Channel
from casework.wording import day
from offices.models import Division, Organ
from ordinances.sentences import OrdinanceError
from ordinances.wareki import parse

FIRST_ROWS = 3
MORE_ROWS = 3
MOST_ROWS = 30
CHANNELS = [choice for choice in Channel.choices if choice[0] != Channel.UNKNOWN]


class ReceiptDayField(forms.CharField):
    """A day in any form an office writes: 令和2年9月1日, R2.9.1, 2020-09-01."""

    def clean(self, value: Any) -> date:
        """Read the day; the error says how to write it."""
        text = super().clean(value)
        try:
            return parse(text).date
        except OrdinanceError as error:
            language = get_language() or "ja"
            raise forms.ValidationError(error.sentence.to_language(language)) from error


class RequestForm(forms.Form):
    """A request with its items; rows left empty are no items."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    organ = forms.ChoiceField(label=gettext_lazy("Addressed to"))
    received_on = ReceiptDayField(
        label=gettext_lazy("Received on"),
        help_text=gettext_lazy("For example 2020-09-01 or R2.9.1."),
        error_messages={"required": gettext_lazy("Please enter the receipt day.")},
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How it came in"), choices=CHANNELS, initial=Channel.COUNTER
    )
    requester_category = forms.ChoiceField(
        label=gettext_lazy("Category of the requester"),
        choices=list(CATEGORIES.items()),
        initial="unknown",
    )
    postal_code = forms.CharField(
        label=gettext_lazy("Postal code"), required=False, max_length=20
    )
    address = forms.CharField(
        label=gettext_lazy("Address"), required=False, max_length=400
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the requester"),
        max_length=300,
        error_messages={
            "required": gettext_lazy("Please enter the name of the requester.")
        },
    )
    kana = forms.CharField(
        label=gettext_lazy("Name in kana"), required=False, max_length=300
    )
    phone = forms.CharField(label=gettext_lazy("Phone"), required=False, max_length=40)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=254,
        error_messages={
            "invalid": gettext_lazy(
                "This is no e-mail address. Please write it like name@example.jp."
            )
        },
    )

    def __init__(
        self,
        *args: Any,
        organs: Iterable[Organ],
        divisions: Iterable[Division],
        n_rows: int = FIRST_ROWS,
        focus: str = "organ",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.n_rows = max(1, min(n_rows, MOST_ROWS))
        self.organs = {str(organ.pk): organ for organ in organs}
        self.divisions = {str(division.pk): division for division in divisions}
        organ_field = forms.ChoiceField(
            label=gettext_lazy("Addressed to"),
            choices=[(pk, organ.name) for pk, organ in self.organs.items()],
        )
        self.fields["organ"] = organ_field
        choices = self._division_choices()
        for row in range(1, self.n_rows + 1):
            self.fields[f"subject_{row}"] = forms.CharField(
                label=_("Item %(row)s: what is asked for") % {"row": row},
                required=False,
                max_length=2000,
            )
            self.fields[f"division_{row}"] = forms.ChoiceField(
                label=_("Item %(row)s: responsible division") % {"row": row},
                required=False,
                choices=choices,
            )
        if not self.is_bound:
            self.fields[focus].widget.attrs["autofocus"] = True

    def paper(self) -> list[forms.BoundField]:
        """Return the fields above the items, in the order of the paper."""
        return [self[name] for name in RequestForm.base_fields if name != "token"]

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the fields of the items, row by row."""
        return [
            (self[f"subject_{row}"], self[f"division_{row}"])
            for row in range(1, self.n_rows + 1)
        ]

    def items(self) -> list[tuple[int, str, Division | None]]:
        """Return row, subject and division of every row that is not empty."""
        filled = []
        for row in range(1, self.n_rows + 1):
            subject = self.cleaned_data[f"subject_{row}"]
            division = self.divisions.get(self.cleaned_data[f"division_{row}"])
            if subject or division:
                filled.append((row, subject, division))
        return filled

    def organ_chosen(self) -> Organ:
        """Return the organ the request is addressed to."""
        return self.organs[self.cleaned_data["organ"]]

    def _division_choices(self) -> list[tuple[str, Any]]:
        by_organ: dict[str, list[tuple[str, str]]] = {}
        for pk, division in self.divisions.items():
            by_organ.setdefault(division.organ.name, []).append((pk, division.name))
        return [("", _("Not decided yet")), *by_organ.items()]


def more_rows(n_rows: int) -> int:
    """Return how many item rows a form with so many gets next."""
    return min(n_rows + MORE_ROWS, MOST_ROWS)


def n_rows_of(data: Mapping[str, Any]) -> int:
    """Return how many item rows a sent form had."""
    return max(
        (row for row in range(1, MOST_ROWS + 1) if f"subject_{row}" in data),
        default=FIRST_ROWS,
    )


def first_values(token: str, today: date) -> dict[str, str]:
    """Return what an empty form shows."""
    return {"token": token, "received_on": day(today)}
