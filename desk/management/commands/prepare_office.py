"""Prepare the office: organs and advisory bodies as the packs have them."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from audit.trail import Actor
from desk.operations.prepare_office import prepare_office
from ordinances.loading import municipality


class Command(BaseCommand):
    """`prepare_office`; a second run changes nothing."""

    help = "Copy organs and advisory bodies of HIROBA_MUNICIPALITY into the office."

    def handle(self, *args: Any, **options: Any) -> None:
        """Parse, call the operation, answer."""
        made = prepare_office(
            municipality=municipality(settings.HIROBA_MUNICIPALITY),
            by=Actor("command:prepare_office", "prepare_office"),
            at=timezone.now(),
        )
        for line in made:
            self.stdout.write(line)
