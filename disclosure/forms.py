"""The request form (公文書公開請求書) as an officer logs it, in paper order."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from casework.categories import CATEGORIES
from casework.models import Case, Channel, Party, Unit, WantedMethod
from casework.operations.disclose_at_once import AtOnce
from casework.postcodes import address_of, normal_postcode
from casework.wording import day
from disclosure.models import Guidance
from disclosure.queries import divisions_called
from offices.models import Division, Organ
from ordinances.sentences import OrdinanceError
from ordinances.wareki import parse

FIRST_ROWS = 2
MORE_ROWS = 3
MOST_ROWS = 30
CHANNELS = [choice for choice in Channel.choices if choice[0] != Channel.UNKNOWN]
PERSON, CORPORATION = "person", "corporation"
# above the items: what is mostly as it stands, then what is always typed
USUAL = (
    "organ",
    "received_on",
    "channel",
    "requester_type",
    "requester_category",
)
REQUESTER = ("postal_code", "address", "name", "kana", "phone")
# what is taken over from an earlier case
COPIED = (*REQUESTER, "email", "fax", "contact_person")
# below the items, where a key press rarely has to go
FURTHER = ("email", "fax", "contact_person", "requested_on", "purpose")


class ReceiptDayField(forms.CharField):
    """A day in any form an office writes: 令和2年9月1日, R2.9.1, 2020-09-01."""

    def clean(self, value: Any) -> date | None:
        """Read the day; the error says how to write it. None when left empty."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse(text).date
        except OrdinanceError as error:
            language = get_language() or "ja"
            raise forms.ValidationError(error.sentence.to_language(language)) from error


class NumberField(forms.CharField):
    """A telephone or fax number; full width is written half width, never refused."""

    def clean(self, value: Any) -> str:
        """Write digits and hyphens as they are dialled."""
        text = unicodedata.normalize("NFKC", super().clean(value))
        return text.translate(HYPHENS).strip()


HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-"))


class PostcodeField(forms.CharField):
    """A postal code; another country's stays as typed."""

    def clean(self, value: Any) -> str:
        """Write seven digits as 176-0012."""
        return normal_postcode(super().clean(value))


