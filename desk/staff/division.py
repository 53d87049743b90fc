"""The form of a division: its reading, and what its letters say of it."""

from django import forms
from django.utils.translation import gettext_lazy


class DivisionForm(forms.Form):
    """What the office says of one division; each may be empty."""

    kana = forms.CharField(
        label=gettext_lazy("Name in kana"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("For example どうろかんりか."),
    )
    symbol = forms.CharField(
        label=gettext_lazy("Symbol in document numbers"),
        required=False,
        max_length=20,
        help_text=gettext_lazy(
            "For example 総情, as in 2練総情第123号. Without one, the symbol of the "
            "municipality is used. Letters issued before keep their numbers; the "
            "numbers of a new symbol begin with 1."
        ),
    )
    telephone = forms.CharField(
        label=gettext_lazy("Telephone"),
        required=False,
        max_length=40,
        help_text=gettext_lazy(
            "Letters name it. For example 03-0000-0000, with an extension "
            "03-0000-0000（内線1234）."
        ),
    )
