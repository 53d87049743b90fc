"""The form by which a ledger comes in."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.ledgers import LedgerKind

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 20
SUFFIXES = (".csv", ".xlsx")


class OptionsForm(forms.Form):
    """What the import does with unknown divisions and with changed rows."""

    create_divisions = forms.BooleanField(
        required=False,
        label=gettext_lazy("Create divisions (所管課) that are not known yet"),
    )
    update = forms.BooleanField(
        required=False,
        label=gettext_lazy("Amend what is stored where a row has changed"),
    )


class UploadForm(OptionsForm):
    """Kind and file of a ledger."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of ledger"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose the kind of ledger.")},
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "A CSV file or an Excel workbook (.xlsx), up to 20 megabytes."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        error_messages={
            "required": gettext_lazy("Please choose the file of the ledger."),
            "empty": gettext_lazy("The file is empty. Please save the ledger again."),
        },
    )
    field_order = ("kind", "file", "create_divisions", "update")

    def __init__(self, *args: Any, kinds: Iterable[LedgerKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind.key, kind.label) for kind in kinds]
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
        field.initial = choices[0][0]

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what no ledger can be, before anything is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if not (file.name or "").lower().endswith(SUFFIXES):
            raise forms.ValidationError(
                _("This is neither a CSV file nor an Excel workbook (.xlsx).")
                + " "
                + _("Please save the ledger in one of these forms.")
            )
        if (file.size or 0) > MOST_MEGABYTES * MEGABYTE:
            raise forms.ValidationError(
                _(
                    "The file has %(size)s megabytes; up to %(most)s are taken. Please "
                    "split the ledger, for example by fiscal year."
                )
                % {"size": (file.size or 0) // MEGABYTE + 1, "most": MOST_MEGABYTES}
            )
        return file


class TakeBackForm(forms.Form):
    """Why an import is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is taken back"),
        help_text=gettext_lazy("It stands with every voided case and on the trail."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Please write why the import is taken back.")
        },
    )
