"""Django's handle on the app."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """See the package docstring."""

    name = "disclosure"
