"""Why somebody needs to know who asks."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RevealForm(forms.Form):
    """The reason; it stays on the trail."""

    reason = forms.CharField(
        label=_("For what work do you need it?"),
        help_text=_("The reason, your name and the time stay on the trail."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Please say for what work you need to know who asks.")
        },
    )
