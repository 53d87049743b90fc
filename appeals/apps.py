"""Django's handle on the app."""

from django.apps import AppConfig


class AppealsConfig(AppConfig):
    """See the package docstring."""

    name = "appeals"
