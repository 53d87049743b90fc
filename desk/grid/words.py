"""The words of the cells: outcomes, grounds, absences, third parties.

What a cell shows is what an officer would type; what is typed is understood in
every way a ledger may write it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from casework.findings import Finding
from casework.ledger.cells import unknown_word
from casework.ledger.columns import LedgerColumns, Words, load_columns
from casework.ledger.conclusions import name_grounds, outcome_words
from casework.models import RecordOutcome, Unit
from desk import labels
from ordinances.loading import pack as load_pack
from ordinances.schema import Ground, Pack, ReasonKind

FILE = Path(__file__).with_name("columns.yaml")
_ITEM = re.compile(r"第(\d+)号$")


@dataclass(frozen=True, slots=True)
class GroundChoice:
    """A ground or another reason as it can be chosen.

    Attributes:
        code: Its code.
        short: What stands in a cell: 1号.
        label: What a checkbox says: 1号 個人.
        is_exemption: Whether it is a ground of the exemption article.
    """

    code: str
    short: str
    label: str
    is_exemption: bool


@dataclass(frozen=True, slots=True)
class Named:
    """What the cell of grounds names.

    Attributes:
        errors: What could not be understood, with what to write instead.
    """

    grounds: tuple[str, ...] = ()
    reason_kinds: tuple[str, ...] = ()
    absence_kind: str = ""
    errors: tuple[str, ...] = ()


def columns() -> LedgerColumns:
    """Return the columns of the grid in the order of the page."""
    return load_columns(FILE)


@cache
def listed(name: str) -> Words:
    """Return a list of words of the cells."""
    return Words(_data()[name].items())


@cache
def first_words(name: str) -> Mapping[str, str]:
    """Return code → the word the page writes."""
    return {code: words[0] for code, words in _data()[name].items()}


def outcome_choices(unit: Unit, on: date) -> list[tuple[str, str]]:
    """Return the decisions on a record that the unit's regime knows on a day."""
    known = load_pack(unit.regime).outcomes_on(labels.outcome_set(unit), on)
    return [
        (one.code, labels.in_words(one))
        for one in known
        if one.code in RecordOutcome.values
    ]


def in_words(texts: Mapping[str, str], unit: Unit, on: date) -> dict[str, str]:
    """Return the cells of a row with its codes in words."""
    words: dict[str, Mapping[str, str]] = {
        "outcome": dict(outcome_choices(unit, on)),
        "third_party": first_words("third_party"),
    }
    return {name: words.get(name, {}).get(text, text) for name, text in texts.items()}


def read_outcome(text: str, unit: Unit, on: date) -> tuple[str, str]:
    """Return the code behind a word of a pasted cell, and an error or nothing."""
    if not text.strip():
        return "", ""
    words = outcome_words(load_pack(unit.regime), labels.outcome_set(unit), on)
    code = words.code(text) or ""
    choices = outcome_choices(unit, on)
    if code in dict(choices):
        return code, ""
    reason, _mend = unknown_word(text, words)
    known = _("Known are %(known)s.") % {
        "known": "".join(f"「{label}」" for _code, label in choices)
    }
    return "", f"{reason} {known}"


def ground_choices(pack: Pack, on: date) -> list[GroundChoice]:
    """Return the grounds in force on a day, then the other reasons."""
    grounds = [
        GroundChoice(one.code, _short(one), _label(one), is_exemption=True)
        for one in pack.grounds_on(on)
    ]
    kinds = [
        GroundChoice(one.code, one.label_ja, labels.in_words(one), is_exemption=False)
        for one in pack.reason_kinds_on(on)
    ]
    return grounds + kinds


def write_grounds(finding: Finding, pack: Pack, on: date) -> str:
    """Return the cell of grounds of a finding; an unknown code stands as it is."""
    short = {choice.code: choice.short for choice in ground_choices(pack, on)}
    codes = finding.grounds + finding.reason_kinds
    words = [short.get(code, code) for code in codes]
    if finding.absence_kind:
        words.append(first_words("absence_kind")[finding.absence_kind])
    return "、".join(words)


def read_grounds(text: str, pack: Pack, on: date) -> Named:
    """Return what a cell of grounds names: 1号、2号 or 保存期間満了."""
    found = name_grounds(text, pack=pack, on=on)
    absences = listed("absence_kind")
    kinds, errors = [], []
    for word in found.unknown:
        code = absences.code(word)
        if code:
            kinds.append(code)
        else:
            errors.append(" ".join(filter(None, unknown_word(word, found.words))))
    if len(set(kinds)) > 1:
        errors.append(_("Only one kind of absence can be given for a record."))
    return Named(
        grounds=found.grounds,
        reason_kinds=found.reason_kinds,
        absence_kind=kinds[0] if kinds else "",
        errors=tuple(errors),
    )


def item_of(finding: Finding, pack: Pack, on: date) -> Mapping[str, str]:
    """Return ground → its item of the exemption article, or its words."""
    return {
        one.code: one.item or one.label_ja
        for one in pack.grounds_on(on)
        if one.code in finding.grounds
    }


def _short(ground: Ground) -> str:
    item = _ITEM.search(ground.item or "")
    if item:
        return f"{item[1]}号"
    return next(iter(ground.synonyms), ground.label_ja)


def _label(ground: Ground | ReasonKind) -> str:
    """Return the shortest words that tell the ground."""
    if not labels.is_japanese():
        return ground.label_en
    word = next(iter(ground.synonyms), ground.label_ja)
    short = _short(ground) if isinstance(ground, Ground) else ""
    return word if short in {word, ""} else f"{short} {word}"


@cache
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {name: data[name] for name in ("third_party", "absence_kind")}
