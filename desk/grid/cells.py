"""A row as texts, and texts as what is known and decided about a record."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.findings import Finding, finding_of
from casework.models import Record, RecordOutcome, ThirdParty
from casework.record_facts import RecordFacts
from desk import labels
from desk.form_fields import EraDateField
from desk.grid.words import read_grounds, write_grounds
from ordinances import wareki
from ordinances.schema import Pack

FACTS = ("document_number", "title", "made_on", "sheets", "medium", "third_party")
DAYS = ("disclosable_on", "destroyed_on")
FINDING = ("outcome", "grounds", "withheld_part", "reason", *DAYS)
FIELDS = FACTS + FINDING
MOST_SHEETS = 1_000_000
_SHEETS = re.compile(r"(\d{1,7})(?:枚|頁|ページ|面)?")

Texts = Mapping[str, str]


class SheetsField(forms.CharField):
    """A whole number of sides: 12, １２, 12枚."""

    def clean(self, value: Any) -> int | None:
        """Read the number; None when nothing was written."""
        text = super().clean(value)
        if not text:
            return None
        plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
        found = _SHEETS.fullmatch(plain)
        if found is None or int(found[1]) > MOST_SHEETS:
            raise ValidationError(
                _("“%(value)s” is no number of sheets. Write digits, such as 12.")
                % {"value": text}
            )
        return int(found[1])


class FactsForm(forms.Form):
    """What is known of a record; reads a row, is never shown."""

    document_number = forms.CharField(required=False, max_length=100)
    title = forms.CharField(
        max_length=500,
        error_messages={
            "required": gettext_lazy("Please write the name of the record.")
        },
    )
    made_on = EraDateField(required=False, max_length=60)
    sheets = SheetsField(required=False, max_length=20)
    medium = forms.CharField(required=False, max_length=60)
    third_party = forms.ChoiceField(
        required=False, choices=[("", ""), *ThirdParty.choices]
    )


class FindingForm(forms.Form):
    """What is decided about a record; reads a row, is never shown."""

    outcome = forms.ChoiceField(
        required=False, choices=[("", ""), *RecordOutcome.choices]
    )
    grounds = forms.CharField(required=False, max_length=300)
    withheld_part = forms.CharField(required=False, max_length=2000)
    reason = forms.CharField(required=False, max_length=4000)
    disclosable_on = EraDateField(required=False, max_length=60)
    destroyed_on = EraDateField(required=False, max_length=60)


@dataclass(frozen=True, slots=True)
class Read:
    """A row as understood.

    Attributes:
        facts: None where a cell of theirs is wrong.
        finding: None where a cell of its is wrong.
        errors: field → what is wrong and how to write it.
    """

    facts: RecordFacts | None
    finding: Finding | None
    errors: Mapping[str, str] = field(default_factory=dict)


def texts_of(record: Record, pack: Pack, on: date) -> dict[str, str]:
    """Return the cells of a stored record."""
    finding = finding_of(record)
    return {
        "document_number": record.document_number,
        "title": record.title,
        "made_on": day_text(record.made_on),
        "sheets": "" if record.sheets is None else str(record.sheets),
        "medium": record.medium,
        "third_party": record.third_party,
        **finding_texts(finding, pack, on),
    }


def finding_texts(finding: Finding, pack: Pack, on: date) -> dict[str, str]:
    """Return the cells of a finding."""
    return {
        "outcome": finding.outcome,
        "grounds": write_grounds(finding, pack, on),
        "withheld_part": finding.withheld_part,
        "reason": finding.reason,
        "disclosable_on": day_text(finding.disclosable_on),
        "destroyed_on": day_text(finding.destroyed_on),
    }


def facts_of(record: Record) -> RecordFacts:
    """Return what is known of a stored record."""
    return RecordFacts(
        title=record.title,
        document_number=record.document_number,
        made_on=record.made_on,
        sheets=record.sheets,
        medium=record.medium,
        third_party=record.third_party,
    )


def read_row(texts: Texts, pack: Pack, on: date) -> Read:
    """Understand a row.

    Args:
        texts: The cells; outcome and third party are codes.
        pack: The regime of the unit.
        on: The day whose grounds hold.
    """
    facts, errors = read_facts(texts)
    finding, more = read_finding(texts, pack, on)
    return Read(facts, finding, {**errors, **more})


def read_facts(texts: Texts) -> tuple[RecordFacts | None, dict[str, str]]:
    """Understand the cells of what is known."""
    form = FactsForm(dict(texts))
    if not form.is_valid():
        return None, _errors(form)
    return RecordFacts(**form.cleaned_data), {}


def read_finding(
    texts: Texts, pack: Pack, on: date
) -> tuple[Finding | None, dict[str, str]]:
    """Understand the cells of what is decided."""
    form = FindingForm(dict(texts))
    errors = {} if form.is_valid() else _errors(form)
    named = read_grounds(form.cleaned_data.get("grounds") or "", pack, on)
    if named.errors:
        errors["grounds"] = " ".join(named.errors)
    if errors:
        return None, errors
    values = form.cleaned_data
    return (
        Finding(
            outcome=values["outcome"],
            withheld_part=values["withheld_part"],
            grounds=named.grounds,
            reason_kinds=named.reason_kinds,
            reason=one_kind_of_line_end(values["reason"]),
            absence_kind=named.absence_kind,
            disclosable_on=values["disclosable_on"],
            destroyed_on=values["destroyed_on"],
        ),
        {},
    )


def digest_of(texts: Texts) -> str:
    """Return a short digest of a row: tells whether anything was typed into it."""
    cells = [one_kind_of_line_end(texts.get(name, "")).strip() for name in FIELDS]
    return hashlib.sha256("\x1f".join(cells).encode()).hexdigest()[:16]


def one_kind_of_line_end(text: str) -> str:
    """Return a text as it was before a browser sent it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def day_text(on: date | None) -> str:
    """Return a day as a cell writes it: R2.9.1, in another language 2020-09-01."""
    if on is None:
        return ""
    return wareki.format_short(on) if labels.is_japanese() else on.isoformat()


def _errors(form: forms.Form) -> dict[str, str]:
    return {name: " ".join(map(str, found)) for name, found in form.errors.items()}
