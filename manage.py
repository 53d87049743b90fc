#!/usr/bin/env python
"""Django's command line for Hiroba; `./hiroba manage` is the usual way in."""

import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import execute_from_command_line

from config import occupancy

# takes the data folder for itself
ALONE = "restore"
# say and look only; they need no data folder
ELSEWHERE = frozenset({"check", "collectstatic", "help", "makemigrations", "messages"})


def main(arguments: list[str]) -> None:
    """Enter the data folder beside whoever works there, then do what is asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    command = arguments[1] if len(arguments) > 1 else "help"
    if command != ALONE and command not in ELSEWHERE:
        # the sentences of a refusal need the translations
        django.setup()
        try:
            occupancy.enter(Path(settings.DATA_DIR))
        except occupancy.Occupied as error:
            sys.exit(f"hiroba: {error}")
    execute_from_command_line(arguments)


if __name__ == "__main__":
    main(sys.argv)
