"""How a unit ended, as a ledger tells it: outcome, day, grounds, hand-over."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from casework.conclusions import CannotRecordOutcome, Conclusion, check_conclusion
from casework.handover import Handover
from casework.ledger.cells import RowCells, unknown_word
from casework.ledger.columns import Words, fold
from casework.phases import TO_IMPLEMENT
from casework.wording import day
from ordinances.schema import OutcomeSet, Pack, RequestKind

WITHDRAWN = "withdrawn"

_SEPARATORS = re.compile(r"[、;；,，\n]+")
_KANJI_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_ITEM = re.compile(r"(?:.*条例|法)?((?:\d+条)?(?:\d+項)?\d+号?)(?:[イロハニホヘト])?")


def read_conclusion(
    row: RowCells, *, pack: Pack, kind: RequestKind, received_on: date, today: date
) -> Conclusion | None:
    """Return how a row's unit ended, None while it is pending or wrong.

    Args:
        row: The row, with the columns `outcome`, `decided_on` and perhaps
            `grounds` and `withdrawal_reason`.
        pack: The regime of the unit.
        kind: The kind of request; it names the set of outcomes.
        received_on: The receipt day.
        today: No outcome can have a later day.
    """
    on = row.day("decided_on", not_after=today)
    code = _outcome(row, pack, kind, on or received_on)
    if code is None:
        _check_nothing_decided(row)
        return None
    if on is None:
        if not row.text("decided_on"):
            _no_day(row)
        return None
    if on > today:
        row.error(
            "decided_on",
            _("The day %(on)s has not come yet.") % {"on": day(on)},
            _("Check the year."),
        )
    grounds, reason_kinds = _grounds(row, pack, on)
    conclusion = Conclusion(
        outcome=code,
        on=on,
        grounds=grounds,
        reason_kinds=reason_kinds,
        reason=_withdrawal_reason(row, code),
    )
    return _checked(row, conclusion, pack=pack, kind=kind, received_on=received_on)


def read_handover(
    row: RowCells, conclusion: Conclusion | None, *, today: date
) -> Handover | None:
    """Return what was handed over and when, None if the row does not say.

    Args:
        row: The row, with `implemented_on`, `sheets` and `fee_yen`.
        conclusion: How the unit ended.
        today: A later day is taken, with a warning.
    """
    on = row.day("implemented_on", not_after=today)
    sheets, fee_yen = row.count("sheets"), row.count("fee_yen")
    discloses = conclusion is not None and conclusion.outcome in TO_IMPLEMENT
    if not discloses and not (on or sheets or fee_yen):
        return None
    if on is None and sheets is None and fee_yen is None:
        return None
    if on is not None:
        _check_handover_day(row, on, conclusion if discloses else None, today)
    elif not discloses:
        row.warn(
            "sheets" if sheets else "fee_yen",
            _("Sheets or a fee are entered, but nothing was disclosed."),
            about="sheets without disclosure",
        )
    return Handover(on=on, sheets=sheets, fee_yen=fee_yen)


@dataclass(frozen=True, slots=True)
class NamedGrounds:
    """What a cell of grounds names, each code once, in written order.

    Attributes:
        unknown: The words that name nothing.
        words: The words that could have stood there.
    """

    grounds: tuple[str, ...]
    reason_kinds: tuple[str, ...]
    unknown: tuple[str, ...]
    words: Words


def name_grounds(text: str, *, pack: Pack, on: date) -> NamedGrounds:
    """Return the codes behind a cell such as 「1号、第7条第2号、形式不備」.

    Args:
        text: Grounds and other reasons, apart by a comma or a line.
        pack: The regime.
        on: The day whose grounds hold.
    """
    words, kinds = _ground_words(pack, on)
    grounds: dict[str, None] = {}
    reasons: dict[str, None] = {}
    codes, unknown = _codes(text, words)
    for code in codes:
        (reasons if code in kinds else grounds)[code] = None
    return NamedGrounds(tuple(grounds), tuple(reasons), tuple(unknown), words)


def outcome_words(pack: Pack, outcome_set: OutcomeSet, on: date) -> Words:
    """Return the outcomes of a set by all their words on a day."""
    return _outcome_words(pack, outcome_set, on)


@lru_cache(maxsize=4096)
def _outcome_words(pack: Pack, outcome_set: OutcomeSet, on: date) -> Words:
    return Words(
        (outcome.code, (outcome.label_ja, *outcome.synonyms, outcome.label_en))
        for outcome in pack.outcomes_on(outcome_set, on)
    )


def _outcome(row: RowCells, pack: Pack, kind: RequestKind, on: date) -> str | None:
    text = row.text("outcome")
    if not text or Words.listed("pending").code(text):
        return None
    words = outcome_words(pack, kind.outcome_set, on)
    bare = re.sub(r"(?:の)?決定$", "", fold(text))
    code = words.code(text) or words.code(bare)
    if code is None:
        row.error("outcome", *unknown_word(text, words))
    return code


def _check_nothing_decided(row: RowCells) -> None:
    if not row.text("outcome") and row.text("decided_on"):
        row.error(
            "outcome",
            _("There is a decision day, but no outcome."),
            _("Enter the outcome, or delete the day if the request is pending."),
        )
    if row.text("grounds") and not row.text("outcome"):
        row.error(
            "grounds",
            _("There is a ground, but no outcome."),
            _("Enter the outcome and its day, or delete the ground."),
        )


def _no_day(row: RowCells) -> None:
    row.error(
        "decided_on",
        _("There is an outcome, but no day."),
        _("Enter the day of the decision, for a withdrawal the day it came in."),
    )


def _withdrawal_reason(row: RowCells, code: str) -> str:
    text = row.text("withdrawal_reason") if row.has("withdrawal_reason") else ""
    if text and code != WITHDRAWN:
        row.warn(
            "withdrawal_reason",
            _("A reason of withdrawal is entered, but the request was not withdrawn."),
            about="withdrawal reason without withdrawal",
        )
        return ""
    return text


def _grounds(
    row: RowCells, pack: Pack, on: date
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return exemption grounds and other reasons, each once, in written order."""
    text = row.text("grounds") if row.has("grounds") else ""
    if not text:
        return (), ()
    named = name_grounds(text, pack=pack, on=on)
    for word in named.unknown:
        row.error("grounds", *unknown_word(word, named.words))
    return named.grounds, named.reason_kinds


