"""Django's handle on the app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """See the package docstring."""

    name = "notices"
