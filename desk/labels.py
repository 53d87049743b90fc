"""The words of a unit's own regime: they are data of the pack, not translations."""

from datetime import date

from django.utils.translation import get_language

from casework.models import Unit
from ordinances.dated import NotInForce
from ordinances.loading import pack as load_pack
from ordinances.schema import Ground, Outcome, OutcomeSet, ReasonKind, RequestKind


def request_kind(unit: Unit) -> str:
    """Return what kind of request a unit is, as its regime calls it on receipt."""
    try:
        return in_words(_request_kind(unit))
    except NotInForce:
        return unit.request_kind


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


def ground(unit: Unit, code: str, on: date, *, is_exemption: bool) -> str:
    """Return a ground with its item, or a non-exemption reason, in words."""
    pack = load_pack(unit.regime)
    entries: tuple[Ground | ReasonKind, ...] = (
        pack.grounds_on(on) if is_exemption else pack.reason_kinds_on(on)
    )
    return next((in_words(entry) for entry in entries if entry.code == code), code)


def in_words(entry: RequestKind | Outcome | Ground | ReasonKind) -> str:
    """Choose the label of a pack entry in the language of the page."""
    if (get_language() or "ja").startswith("ja"):
        return entry.label_ja
    return entry.label_en or entry.label_ja


def _request_kind(unit: Unit) -> RequestKind:
    return load_pack(unit.regime).request_kind(unit.request_kind, unit.received_on)
