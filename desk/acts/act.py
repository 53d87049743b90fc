"""An act of the desk: its form, its one operation, the words about it.

The page and the API check the same form and call the same `perform`, so what one
of them takes the other takes, too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from casework.acts import ACTS
from casework.errors import CaseworkError
from casework.models import Unit
from offices.models import Staff

Answer = dict[str, Any]
Cleaned = Mapping[str, Any]
Perform = Callable[[Unit, Cleaned, Staff, date, datetime], Answer]
Obstacle = Callable[[Unit, Staff], str]


class ActForm(forms.Form):
    """What every act asks for: its one-time key and the version that was looked at.

    Attributes:
        FIELD_OF: what a refusal calls a field → what it is called here, where the
            two differ.
    """

    FIELD_OF: ClassVar[Mapping[str, str]] = {}

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        units: tuple[Unit, ...],
        by: Staff,
        on: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units, self.by, self.on = units, by, on
        self.prepare()

    @property
    def unit(self) -> Unit:
        """The unit, or the first of several."""
        return self.units[0]

    def prepare(self) -> None:
        """Fill in what hangs on the unit: choices, and what stands there first."""

    def offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Give a field its choices."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - a slip of ours, nobody's input
        field.choices = choices

    def refuse(self, error: CaseworkError) -> None:
        """Show why the operation refused, beside its field where it names one."""
        name = getattr(error, "field", "")
        name = self.FIELD_OF.get(name, name)
        self.add_error(name if name in self.fields else None, str(error))

    def shown(self) -> list[tuple[str, str]]:
        """Return label and value of what was entered, for a page that asks again."""
        return [
            (str(field.label), words_of(field))
            for field in self.visible_fields()
            if words_of(field)
        ]


def nothing_in_the_way(unit: Unit, by: Staff) -> str:
    """Return no obstacle."""
    return ""


@dataclass(frozen=True, slots=True)
class Act:
    """One act.

    Attributes:
        code: As in `casework.acts.ACTS`.
        perform: Calls the one operation; returns what the API answers with.
        done: What is said afterwards; knows `number`.
        consequence: What will happen, asked once more before it is done; empty
            where a mistake is mended easily.
        in_batch: Whether it can be done for many units at once.
        guidance: What to know before filling in the form.
        obstacle: Why there is nothing to do it to, besides the phase; empty when
            there is.
    """

    code: str
    form: type[ActForm]
    perform: Perform
    done: str | Promise
    consequence: str | Promise = ""
    in_batch: bool = False
    guidance: str | Promise = ""
    obstacle: Obstacle = nothing_in_the_way

    @property
    def label(self) -> str:
        """The verb on buttons and headings."""
        return str(ACTS[self.code].label)


def words_of(field: forms.BoundField) -> str:
    """Return what was entered, in words: the label of a choice, not its code."""
    value = field.value()
    if isinstance(field.field, forms.BooleanField):
        return _("Yes") if value else ""
    codes = value if isinstance(value, list) else [value]
    words = [_choice(field, code) for code in codes if code not in (None, "")]
    return "、".join(words)


def _choice(field: forms.BoundField, code: object) -> str:
    if not isinstance(field.field, forms.ChoiceField):
        return str(code)
    for key, label in _flat(field.field.choices):
        if str(key) == str(code):
            return str(label)
    return str(code)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    for key, label in choices:
        found += label if isinstance(label, list | tuple) else [(key, label)]
    return found
