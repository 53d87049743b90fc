"""The words of a unit's own regime: they are data of the pack, not translations."""

from datetime import date

from django.conf import settings
from django.utils.translation import get_language

from casework.categories import CATEGORIES
from casework.models import Unit
from ordinances.dated import NotInForce
from ordinances.loading import municipality
from ordinances.loading import pack as load_pack
from ordinances.schema import (
    AdvisoryBody,
    Ground,
    Organ,
    Outcome,
    OutcomeSet,
    ReasonKind,
    RequestKind,
)

Labelled = RequestKind | Outcome | Ground | ReasonKind
Named = Organ | AdvisoryBody


def request_kind(unit: Unit, *, short: bool = False) -> str:
    """Return what kind of request a unit is, as its regime calls it on receipt."""
    try:
        kind = _request_kind(unit)
    except NotInForce:
        return unit.request_kind
    if short and is_japanese():
        return kind.short_label_ja
    return in_words(kind)


def any_request_kind(system: str, key: str) -> str:
    """Return the words for a request kind of a system when no unit is known.

    Args:
        system: `public_records` or `self_info`.
        key: The key of the request kind, or nothing.
    """
    packs = municipality(settings.HIROBA_MUNICIPALITY).packs
    for pack in packs:
        for kind in pack.request_kinds:
            if pack.kind == system and kind.key == key:
                return in_words(kind)
    return key


def outcome(unit: Unit) -> str:
    """Return how a unit ended, as its regime calls it; empty while pending."""
    if unit.outcome is None:
        return ""
    return outcome_in_words(unit, unit.outcome, unit.outcome_on or unit.received_on)


def outcome_in_words(unit: Unit, code: str, on: date) -> str:
    """Return the words for an outcome code of a unit's regime on a day."""
    try:
        found = load_pack(unit.regime).outcome(outcome_set(unit), code, on)
    except NotInForce:
        return code
    return in_words(found)


def outcome_set(unit: Unit) -> OutcomeSet:
    """Return which list of outcomes a unit chooses from."""
    return _request_kind(unit).outcome_set


def ground(
    unit: Unit, code: str, on: date, *, is_exemption: bool
) -> tuple[str, str, bool]:
    """Return a ground or a non-exemption reason in words.

    Returns:
        The words, the item of the exemption article or nothing, and whether
        that item was read in its text.
    """
    pack = load_pack(unit.regime)
    if is_exemption:
        for entry in pack.grounds_on(on):
            if entry.code == code:
                return in_words(entry), entry.item or "", entry.item_verified
    for reason in pack.reason_kinds_on(on):
        if reason.code == code:
            return in_words(reason), "", True
    return code, "", True


def requester_category(code: str) -> str:
    """Return the category of a requester in words; an unknown code as it is."""
    return str(CATEGORIES.get(code, code))


def regime(code: str) -> str:
    """Return the name of a regime."""
    pack = load_pack(code)
    return in_language(pack.name_ja, pack.name_en)


def in_words(entry: Labelled | Named) -> str:
    """Choose the words of a pack entry in the language of the page."""
    if isinstance(entry, Organ | AdvisoryBody):
        return in_language(entry.name_ja, entry.name_en)
    return in_language(entry.label_ja, entry.label_en)


def in_language(japanese: str, english: str) -> str:
    """Choose between two texts; the Japanese one stands in for none."""
    return japanese if is_japanese() or not english else english


def is_japanese() -> bool:
    """Tell whether the page is written in Japanese."""
    return (get_language() or "ja").startswith("ja")


def _request_kind(unit: Unit) -> RequestKind:
    return load_pack(unit.regime).request_kind(unit.request_kind, unit.received_on)
