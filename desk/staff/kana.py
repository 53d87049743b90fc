"""The form that says how a division's name is read."""

from django import forms
from django.utils.translation import gettext_lazy


class KanaForm(forms.Form):
    """The reading of one name."""

    kana = forms.CharField(
        label=gettext_lazy("Name in kana"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("For example どうろかんりか."),
    )
