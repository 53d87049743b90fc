"""A row and a stored unit as the same texts, so that they can be compared."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from casework.ledger.columns import LedgerColumns, vocabulary
from casework.ledger.findings import Difference
from casework.ledger.units import UnitRow
from casework.models import ClockEvent, ClockEventType, Decision, PartyRole, Unit
from ordinances.dated import NotInForce
from ordinances.loading import pack as load_pack
from ordinances.schema import Pack

# what belongs to the case: only its first unit's row speaks for it
OF_THE_CASE = frozenset({"channel", "requester_category", "requester_name", "relation"})


def differences(
    stored: Mapping[str, str],
    wanted: Mapping[str, str],
    *,
    columns: LedgerColumns,
    present: Collection[str],
    is_first: bool,
) -> tuple[Difference, ...]:
    """Return where a row differs from what is stored, in column order.

    Args:
        stored: The texts of the unit.
        wanted: The texts of the row.
        columns: The columns of the ledger.
        present: The columns the file has; what it does not tell stays.
        is_first: Whether the row speaks for the case.
    """
    return tuple(
        Difference(column.label, stored.get(column.key, ""), wanted[column.key])
        for column in columns.columns
        if column.key in present
        and column.key in wanted
        and (is_first or column.key not in OF_THE_CASE)
        and stored.get(column.key, "") != wanted[column.key]
    )


def row_texts(row: UnitRow) -> dict[str, str]:
    """Return a row's content by column key."""
    intake, part, end = row.intake, row.intake.first, row.conclusion
    handover = row.handover
    texts = {
        "received_on": intake.received_on.isoformat(),
        "request_kind": kind_label(
            intake.pack, intake.request_kind, intake.received_on
        ),
        "channel": _word("channel", intake.channel),
        "organ": part.organ.name if part.organ else "",
        "division": part.division.name if part.division else "",
        "requester_category": _word("requester_category", intake.requester_category),
        "requester_name": "".join(party.name for party in intake.parties),
        "subject": intake.subject,
        "extended_until": _day(row.extended_until),
        "implemented_on": _day(handover.on if handover else None),
        "sheets": _number(handover.sheets if handover else None),
        "fee_yen": _number(handover.fee_yen if handover else None),
        "remarks": part.remarks,
    }
    codes = end.grounds + end.reason_kinds if end else ()
    texts |= {
        "outcome": outcome_label(
            intake.pack,
            intake.request_kind,
            end.outcome if end else None,
            intake.received_on,
        ),
        "decided_on": _day(end.on if end else None),
        "grounds": _grounds(intake.pack, codes),
        "withdrawal_reason": end.reason if end else "",
    }
    return texts


def unit_texts(unit: Unit) -> dict[str, str]:
    """Return a stored unit's content by column key.

    The unit comes with its case, organ, division, withdrawal, and prefetched
    implementations, decisions with grounds, clock events and parties.
    """
    case, pack = unit.case, load_pack(unit.regime)
    handover = next(iter(unit.implementations.all()), None)
    decision = counting_decision(unit)
    return {
        "received_on": unit.received_on.isoformat(),
        "request_kind": kind_label(pack, unit.request_kind, unit.received_on),
        "channel": _word("channel", case.channel),
        "organ": unit.organ.name if unit.organ else "",
        "division": unit.division.name if unit.division else "",
        "requester_category": _word("requester_category", case.requester_category),
        "requester_name": "".join(
            party.name
            for party in case.parties.all()
            if party.role == PartyRole.REQUESTER
        ),
        "subject": unit.subject_text,
        "outcome": outcome_label(
            pack, unit.request_kind, unit.outcome, unit.received_on
        ),
        "decided_on": _day(unit.outcome_on),
        "grounds": _grounds(
            pack, [g.ground for g in decision.grounds.all()] if decision else ()
        ),
        "extended_until": _day(extended_until(unit.clock_events.all())),
        "implemented_on": _day(handover.on if handover else None),
        "sheets": _number(handover.sheets if handover else None),
        "fee_yen": _number(handover.fee_yen if handover else None),
        "withdrawal_reason": (
            unit.withdrawal.reason if hasattr(unit, "withdrawal") else ""
        ),
        "remarks": unit.remarks,
    }


def counting_decision(unit: Unit) -> Decision | None:
    """Return the decision that counts, from prefetched decisions."""
    return next((d for d in unit.decisions.all() if d.counts), None)


def extended_until(events: Iterable[ClockEvent]) -> date | None:
    """Return the extended due date a unit's own events tell, the last one first."""
    until_on = None
    for event in sorted(events, key=lambda event: event.pk):
        if event.type == ClockEventType.EXTENDED:
            until_on = event.until_on
        elif event.type == ClockEventType.REDATED:
            until_on = None
    return until_on


def outcome_label(pack: Pack, kind: str, code: str | None, on: date) -> str:
    """Return an outcome in the words of its regime, empty while pending."""
    if code is None:
        return ""
    outcome_set = pack.request_kind(kind, on).outcome_set
    try:
        return pack.outcome(outcome_set, code, on).label_ja
    except NotInForce:
        return code


def kind_label(pack: Pack, key: str, on: date) -> str:
    """Return a kind of request in the words of its regime."""
    try:
        return pack.request_kind(key, on).short_label_ja
    except NotInForce:
        return key


def _grounds(pack: Pack, codes: Iterable[str]) -> str:
    given = set(codes)
    labels = {ground.code: ground.label_ja for ground in pack.grounds}
    labels |= {kind.code: kind.label_ja for kind in pack.reason_kinds}
    known = [label for code, label in labels.items() if code in given]
    return "；".join([*known, *sorted(given - set(labels))])


def _word(name: str, code: str) -> str:
    if code in {"", "unknown"}:
        return ""
    words = vocabulary()[name].get(code)
    return words[0] if words else code


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


def _number(number: int | None) -> str:
    return "" if number is None else str(number)
