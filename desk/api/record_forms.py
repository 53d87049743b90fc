"""What is sent about records: their facts, and what is decided about each."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.findings import Finding
from casework.models import ThirdParty
from casework.models.record import AbsenceKind, RecordOutcome
from casework.operations.decide_record import RecordChoice
from casework.record_facts import RecordFacts
from desk.api.from_forms import sent_to
from desk.api.problems import Problem, invalid
from desk.api.view import errors_of
from desk.form_fields import EraDateField

MOST_AT_ONCE = 500
MOST_SHEETS = 1_000_000
Made = TypeVar("Made")


class CodesField(forms.MultipleChoiceField):
    """A list of codes; which there are on a day the operation knows."""

    def valid_value(self, value: Any) -> bool:
        """Take every code."""
        return True


class RecordForm(forms.Form):
    """What is known of a record."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=500)
    document_number = forms.CharField(
        label=gettext_lazy("Document number"), required=False, max_length=100
    )
    made_on = EraDateField(label=gettext_lazy("Made on"), required=False)
    sheets = forms.IntegerField(
        label=gettext_lazy("Sheets"),
        required=False,
        min_value=0,
        max_value=MOST_SHEETS,
    )
    medium = forms.CharField(
        label=gettext_lazy("Medium"), required=False, max_length=60
    )
    third_party = forms.ChoiceField(
        label=gettext_lazy("Third party"),
        required=False,
        choices=[("", ""), *ThirdParty.choices],
    )


class FindingForm(forms.Form):
    """What is decided about a record, and the version that was read."""

    record = forms.IntegerField(label=gettext_lazy("Record"), min_value=1)
    version = forms.IntegerField(label=gettext_lazy("Version"), min_value=1)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        required=False,
        choices=[("", ""), *RecordOutcome.choices],
    )
    grounds = CodesField(label=gettext_lazy("Grounds"), required=False)
    reason_kinds = CodesField(label=gettext_lazy("Other reasons"), required=False)
    withheld_part = forms.CharField(
        label=gettext_lazy("Part withheld"), required=False, max_length=4000
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), required=False, max_length=4000
    )
    absence_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of absence"),
        required=False,
        choices=[("", ""), *AbsenceKind.choices],
    )
    disclosable_on = EraDateField(
        label=gettext_lazy("Can be disclosed from"), required=False
    )
    destroyed_on = EraDateField(label=gettext_lazy("Destroyed on"), required=False)


def facts_of(cleaned: Mapping[str, Any]) -> RecordFacts:
    """Return the facts of a checked form."""
    return RecordFacts(**cleaned)


def choice_of(cleaned: Mapping[str, Any]) -> RecordChoice:
    """Return what is decided about one record."""
    values = dict(cleaned)
    record, version = values.pop("record"), values.pop("version")
    values |= {name: tuple(values[name]) for name in ("grounds", "reason_kinds")}
    return RecordChoice(record_id=record, version=version, finding=Finding(**values))


def checked(form: type[forms.Form], body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form read of one JSON object.

    Raises:
        Problem: It is not as the form wants it.
    """
    data, files = sent_to(form.base_fields, body)
    filled = form(data, files)
    if not filled.is_valid():
        raise invalid(errors_of(filled))
    return filled.cleaned_data


def each_of(
    name: str,
    form: type[forms.Form],
    body: Mapping[str, Any],
    make: Callable[[Mapping[str, Any]], Made],
) -> list[Made]:
    """Return what is made of every object of the one list in a body.

    Raises:
        Problem: Naming list, place and field of what is wrong.
    """
    if set(body) - {name}:
        says = [_("There is no such field.")]
        raise invalid(dict.fromkeys(sorted(set(body) - {name}), says))
    rows = body.get(name)
    if not _is_list(rows):
        says = [_("Please send 1 to %(most)s objects.") % {"most": MOST_AT_ONCE}]
        raise invalid({name: says})
    errors: dict[str, Sequence[str]] = {}
    made = []
    for place, row in enumerate(rows or ()):
        try:
            made.append(make(checked(form, row)))
        except Problem as problem:
            errors |= {
                f"{name}.{place}.{field}": says
                for field, says in (problem.errors or {}).items()
            }
    if errors:
        raise invalid(errors)
    return made


def _is_list(rows: Any) -> bool:
    return (
        isinstance(rows, list)
        and 1 <= len(rows) <= MOST_AT_ONCE
        and all(isinstance(row, dict) for row in rows)
    )
