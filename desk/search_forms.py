"""The one box of the search."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.search import MOST_CHARACTERS, question

NOTHING_WRITTEN = _("Please write what you look for.")


class SearchForm(forms.Form):
    """What somebody says of a case."""

    q = forms.CharField(
        label=_("Number, subject, name, kana or phone"),
        help_text=_(
            "A part is enough, of a phone the last four digits. Width, kana, hyphens "
            "and variants of a character (髙, 﨑) make no difference."
        ),
        max_length=MOST_CHARACTERS,
        error_messages={"required": NOTHING_WRITTEN},
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "autocomplete": "off",
                "enterkeyhint": "search",
                # on the telephone nobody reaches for the mouse first
                "autofocus": True,
            }
        ),
    )

    def clean_q(self) -> str:
        """Refuse what says nothing: characters that are not seen."""
        text: str = self.cleaned_data["q"]
        if question(text) is None:
            raise forms.ValidationError(NOTHING_WRITTEN, code="nothing")
        return text
