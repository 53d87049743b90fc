"""Django's handle on the app."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """See the package docstring."""

    name = "privacy"
