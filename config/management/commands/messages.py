"""Collect the source strings, merge translations, compile; or check them."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import messages

SHOWN = 20


class Command(BaseCommand):
    """`messages [--check] [--merge FILE…]`."""

    help = "Collect source strings into locale/ja and compile them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--check", action="store_true", help="write nothing")
        parser.add_argument("--merge", nargs="*", default=[], metavar="FILE.po")

    def handle(self, *args: Any, **options: Any) -> None:
        """Parse, merge, then write or compare."""
        root = Path(settings.BASE_DIR)
        folder = root / "locale" / messages.LANGUAGE / "LC_MESSAGES"
        known = [folder / "django.po", *map(Path, options["merge"])]
        catalog = messages.merged(
            messages.collected(root), *(messages.load(path) for path in known)
        )
        files = {
            folder / "django.po": messages.po_bytes(catalog),
            folder / "django.mo": messages.mo_bytes(catalog),
        }
        if not options["check"]:
            folder.mkdir(parents=True, exist_ok=True)
            for path, content in files.items():
                path.write_bytes(content)
        self._refuse(
            "have no Japanese translation yet; add it in locale/ja",
            messages.untranslated(catalog),
        )
        self._refuse(
            "have a translation with other placeholders; mend it in locale/ja",
            messages.mismatched(catalog),
        )
        stale = [
            str(path.relative_to(root))
            for path, content in files.items()
            if not path.exists() or path.read_bytes() != content
        ]
        self._refuse("are stale; run ./hiroba messages and commit them", stale)
        self.stdout.write(f"{len(catalog)} messages, all translated")

    def _refuse(self, reason: str, found: list[str]) -> None:
        if found:
            listed = "\n".join(f"  {text!r}" for text in found[:SHOWN])
            more = f"\n  … and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
            raise CommandError(f"{len(found)} of these {reason}:\n{listed}{more}")
