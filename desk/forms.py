"""Forms of the desk."""

from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from offices.models import Staff
from offices.operations.begin_sign_in import LockedOut, begin_sign_in


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
        "code_over": _(
            "This one-time code opens no more. Please ask the system administrator "
            "for a new one."
        ),
    }

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.fields["username"].label = _("Login")
        self.fields["username"].error_messages["required"] = _(
            "Please enter your login."
        )
        self.fields["password"].label = _("Password")
        self.fields["password"].error_messages["required"] = _(
            "Please enter your password."
        )

    def clean(self) -> dict[str, Any]:
        """Count the try, then look at the password."""
        login = self.cleaned_data.get("username")
        if login and self.cleaned_data.get("password"):
            try:
                begin_sign_in(login=login, at=self.at)
            except LockedOut as error:
                raise ValidationError(str(error), code=error.code) from error
        return super().clean()

    def confirm_login_allowed(self, user: AbstractBaseUser) -> None:
        """Refuse a closed account, and a one-time code whose time is over."""
        if isinstance(user, Staff) and user.is_code_over(self.at):
            raise ValidationError(self.error_messages["code_over"], code="code_over")
        if not user.is_active:
            raise ValidationError(self.error_messages["inactive"], code="inactive")
