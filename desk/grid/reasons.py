"""Past reasons of the office for like records: what was decided, in whose words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casework.ledger.columns import fold
from casework.models import Record, Unit
from casework.permissions import FieldClass, fields_of
from offices.models import Staff

MOST_LOOKED_AT = 300
MOST_SHOWN = 3
LEAST_LIKE = 0.25
SAME_GROUND = 1.0


@dataclass(frozen=True, slots=True)
class PastReason:
    """A reason given before.

    Attributes:
        record: The record it was given for, with its grounds and unit.
        text: The reason.
        number: The number of the unit.
    """

    record: Record
    text: str
    number: str


def past_reasons(
    unit: Unit, records: Iterable[Record], *, staff: Staff, on: date
) -> dict[int, list[PastReason]]:
    """Return past reasons by record, the likest first.

    Only counting decisions of the same organ that this person may read are looked
    at, the latest ones, whatever the number of rows: two statements.

    Args:
        unit: Whose records are decided.
        records: Its records, with their grounds.
        staff: Who decides.
        on: The day whose grants hold.
    """
    past = _candidates(unit, staff, on)
    return {record.pk: _likest(record, past) for record in records}


def _candidates(unit: Unit, staff: Staff, on: date) -> Sequence[PastReason]:
    visible = Unit.objects.visible_to(staff, on=on).filter(
        organ=unit.organ_id, regime=unit.regime, decisions__counts=True
    )
    found = (
        Record.objects.filter(unit__in=visible.exclude(pk=unit.pk))
        .exclude(reason="")
        .select_related("unit__case")
        .prefetch_related("grounds")
        .order_by("-unit__outcome_on", "-pk")[:MOST_LOOKED_AT]
    )
    may_read: dict[int, bool] = {}
    for record in found:
        if record.unit_id not in may_read:
            seen = fields_of(staff, record.unit, on=on)
            may_read[record.unit_id] = FieldClass.FREE_TEXT in seen
    return [
        PastReason(record, record.reason, record.unit.number_text)
        for record in found
        if may_read[record.unit_id]
    ]


def _likest(record: Record, past: Sequence[PastReason]) -> list[PastReason]:
    own, pairs = _grounds(record), _pairs(record.title)
    scored: list[tuple[float, int, PastReason]] = []
    for place, one in enumerate(past):
        if own and not own & _grounds(one.record):
            continue
        shared = len(own & _grounds(one.record)) * SAME_GROUND
        likeness = _likeness(pairs, _pairs(one.record.title))
        if shared or likeness >= LEAST_LIKE:
            scored.append((-(shared + likeness), place, one))
    best: dict[str, PastReason] = {}
    for _score, _place, one in sorted(scored, key=lambda item: item[:2]):
        best.setdefault(one.text, one)
    return list(best.values())[:MOST_SHOWN]


def _grounds(record: Record) -> frozenset[str]:
    return frozenset(row.ground for row in record.grounds.all())


def _pairs(title: str) -> frozenset[str]:
    plain = fold(title)
    return frozenset(plain[at : at + 2] for at in range(max(1, len(plain) - 1)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
