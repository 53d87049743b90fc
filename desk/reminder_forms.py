"""The form by which a person says where mails go, and whether they are wanted."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MailForm(forms.Form):
    """Where reminders are sent; switched off they stand on the first page only."""

    address = forms.EmailField(
        label=_("Mail address"),
        required=False,
        help_text=_(
            "Your address in the office. Mails name units by number and hold no "
            "personal data. Without an address there are no mails."
        ),
        error_messages={
            "invalid": _("This is no mail address. Write it as name@city.example.")
        },
    )
    wants_mails = forms.BooleanField(
        label=_("Send me reminders by mail"), required=False
    )
