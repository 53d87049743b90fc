"""A file is kept with the unit or its whole case (添付)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.attachment_files import attachment_store
from casework.models import AttachmentKind, Unit
from casework.operations.attach import FileFacts, attach
from desk.acts.act import Act, ActForm, Answer, Cleaned
from offices.models import Staff


class AttachForm(ActForm):
    """The file, what it is, whose it is."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "PDF, pictures, text, CSV and Office files without macros, 30 MB at most."
        ),
        error_messages={
            "required": _("Please choose a file."),
            "empty": _("The file is empty. Please choose the right one."),
            "missing": _("No file arrived. Please choose it again."),
        },
    )
    kind = forms.ChoiceField(
        label=_("What it is"),
        help_text=_("Request form and evidence are shown to the records office only."),
        choices=AttachmentKind.choices,
        initial=AttachmentKind.OTHER,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please say what the file is.")},
    )
    of_whole_case = forms.BooleanField(
        label=_("It belongs to all units of the case"), required=False
    )


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Store the file."""
    facts = FileFacts(
        kind=cleaned["kind"],
        name=cleaned["file"].name,
        content=cleaned["file"],
        of_whole_case=cleaned["of_whole_case"],
    )
    made = attach(unit=unit, file=facts, store=attachment_store(), by=by, on=on, at=at)
    return {"unit": unit.pk, "attachment": made.pk, "sha256": made.sha256}


ACT = Act("attach", AttachForm, perform, done=_("The file was attached to %(number)s."))
