"""Django's handle on the app."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """See the package docstring."""

    name = "casework"
