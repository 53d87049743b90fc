"""A file that does not belong to the case is taken away (添付の削除)."""

from datetime import date, datetime

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.attachment_files import attachment_store
from casework.models import Attachment, Unit
from casework.operations.remove_attachment import remove_attachment
from desk.acts.act import Act, ActForm, Answer, Cleaned
from offices.models import Staff


def files_of(unit: Unit) -> QuerySet[Attachment]:
    """Return the files of a unit and of its whole case that are still there."""
    files = Attachment.objects.filter(Q(unit=None) | Q(unit=unit), case=unit.case_id)
    return files.filter(removed_on=None).order_by("pk")


class RemoveAttachmentForm(ActForm):
    """Which file, and why it does not belong there."""

    attachment = forms.ChoiceField(
        label=gettext_lazy("File"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Please choose a file."),
            "invalid_choice": gettext_lazy(
                "This file was removed already. Please choose another one."
            ),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it does not belong there"),
        help_text=gettext_lazy("It stays beside the name of the file."),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Please write why the file does not belong there.")
        },
    )

    def prepare(self) -> None:
        """Offer the files there are."""
        self.offered = {str(file.pk): file for file in files_of(self.unit)}
        self.offer(
            "attachment",
            [
                (pk, f"{file.name}（{file.get_kind_display()}）")
                for pk, file in self.offered.items()
            ],
        )

    def clean_attachment(self) -> Attachment:
        """Return the file itself."""
        return self.offered[self.cleaned_data["attachment"]]


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Remove the file."""
    file = remove_attachment(
        unit=unit,
        attachment=cleaned["attachment"],
        reason=cleaned["reason"],
        store=attachment_store(),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "attachment": file.pk}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell when there is no file."""
    return "" if files_of(unit).exists() else _("No file is attached.")


ACT = Act(
    "remove_attachment",
    RemoveAttachmentForm,
    perform,
    done=gettext_lazy("The file was removed from %(number)s."),
    consequence=gettext_lazy(
        "The file is deleted for good. Its name stays listed with the reason."
    ),
    obstacle=obstacle,
)
