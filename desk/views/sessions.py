"""Sign in and sign out."""

from django.contrib.auth.views import LoginView, LogoutView

from desk.forms import SignInForm


class SignIn(LoginView):
    """The one page open to everybody; keeps the page that was asked for."""

    template_name = "desk/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(LogoutView):
    """Ends the session; by POST only."""
