"""System checks of the trail."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from audit import triggers


@register(Tags.database)
def guards_stand(
    databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Refuse a database whose append-only guards are gone."""
    return [
        Error(
            f"The append-only guard {name} is missing in the database '{alias}'.",
            hint="Run `./hiroba manage migrate`; it installs the guards again.",
            id="audit.E001",
        )
        for alias in databases or ()
        for name in triggers.missing(alias)
    ]
