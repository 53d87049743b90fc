"""Sign in and sign out."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse
from django.utils import timezone

from desk.forms import SignInForm
from offices.operations.unlock import forget_attempts


class SignIn(LoginView):
    """The one page open to everybody; keeps the page that was asked for."""

    template_name = "desk/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand the instant of the try on."""
        return {**super().get_form_kwargs(), "at": timezone.now()}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Forget the tries before this one."""
        forget_attempts(form.get_user().get_username())
        return super().form_valid(form)


class SignOut(LogoutView):
    """Ends the session; by POST only."""
