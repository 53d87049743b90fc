"""Check the packs: every file, every example; say what is unverified."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import get_language

from ordinances.checking import Checked, PackReport, check
from ordinances.loading import PACKS, PackError, municipality_codes
from ordinances.sentences import Sentence


class Command(BaseCommand):
    """`check_packs [DIR]`; exit 1 when a file or an example is not in order."""

    help = "Check the rule packs and run their worked examples."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take an optional folder: one municipality, or one regime."""
        parser.add_argument(
            "directory",
            nargs="?",
            type=Path,
            metavar="DIR",
            help="a folder with municipality.yaml or pack.yaml; default: all shipped",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check each folder and print what was found."""
        given: Path | None = options["directory"]
        folders = [given] if given else [PACKS / code for code in municipality_codes()]
        n_failures = 0
        for folder in folders:
            try:
                checked = check(folder)
            except PackError as error:
                n_failures += 1
                self.stderr.write(str(error))
                continue
            n_failures += self._print(checked)
        if n_failures:
            raise CommandError(
                self._say(
                    Sentence(
                        f"{n_failures}か所に誤りがあります。",
                        en=f"{n_failures} mistake(s) found.",
                    )
                )
            )
        self.stdout.write(
            self._say(Sentence("誤りはありません。", en="Everything is in order."))
        )

    def _print(self, checked: Checked) -> int:
        self.stdout.write(checked.name)
        for line in checked.unverified:
            self._print_unverified(line)
        return sum(self._print_pack(report) for report in checked.packs)

    def _print_pack(self, report: PackReport) -> int:
        self.stdout.write(f"{report.code}: {self._say(report.counts)}")
        for line in report.unverified:
            self._print_unverified(line)
        for failure in report.failures:
            example = failure.example
            self.stderr.write(
                f"{report.file}:{example.line}: {example.id}: {failure.sentence}"
            )
        return len(report.failures)

    def _print_unverified(self, line: Sentence) -> None:
        mark = self._say(Sentence("未確認", en="unverified"))
        self.stdout.write(f"  {mark}  {self._say(line)}")

    def _say(self, sentence: Sentence) -> str:
        return sentence.to_language(get_language() or "ja")