def _codes(text: str, words: Words) -> tuple[list[str], list[str]]:
    """Split a cell at its separators, never inside a label that has one."""
    parts = [part for part in _SEPARATORS.split(text) if part.strip()]
    codes: list[str] = []
    unknown: list[str] = []
    start = 0
    while start < len(parts):
        end = len(parts)
        while end > start and not _code("".join(parts[start:end]), words):
            end -= 1
        if code := _code("".join(parts[start:end]), words):
            codes.append(code)
        else:
            unknown.append(parts[start].strip())
            end = start + 1
        start = end
    return codes, unknown


def _code(text: str, words: Words) -> str | None:
    bare = _bare(text)
    code = words.code(bare)
    if code is None and (item := _ITEM.fullmatch(bare)):
        code = words.code(item[1])
    return code


def _bare(text: str) -> str:
    """Level 第七条第一号, 7条1号 and separators inside a label."""
    folded = _SEPARATORS.sub("", fold(text)).replace("第", "")
    if re.search("[条項号]", folded):
        numbered = unicodedata.normalize("NFKC", folded).translate(_KANJI_DIGITS)
        return re.sub(r"該当$|関係$", "", numbered)
    return folded


@lru_cache(maxsize=4096)
def _ground_words(pack: Pack, on: date) -> tuple[Words, frozenset[str]]:
    """Return grounds and reason kinds by all their words, and the latter's codes."""
    entries: list[tuple[str, tuple[str, ...]]] = []
    for ground in pack.grounds_on(on):
        words = (ground.label_ja, *ground.synonyms, ground.label_en)
        item = (ground.item,) if ground.item else ()
        entries.append((ground.code, (*words, *item)))
    kinds = pack.reason_kinds_on(on)
    entries += [(k.code, (k.label_ja, *k.synonyms, k.label_en)) for k in kinds]
    plain = [(code, (words[0], *map(_bare, words))) for code, words in entries]
    return Words(plain), frozenset(kind.code for kind in kinds)


def _checked(
    row: RowCells,
    conclusion: Conclusion,
    *,
    pack: Pack,
    kind: RequestKind,
    received_on: date,
) -> Conclusion | None:
    if not row.is_sound():
        return None
    try:
        check_conclusion(
            conclusion, pack=pack, request_kind=kind.key, received_on=received_on
        )
    except CannotRecordOutcome as refusal:
        key = {"before_receipt": "decided_on", "unknown_outcome": "outcome"}.get(
            refusal.code, "grounds"
        )
        row.error(key, *_refusal(refusal, conclusion, received_on, row))
        return None
    return conclusion


def _refusal(
    refusal: CannotRecordOutcome,
    conclusion: Conclusion,
    received_on: date,
    row: RowCells,
) -> tuple[str, str]:
    outcome = row.text("outcome")
    if refusal.code == "before_receipt":
        return (
            _("The day %(on)s lies before the receipt day %(received)s.")
            % {"on": day(conclusion.on), "received": day(received_on)},
            _("Check both days."),
        )
    if refusal.code == "ground_missing":
        return (
            _("“%(outcome)s” needs a ground or a reason.") % {"outcome": outcome},
            _("Enter an item such as 1号, a ground, or a reason such as 形式不備."),
        )
    if refusal.code == "ground_not_allowed":
        return (
            _("“%(outcome)s” has no grounds.") % {"outcome": outcome},
            _("Delete the ground, or correct the outcome."),
        )
    return str(refusal), ""


def _check_handover_day(
    row: RowCells, on: date, conclusion: Conclusion | None, today: date
) -> None:
    if conclusion is None:
        row.error(
            "implemented_on",
            _("There is a day of implementation, but nothing was disclosed."),
            _("Delete the day, or correct the outcome."),
        )
    elif on < conclusion.on:
        row.error(
            "implemented_on",
            _("The day %(on)s lies before the decision day %(decided)s.")
            % {"on": day(on), "decided": day(conclusion.on)},
            _("Check both days."),
        )
    elif on > today:
        row.warn(
            "implemented_on",
            _("The day %(on)s has not come yet; it is taken as it stands.")
            % {"on": day(on)},
        )
