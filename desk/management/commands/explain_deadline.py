"""Explain a due date: every run of days, whether it counts, and by which text."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import get_language

from casework.closed_days import closed_days_of
from ordinances.calendars import Calendar, load_calendar
from ordinances.explanation_texts import english, written
from ordinances.loading import (
    PackError,
    load_pack,
    municipality,
    municipality_codes,
)
from ordinances.periods import CAP, Explanation, Extended, explain
from ordinances.schema import DeadlineRule, NotInForce, Origin, Pack
from ordinances.sentences import OrdinanceError, Sentence
from ordinances.wareki import parse


class Command(BaseCommand):
    """`explain_deadline --pack CODE_OR_DIR --received DATE`; exit 1 on an error."""

    help = "Explain how a due date is counted, day by day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the pack, the period and what happened."""
        parser.add_argument(
            "--pack",
            required=True,
            metavar="CODE_OR_DIR",
            help="a regime such as nerima/public_records, or a folder with pack.yaml",
        )
        parser.add_argument("--rule", default="decision", help="the period to count")
        parser.add_argument(
            "--received",
            "--on",
            required=True,
            metavar="DATE",
            help="the day the period counts from, in any calendar",
        )
        parser.add_argument(
            "--suspended",
            nargs=2,
            action="append",
            default=[],
            metavar=("ORDERED", "COMPLETED"),
            help="a supplementation: the day of the order, the day of the answer",
        )
        parser.add_argument(
            "--extended",
            nargs="?",
            const=CAP,
            metavar="DATE",
            help="the new due date; without a date: as far as the rule allows",
        )
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count the period and print the ledger."""
        try:
            pack = find_pack(options["pack"])
            on = self._day(options["received"])
            rule = find_rule(pack, options["rule"], on)
            explanation = explain(
                rule,
                origin_on=on,
                suspensions=[
                    (self._day(ordered), self._day(completed))
                    for ordered, completed in options["suspended"]
                ],
                extended_to=self._extended_to(options["extended"]),
                calendar=calendar_of(pack),
            )
        except OrdinanceError as error:
            raise CommandError(self._say(error.sentence)) from error
        except PackError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            answer = as_json(pack, explanation)
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            self._print(pack, rule, explanation)

    def _day(self, text: str) -> date:
        """Read a date; what had to be assumed goes to the error stream."""
        parsed = parse(text)
        if parsed.note:
            self.stderr.write(self._say(parsed.note))
        return parsed.date

    def _extended_to(self, given: Any) -> Extended:
        return self._day(given) if isinstance(given, str) else given

    def _print(self, pack: Pack, rule: DeadlineRule, explanation: Explanation) -> None:
        heads = [
            (Sentence("制度", en="Regime"), f"{pack.name_ja} ({pack.code})"),
            (
                Sentence("期間", en="Period"),
                self._say(Sentence(rule.label_ja, en=rule.label_en)),
            ),
            (Sentence("期限", en="Due date"), self._date(explanation.due_on)),
        ]
        if rule.extension:
            initial = self._date(explanation.initial_due_on)
            heads += [
                (Sentence("当初の期限", en="Initial due date"), initial),
                (Sentence("延長の限度", en="Latest"), self._date(explanation.cap_on)),
            ]
        for head, text in heads:
            self.stdout.write(f"{self._say(head)}: {text}")
        for number, step in enumerate(explanation.steps, start=1):
            text = Sentence(step.text, en=step.text_en)
            self.stdout.write(f"{number:3}. {self._say(text)}")
            self.stdout.write(f"     [{step.source}]")
        if not explanation.verified:
            self.stdout.write(self._say(_unverified(rule)))

    def _date(self, on: date | None) -> str:
        if on is None:
            return self._say(Sentence("不明", en="unknown"))
        return self._say(Sentence(written(on), en=english(on)))

    def _say(self, sentence: Sentence) -> str:
        return sentence.to_language(get_language() or "ja")


def find_pack(code_or_folder: str) -> Pack:
    """Return a shipped regime by its code, or the one in a folder.

    Raises:
        NotInForce: it is neither a code nor a folder.
        PackError: the files of the folder are not in order.
    """
    municipality_code = code_or_folder.partition("/")[0]
    if municipality_code in municipality_codes():
        return municipality(municipality_code).pack(code_or_folder)
    folder = Path(code_or_folder)
    if folder.is_dir():
        return load_pack(folder)
    raise NotInForce(owner="Hiroba", what="制度", key=code_or_folder, on=None)


def find_rule(pack: Pack, key: str, on: date) -> DeadlineRule:
    """Return the period that held on the day it counts from.

    Raises:
        NotInForce: the regime has no such period on that day, or received no
            request on it.
    """
    rule = pack.deadline(key, on)
    if rule.origin is Origin.RECEIPT and not pack.in_force(on):
        raise NotInForce(owner=pack.name_ja, what="請求の受付", key=pack.code, on=on)
    return rule


def calendar_of(pack: Pack) -> Calendar:
    """Return the calendar of a shipped municipality, with the office's closing days.

    A folder of another municipality has only the days of the state.
    """
    if pack.municipality in municipality_codes():
        return load_calendar(closed_days_of(pack.municipality))
    return load_calendar()


def as_json(pack: Pack, explanation: Explanation) -> dict[str, Any]:
    """Lay the ledger out for other programs; dates are ISO, texts Japanese."""
    return {
        "pack": pack.code,
        "rule": explanation.rule_key,
        "origin_on": explanation.origin_on.isoformat(),
        "due_on": _iso(explanation.due_on),
        "initial_due_on": _iso(explanation.initial_due_on),
        "cap_on": _iso(explanation.cap_on),
        "verified": explanation.verified,
        "source": explanation.source,
        "steps": [
            {
                "on": step.on.isoformat(),
                "days": step.days,
                "counted": step.counted,
                "rule": step.rule,
                "text": step.text,
                "text_en": step.text_en,
                "source": step.source,
            }
            for step in explanation.steps
        ],
    }


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _unverified(rule: DeadlineRule) -> Sentence:
    assumed = ", ".join(rule.assumed)
    return Sentence(
        f"未確認: この期間には条文で確認していない値があります({assumed})。",
        en=f"Unverified: values of this period were not read in a text ({assumed}).",
    )
