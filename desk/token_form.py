"""The form by which a person makes a token for a program."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

SPANS = [
    ("30", _("30 days")),
    ("90", _("90 days")),
    ("365", _("1 year")),
]


class TokenForm(forms.Form):
    """What the token is for, and how long it opens."""

    name = forms.CharField(
        label=_("What it is for"),
        max_length=60,
        help_text=_("For example: monthly numbers of the planning division."),
        error_messages={"required": _("Please write what the token is for.")},
    )
    days = forms.ChoiceField(label=_("How long it opens"), choices=SPANS, initial="90")

    def expires_on(self, on: date) -> date:
        """Return the day from which the token opens nothing."""
        return on + timedelta(days=int(self.cleaned_data["days"]))
