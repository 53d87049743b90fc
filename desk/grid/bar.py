"""The bar above the grid: what is to be applied to the selected rows."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from casework.models import AbsenceKind, Unit
from desk import labels
from desk.grid.apply import Bar, Rules, Sentences
from desk.grid.cells import one_kind_of_line_end
from desk.grid.ranges import NoRows, rows_in
from desk.grid.words import ground_choices, outcome_choices
from ordinances.standard_sentences import sentences_on

PREFIX = "bar"


class BarForm(forms.Form):
    """Rows by number, and what they get; what is left empty stays as it is."""

    rows = forms.CharField(
        label=pgettext_lazy("grid", "Rows"),
        help_text=gettext_lazy("Numbers such as 1-18, 20, or tick them below."),
        required=False,
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    outcome = forms.ChoiceField(label=pgettext_lazy("grid", "Decision"), required=False)
    withheld_part = forms.CharField(
        label=gettext_lazy("Withheld part"), required=False, max_length=2000
    )
    absence_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of absence"), required=False
    )
    grounds = forms.MultipleChoiceField(
        label=pgettext_lazy("grid", "Grounds"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sentence = forms.ChoiceField(
        label=gettext_lazy("Standard sentence"), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason in your own words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        unit: Unit,
        rules: Rules,
        there: Collection[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"prefix": PREFIX, **kwargs})
        self.there = there
        kept = [("", _("As it is"))]
        self._offer("outcome", kept + outcome_choices(unit, rules.on))
        self._offer("absence_kind", kept + AbsenceKind.choices)
        grounds = ground_choices(rules.pack, rules.on)
        self.exemptions = frozenset(one.code for one in grounds if one.is_exemption)
        self._offer("grounds", [(one.code, one.label) for one in grounds])
        self._offer("sentence", _sentence_choices(rules))

    def clean_rows(self) -> list[int]:
        """Return the numbers of the rows."""
        try:
            return rows_in(self.cleaned_data["rows"], self.there)
        except NoRows as error:
            raise forms.ValidationError(str(error)) from error

    def bar(self) -> Bar:
        """Return what is to be applied."""
        values = self.cleaned_data
        chosen = values["grounds"]
        return Bar(
            outcome=values["outcome"],
            grounds=tuple(code for code in chosen if code in self.exemptions),
            reason_kinds=tuple(code for code in chosen if code not in self.exemptions),
            absence_kind=values["absence_kind"],
            withheld_part=one_kind_of_line_end(values["withheld_part"]),
            reason=one_kind_of_line_end(values["reason"]),
            sentence=values["sentence"] or Sentences.AUTO,
        )

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - a slip of ours, nobody's input
        field.choices = choices


def _sentence_choices(rules: Rules) -> list[tuple[str, Any]]:
    standard = [
        (one.code, labels.in_language(one.label_ja, one.label_en))
        for one in sentences_on(rules.pack, rules.on)
    ]
    return [
        (Sentences.AUTO, _("Those of the grounds, where none is written by hand")),
        (Sentences.KEEP, _("Leave the reason as it is")),
        *standard,
    ]
