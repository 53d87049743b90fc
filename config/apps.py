"""The topmost app: system checks only."""

from django.apps import AppConfig


class HirobaConfig(AppConfig):
    """Registers the checks that refuse what cannot work."""

    name = "config"
    label = "hiroba"

    def ready(self) -> None:
        """Register the system checks."""
        from config import checks  # noqa: F401, PLC0415 - registers when apps are ready
