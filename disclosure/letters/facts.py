"""What the letters of a request say: plain facts under the names of the slots."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.findings import Finding, gaps_of
from casework.models import Record, Unit
from notices.letter import Gap
from offices.models import Division
from ordinances.dated import NotInForce
from ordinances.instructions import NoInstruction, instruct
from ordinances.loading import municipality
from ordinances.loading import pack as load_pack
from ordinances.schema import Pack

Facts = dict[str, Any]
Decided = tuple[Record, Finding]


def request_facts(unit: Unit, *, on: date) -> Facts:
    """Return what every letter of that day to a requester says of the request."""
    case = unit.case
    return {
        **office_facts(unit, on=on),
        "unit_number": unit.number_text,
        "subject": unit.subject_text,
        "requested_on": iso(case.requested_on or unit.received_on),
        "received_on": iso(unit.received_on),
    }


def office_facts(unit: Unit, *, on: date) -> Facts:
    """Return which organ signs a letter of that day, and which division can be asked.

    What was done before a transfer was done, and is signed, by the organ that had
    the request; its division is not kept.
    """
    # read once for all letters of a unit, where `letters_of` brought them along
    moved = [each for each in unit.organ_transfers.all() if each.on > on]
    if moved:
        later = min(moved, key=lambda each: (each.on, each.pk))
        return {"organ": later.from_organ.code, "division": "", "telephone": ""}
    return {
        "organ": unit.organ.code if unit.organ else "",
        "division": _division(unit.division),
        "telephone": unit.division.telephone if unit.division else "",
    }


def record_facts(decided: Iterable[Decided], *, pack: Pack, on: date) -> list[Facts]:
    """Return the rows of the table of records, in their order."""
    return [
        {
            "position": position,
            "title": record.title,
            "document_number": record.document_number,
            "outcome": outcome_label(pack, finding.outcome, on),
            "withheld_part": finding.withheld_part,
            "grounds": grounds_text(finding, pack=pack, on=on),
            "reason": finding.reason,
            "disclosable_on": iso(finding.disclosable_on),
        }
        for position, (record, finding) in enumerate(decided, start=1)
    ]


def grounds_text(finding: Finding, *, pack: Pack, on: date) -> str:
    """Return the clauses a refusal rests on, one a line."""
    lines = [_clause(pack, code, on) for code in finding.grounds]
    lines += [_kind(pack, code, on) for code in finding.reason_kinds]
    return "\n".join(lines)


def outcome_label(pack: Pack, code: str, on: date) -> str:
    """Return how the regime calls an outcome; nothing for none."""
    return pack.outcome("disclosure", code, on).label_ja if code else ""


def gaps_of_records(decided: Iterable[Decided]) -> list[Gap]:
    """Return what the rows of a letter lack: part, ground, kind or why."""
    return [
        Gap(
            says=_("Record “%(title)s”: %(missing)s")
            % {"title": record.title, "missing": gap.message},
            record=record.pk,
            field=gap.field,
        )
        for record, finding in decided
        for gap in gaps_of(finding)
    ]


def gaps_of_form(form: str, *, unit: Unit, organ: str, on: date) -> list[Gap]:
    """Return what the pack lacks for a letter of that day."""
    pack = load_pack(unit.regime)
    city = municipality(pack.municipality)
    try:
        kind = pack.notice_form(form, on).instruction
        instruct(pack, kind, city=city, organ=organ, on=on)
    except (NotInForce, NoInstruction) as error:
        says = error.sentence.to_language(get_language() or "ja")
        return [Gap(says=says, field="form")]
    return []


def iso(on: date | None) -> str:
    """Return a day as JSON holds it; nothing for none."""
    return on.isoformat() if on else ""


def _clause(pack: Pack, code: str, on: date) -> str:
    ground = pack.ground(code, on)
    return f"{pack.name_ja}{ground.item}" if ground.item else ground.label_ja


def _kind(pack: Pack, code: str, on: date) -> str:
    kinds = {kind.code: kind.label_ja for kind in pack.reason_kinds_on(on)}
    return kinds.get(code, "")


def _division(division: Division | None) -> str:
    if division is None:
        return ""
    return f"{division.parent or ''}{division.name}"
