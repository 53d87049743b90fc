"""Django's handle on the app."""

from django.apps import AppConfig


class AnnualConfig(AppConfig):
    """See the package docstring."""

    name = "annual"
