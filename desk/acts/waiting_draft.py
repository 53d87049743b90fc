"""The draft that waits for approval, and the comment every step on it may bear."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Draft, DraftState, Unit
from casework.operations.draft_steps import CannotStep
from casework.versions import check_version
from desk.acts.act import ActForm
from offices.models import Staff


class CommentForm(ActForm):
    """A comment for the one the draft goes to next."""

    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def waiting_draft(unit: Unit, version: int | None = None) -> Draft:
    """Return the submitted draft of a unit.

    Args:
        unit: The unit.
        version: The version of the unit the person read: the draft that waits now
            may be another one than the draft that was read.

    Raises:
        Stale: The unit has changed since.
        CannotStep: No draft waits.
    """
    check_version(
        held=unit.version,
        sent=version,
        what=unit.number_text,
        stream=unit.case.stream,
        subject=f"unit:{unit.pk}",
    )
    found = Draft.objects.filter(unit=unit, state=DraftState.SUBMITTED)
    draft = found.select_related("unit", "drafted_by").first()
    if draft is None:
        raise CannotStep(
            "no_draft",
            _("No draft of %(number)s waits for approval.")
            % {"number": unit.number_text},
        )
    return draft


def nothing_waits(unit: Unit, by: Staff) -> str:
    """Return why no step can be taken, empty where a draft waits."""
    try:
        waiting_draft(unit)
    except CannotStep as error:
        return str(error)
    return ""
