"""Django's handle on the app."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    """See the package docstring."""

    name = "offices"
