"""The form of a new account, and that of one's own password."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.staff.forms import PlaceForm, reason_field
from offices.models import Role
from offices.operations.create_staff import Account

NEW_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class AccountForm(PlaceForm):
    """Who comes, and the first role."""

    login = forms.CharField(
        label=gettext_lazy("Login"),
        max_length=60,
        help_text=gettext_lazy("What the person signs in with. It cannot be changed."),
        error_messages={"required": gettext_lazy("Please enter the login.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        error_messages={"required": gettext_lazy("Please enter the name.")},
    )
    reason = reason_field()
    field_order = ("login", "name", "role", "division", "rank", "reason")

    def clean(self) -> dict[str, Any]:
        """Refuse a role without the place or rank it needs."""
        values = super().clean() or {}
        role, division = values.get("role"), values.get("division")
        if role in {Role.DIVISION_STAFF, Role.APPROVER} and not division:
            self.add_error("division", _("This role needs a division."))
        if division and role not in {None, Role.DIVISION_STAFF, Role.APPROVER}:
            self.add_error(
                "division",
                _("This role is not given for a division. Please leave it empty."),
            )
        if (role == Role.APPROVER) != bool(values.get("rank")):
            self.add_error(
                "rank",
                _("An approver needs a deciding rank, and nobody else has one."),
            )
        return values

    def account(self) -> Account:
        """Return the account; its code is made by the operation."""
        values = self.cleaned_data
        return Account(
            login=values["login"],
            name=values["name"],
            role=values["role"],
            division=self.division_chosen(),
            rank=values["rank"],
            password="",
        )


class PasswordForm(forms.Form):
    """The password as it is, and twice as it is to be."""

    old = forms.CharField(
        label=gettext_lazy("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={
            "required": gettext_lazy("Please enter your present password.")
        },
    )
    new = forms.CharField(
        label=gettext_lazy("New password"),
        strip=False,
        widget=NEW_PASSWORD,
        help_text=gettext_lazy(
            "At least 8 characters, not only digits, not like your login. Three or "
            "four words are good."
        ),
        error_messages={"required": gettext_lazy("Please enter a new password.")},
    )
    again = forms.CharField(
        label=gettext_lazy("New password again"),
        strip=False,
        widget=NEW_PASSWORD,
        error_messages={"required": gettext_lazy("Please repeat the new password.")},
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two new passwords."""
        values = super().clean() or {}
        new, again = values.get("new"), values.get("again")
        if new and again and new != again:
            self.add_error("again", _("This is not the new password typed above."))
        return values
