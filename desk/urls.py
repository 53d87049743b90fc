"""Addresses of the desk."""

from django.urls import path

from desk.views import guide, home, sessions

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in/", sessions.SignIn.as_view(), name="sign-in"),
    path("sign-out/", sessions.SignOut.as_view(), name="sign-out"),
    path("help/", guide.help_page, name="help"),
    path("accessibility/", guide.accessibility, name="accessibility"),
]
