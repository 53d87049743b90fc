"""Django's handle on the app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    """See the package docstring."""

    name = "audit"

    def ready(self) -> None:
        """Install the append-only guards after every migration, once for all apps."""
        from audit import checks, triggers  # noqa: F401, PLC0415 - apps must be ready

        post_migrate.connect(
            triggers.install_after_migrate, sender=self, dispatch_uid="audit.triggers"
        )
