"""The outcome of a unit from its records, by the table of its pack."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casework.findings import Finding, Gap, finding_of, gaps_of
from casework.models import Record, Unit
from casework.supplementing import (
    INADMISSIBLE,
    is_unsupplemented,
    unsupplemented_outcome,
)
from ordinances.derivation import NOT_SUPPLEMENTED, Derived, derive
from ordinances.loading import pack as load_pack


@dataclass(frozen=True, slots=True)
class Standing:
    """What the records of a unit say so far.

    Attributes:
        records: In their order, with their grounds.
        gaps: What is missing, record by record.
        derived: The outcome that follows; None while a record is undecided.
        needs_records: Whether the outcome follows from records at all.
    """

    records: list[Record]
    gaps: list[tuple[Record, Gap]]
    derived: Derived | None
    needs_records: bool = True

    @property
    def grounds(self) -> tuple[str, ...]:
        """The exemption grounds of all records, once each, in order."""
        return _union(finding_of(record).grounds for record in self.records)

    @property
    def reason_kinds(self) -> tuple[str, ...]:
        """The non-exemption reasons of all records, once each, in order."""
        return _union(finding_of(record).reason_kinds for record in self.records)


def standing_of(unit: Unit, *, on: date) -> Standing:
    """Read the records of a unit and say what follows from them.

    Args:
        unit: The unit.
        on: The day whose policies hold.

    Source:
        練馬区情報公開条例 11; the policies `mixed_unit`, `absent_beside_others` and,
        where a supplementation order lapsed, `unsupplemented_outcome`.
    """
    if _ends_without_records(unit, on):
        derived = Derived(INADMISSIBLE, (), NOT_SUPPLEMENTED)
        return Standing([], [], derived, needs_records=False)
    records = list(unit.records.prefetch_related("grounds").order_by("position"))
    gaps = [(record, gap) for record in records for gap in gaps_of(finding_of(record))]
    return Standing(records, gaps, _derived(unit, records, on))


def _ends_without_records(unit: Unit, on: date) -> bool:
    return (
        is_unsupplemented(unit) and unsupplemented_outcome(unit, on=on) == INADMISSIBLE
    )


def _derived(unit: Unit, records: Sequence[Record], on: date) -> Derived | None:
    outcomes = [record.outcome for record in records]
    if not outcomes or not all(outcomes):
        return None
    pack = load_pack(unit.regime)
    return derive(
        outcomes,
        mixed_unit=pack.policy("mixed_unit", on).value,
        absent_beside_others=pack.policy("absent_beside_others", on).value,
    )


def _union(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for part in parts for code in part))


def facts_of(records: Sequence[Record]) -> list[dict[str, object]]:
    """Return what a decision freezes of its records: codes, no words."""
    return [_facts(record, finding_of(record)) for record in records]


def _facts(record: Record, finding: Finding) -> dict[str, object]:
    return {
        "record": record.pk,
        "position": record.position,
        "outcome": finding.outcome,
        "grounds": list(finding.grounds),
        "reason_kinds": list(finding.reason_kinds),
        "absence_kind": finding.absence_kind,
        "sheets": record.sheets,
    }
