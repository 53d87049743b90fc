"""Forms of the desk."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Login and password. Both are checked together: no error names one of them."""

    error_messages = {  # noqa: RUF012 - declared so by the base class
        "invalid_login": _(
            "This login and password do not belong together. Please check both and "
            "try again; capital letters count. If you cannot sign in, please ask the "
            "system administrator."
        ),
        "inactive": _(
            "This account is closed. Please ask the system administrator to open it."
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Login")
        self.fields["username"].error_messages["required"] = _(
            "Please enter your login."
        )
        self.fields["password"].label = _("Password")
        self.fields["password"].error_messages["required"] = _(
            "Please enter your password."
        )
