"""Which instruction (教示) stands under a decision, in words.

Who reviews and who represents the city depends on the organ that decided; the
periods are those of the appeals regime, so a changed law changes both at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING

from ordinances.dated import all_on
from ordinances.sentences import OrdinanceError, Sentence
from ordinances.slots import Duration, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ordinances.notice_forms import Instruction, InstructionKind
    from ordinances.schema import Municipality, Pack

PERIODS = (
    "appeal_known",
    "appeal_disposition",
    "revocation_suit",
    "revocation_suit_disposition",
)


class NoInstruction(OrdinanceError):
    """The pack does not know what to instruct; a decision cannot go out so."""

    def __init__(self, *, organ: str, missing: str) -> None:
        super().__init__(
            Sentence(
                f"「{organ}」の決定に付ける教示を作れません（{missing}が"
                "自治体別設定にありません）。設定を確かめてください。",
                en=f"The instruction under a decision of “{organ}” cannot be written: "
                f"the pack does not say {missing}. Please complete the pack.",
            )
        )


@dataclass(frozen=True, slots=True)
class Instructed:
    """An instruction in words."""

    title: str
    paragraphs: tuple[str, ...]


def instruct(
    pack: Pack, kind: InstructionKind, *, city: Municipality, organ: str, on: date
) -> Instructed | None:
    """Return the instruction under a decision; None where none stands.

    A text for the organ itself goes before one for every organ, and a text
    whose values are all known before one that lacks any.

    Args:
        pack: The regime of the decision.
        kind: Which one the form wants.
        city: The municipality.
        organ: The code of the organ that decided.
        on: The day on the letter.

    Raises:
        NoInstruction: the pack has no text, or lacks a value in it.

    Source:
        行政不服審査法第82条; 行政事件訴訟法第46条(条文未確認).
    """
    if kind == "none":
        return None
    values = _values(city, organ, on)
    texts = [
        one
        for one in all_on(pack.notices.instructions, on)
        if one.kind == kind and one.is_for(organ)
    ]
    name = city.organ(organ, on).name_ja
    if not texts:
        raise NoInstruction(organ=name, missing="instruction")
    text = min(texts, key=lambda one: not one.organs)
    if missing := sorted(_slots_of(text) - values.keys()):
        raise NoInstruction(organ=name, missing=missing[0])
    return Instructed(
        text.title_ja, tuple(text_of(line, values) for line in text.paragraphs)
    )


def _values(city: Municipality, code: str, on: date) -> Mapping[str, object]:
    """Return what is known of an organ and its periods on a day."""
    organ = city.organ(code, on)
    appeals = city.regime_for(kind="appeal", organ_code=code, received_on=on)
    known: dict[str, object] = {"municipality": city.name_ja}
    for slot, values in (
        ("reviewing_agency", organ.reviewing_agency),
        ("litigation_representative", organ.litigation_representative),
    ):
        told = all_on(values, on)
        if told and told[0].value:
            known[slot] = _in_full(city, told[0].value, on)
    for key in PERIODS:
        rules = [r for r in all_on(appeals.deadlines, on) if r.key == key]
        if rules:
            known[key] = Duration(rules[0].length, rules[0].unit)
    return known


def _in_full(city: Municipality, short: str, on: date) -> str:
    """Return how an authority is named outside the house (区長 → 練馬区長)."""
    for organ in all_on(city.organs, on):
        if short == organ.name_ja or short in organ.synonyms:
            return organ.signs_as_on(on)
    return city.name_ja + short


def _slots_of(text: Instruction) -> set[str]:
    return {
        name
        for line in text.paragraphs
        for _, name, _, _ in Formatter().parse(line)
        if name
    }