class RequestForm(forms.Form):
    """A request with its items; rows left empty are no items."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    guidance = forms.IntegerField(required=False, widget=forms.HiddenInput)
    organ = forms.ChoiceField(label=gettext_lazy("Addressed to"))
    received_on = ReceiptDayField(
        label=gettext_lazy("Received on"),
        help_text=gettext_lazy("For example 2020-09-01 or R2.9.1."),
        error_messages={"required": gettext_lazy("Please enter the receipt day.")},
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How it came in"), choices=CHANNELS, initial=Channel.COUNTER
    )
    requester_type = forms.ChoiceField(
        label=gettext_lazy("Person or corporation"),
        choices=[
            (PERSON, gettext_lazy("Person")),
            (CORPORATION, gettext_lazy("Corporation or other body")),
        ],
        initial=PERSON,
        required=False,
    )
    requester_category = forms.ChoiceField(
        label=gettext_lazy("Category of the requester"),
        choices=list(CATEGORIES.items()),
        initial="unknown",
    )
    postal_code = PostcodeField(
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
    phone = NumberField(
        label=gettext_lazy("Phone"),
        required=False,
        max_length=40,
    )
    wanted_methods = forms.MultipleChoiceField(
        label=gettext_lazy("Ways of disclosure asked for"),
        choices=WantedMethod.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
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
    fax = NumberField(label=gettext_lazy("Fax"), required=False, max_length=40)
    contact_person = forms.CharField(
        label=gettext_lazy("Contact person of the corporation"),
        required=False,
        max_length=300,
    )
    requested_on = ReceiptDayField(
        label=gettext_lazy("Day on the form"),
        required=False,
        help_text=gettext_lazy("Only where it is not the receipt day."),
    )
    purpose = forms.CharField(
        label=gettext_lazy("Purpose"), required=False, max_length=1000
    )

    def __init__(
        self,
        *args: Any,
        organs: Iterable[Organ],
        divisions: Iterable[Division],
        n_rows: int = FIRST_ROWS,
        focus: str = "postal_code",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.n_rows = max(1, min(n_rows, MOST_ROWS))
        self.organs = {str(organ.pk): organ for organ in organs}
        self.divisions = {str(division.pk): division for division in divisions}
        self.fields["organ"] = forms.ChoiceField(
            label=gettext_lazy("Addressed to"),
            choices=[(pk, organ.name) for pk, organ in self.organs.items()],
        )
        for row in range(1, self.n_rows + 1):
            self.fields[f"subject_{row}"] = forms.CharField(
                label=_("Item %(row)s: what is asked for") % {"row": row},
                required=False,
                max_length=2000,
            )
            self.fields[f"division_{row}"] = forms.CharField(
                label=_("Item %(row)s: responsible division") % {"row": row},
                required=False,
                max_length=100,
                widget=forms.TextInput(
                    attrs={"list": "divisions", "autocomplete": "off"}
                ),
            )
        if not self.is_bound:
            self.fields[focus].widget.attrs["autofocus"] = True

    def usual(self) -> list[forms.BoundField]:
        """Return what is mostly as it stands."""
        return [self[name] for name in USUAL]

    def requester(self) -> list[forms.BoundField]:
        """Return who asks, in the order of the paper."""
        return [self[name] for name in REQUESTER]

    def further(self) -> list[forms.BoundField]:
        """Return what few papers have."""
        return [self[name] for name in FURTHER]

    def has_further(self) -> bool:
        """Tell whether something stands where few papers have anything."""
        return any(self[name].value() or self[name].errors for name in FURTHER)

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the fields of the items, row by row."""
        return [
            (self[f"subject_{row}"], self[f"division_{row}"])
            for row in range(1, self.n_rows + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """Find the division each row names, or ask which one is meant."""
        values = super().clean() or {}
        self.found: dict[int, Division] = {}
        for row in range(1, self.n_rows + 1):
            typed = values.get(f"division_{row}", "")
            if typed:
                self._find(row, typed, values.get("organ"))
        return values

    def items(self) -> list[tuple[int, str, Division | None]]:
        """Return row, subject and division of every row that is not empty."""
        filled = []
        for row in range(1, self.n_rows + 1):
            subject = self.cleaned_data[f"subject_{row}"]
            division = self.found.get(row)
            if subject or division:
                filled.append((row, subject, division))
        return filled

    def organ_chosen(self) -> Organ:
        """Return the organ the request is addressed to."""
        return self.organs[self.cleaned_data["organ"]]

    def _find(self, row: int, typed: str, organ: str | None) -> None:
        known = self.divisions.get(typed)
        matches = (
            [known]
            if known is not None
            else divisions_called(typed, self.divisions.values(), organ_pk=organ)
        )
        if len(matches) == 1:
            self.found[row] = matches[0]
            return
        name = f"division_{row}"
        if not matches:
            text = _(
                "No division is called “%(typed)s”. Please write a part of its name "
                "or of its kana, or leave it empty."
            )
            self.add_error(name, text % {"typed": typed})
            return
        text = _("“%(typed)s” is in the names of %(n)s divisions. Please choose one.")
        self.add_error(name, text % {"typed": typed, "n": len(matches)})
        choices = [(typed, typed), *((d.name, d.name) for d in matches)]
        self.fields[name].widget = forms.Select(choices=choices)


def more_rows(n_rows: int) -> int:
    """Return how many item rows a form with so many gets next."""
    return min(n_rows + MORE_ROWS, MOST_ROWS)


def n_rows_of(data: Mapping[str, Any]) -> int:
    """Return how many item rows a sent form had."""
    return max(
        (row for row in range(1, MOST_ROWS + 1) if f"subject_{row}" in data),
        default=FIRST_ROWS,
    )


def first_values(
    token: str, today: date, guidance: Guidance | None = None
) -> dict[str, Any]:
    """Return what an empty form shows; an entry of the guidance log goes on in it."""
    values: dict[str, Any] = {"token": token, "received_on": day(today)}
    if guidance is None:
        return values
    return {
        **values,
        "guidance": guidance.pk,
        "subject_1": guidance.what,
        "division_1": guidance.division.name if guidance.division else "",
    }


def as_typed(sent: QueryDict) -> dict[str, Any]:
    """Return a sent form as it is shown again, unchecked."""
    methods = sent.getlist("wanted_methods")
    return {**sent.dict(), "wanted_methods": methods}


def copied_values(
    case: Case, *, party: Party | None, units: Sequence[Unit]
) -> dict[str, Any]:
    """Return what a new form takes over from an earlier case: values, no link.

    Args:
        case: The earlier case.
        party: Who asked then, if known.
        units: What is to be asked for once more; none for the requester only.
    """
    values: dict[str, Any] = {"requester_category": case.requester_category}
    if party is not None:
        values |= {name: getattr(party, name) for name in COPIED}
        values["requester_type"] = CORPORATION if party.is_corporation else PERSON
    if units:
        values |= {
            "organ": str(case.organ_id),
            "wanted_methods": case.wanted_methods,
            "purpose": case.purpose,
        }
    for row, unit in enumerate(units[:MOST_ROWS], start=1):
        values[f"subject_{row}"] = unit.subject_text
        values[f"division_{row}"] = unit.division.name if unit.division else ""
    return values


def with_address(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a form with the address of its postal code before it.

    What somebody typed stays: only an address that is empty, or that begins with
    a street number, gets its beginning.
    """
    typed = str(values.get("address", "")).strip()
    found = address_of(str(values.get("postal_code", "")))
    begins_with_number = unicodedata.normalize("NFKC", typed)[:1].isdigit()
    if not found or (typed and not begins_with_number):
        return dict(values)
    return {**values, "address": found + typed}


class AtOnceForm(forms.Form):
    """What was disclosed at the counter on the day of the request."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    titles = forms.CharField(
        label=gettext_lazy("Records disclosed in full"),
        help_text=gettext_lazy("One record per line."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=20_000,
        error_messages={"required": gettext_lazy("Please name at least one record.")},
    )
    number = forms.CharField(
        label=gettext_lazy("Number of the approval in the document system"),
        max_length=80,
        error_messages={
            "required": gettext_lazy("Please enter the number of the approval.")
        },
    )
    approver_name = forms.CharField(
        label=gettext_lazy("Who approved it"),
        help_text=gettext_lazy("Not you: whoever decides is another person."),
        max_length=100,
        error_messages={"required": gettext_lazy("Please enter who approved it.")},
    )
    mono = forms.IntegerField(
        label=gettext_lazy("Monochrome sides"),
        help_text=gettext_lazy(
            "Copies handed over; the fee follows from them. Without copies the records "
            "were inspected, which is free."
        ),
        required=False,
        min_value=0,
        max_value=100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    colour = forms.IntegerField(
        label=gettext_lazy("Colour sides"),
        required=False,
        min_value=0,
        max_value=100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def at_once(self) -> AtOnce:
        """Return the facts of the act."""
        values = self.cleaned_data
        lines = (line.strip() for line in values["titles"].splitlines())
        return AtOnce(
            titles=tuple(line for line in lines if line),
            number=values["number"],
            approver_name=values["approver_name"],
            mono=values["mono"] or 0,
            colour=values["colour"] or 0,
        )

    def payload(self) -> dict[str, object]:
        """Return what was sent, as the one-time key compares it."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"token", "version"}
        }
