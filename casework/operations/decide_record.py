"""Decide records of a unit: one, or many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.findings import Finding, unfit
from casework.models import Record, RecordGround, Unit
from casework.operations.begin import begin
from casework.operations.record_lock import RecordGone
from casework.versions import Stale, last_changes
from offices.models import Staff
from ordinances.loading import pack as load_pack

FINDING_FIELDS = (
    "outcome",
    "withheld_part",
    "reason",
    "absence_kind",
    "disclosable_on",
    "destroyed_on",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChoice:
    """What is decided about one record, and the version it was read at."""

    record_id: int
    version: int
    finding: Finding


class CannotDecideRecord(CaseworkError):
    """A finding cannot be recorded as it stands.

    Attributes:
        record_id: Which record.
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, record_id: int, field: str) -> None:
        self.code, self.record_id, self.field = code, record_id, field
        super().__init__(message)


@transaction.atomic
def decide_record(
    *, unit: Unit, choices: Sequence[RecordChoice], by: Staff, on: date, at: datetime
) -> list[Record]:
    """Decide records; all or nothing.

    A finding may still lack something: the grid shows the gap, the draft refuses
    it. What cannot be at all is refused here. Writes the records, their grounds
    and one trail entry for each record, with the words beside the chain.

    Args:
        unit: The unit.
        choices: One for each record to decide.
        by: Who decides.
        on: The day; grounds are looked up on it.
        at: The instant.

    Returns:
        The records as they are now.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit does not stand where records can be decided.
        Stale: Somebody changed one of them since; nothing was overwritten.
        RecordGone: One of them is no longer there.
        CannotDecideRecord: A code is unknown or does not go with the outcome.

    Source:
        練馬区情報公開条例 7, 11.
    """
    unit = begin("decide_record", unit, by=by, on=on)
    records = _locked(unit, choices)
    _check_versions(unit, records, choices)
    pack = load_pack(unit.regime)
    for choice in choices:
        for wrong in unfit(choice.finding, pack=pack, on=on):
            raise CannotDecideRecord(
                "unfit_finding",
                _in_row(records[choice.record_id], wrong.message),
                record_id=choice.record_id,
                field=wrong.field,
            )
    for choice in choices:
        _store(records[choice.record_id], choice.finding)
    trail.record_many(
        [_draft_entry(unit, choice) for choice in choices], by=by.as_actor(), at=at
    )
    return [records[choice.record_id] for choice in choices]


def _locked(unit: Unit, choices: Sequence[RecordChoice]) -> dict[int, Record]:
    wanted = [choice.record_id for choice in choices]
    rows = Record.objects.select_for_update().filter(unit=unit, pk__in=wanted)
    records = {record.pk: record for record in rows.order_by("position")}
    for record_id in wanted:
        if record_id not in records:
            raise RecordGone
    return records


def _check_versions(
    unit: Unit, records: Mapping[int, Record], choices: Sequence[RecordChoice]
) -> None:
    old = [
        records[choice.record_id]
        for choice in choices
        if records[choice.record_id].version != choice.version
    ]
    if old:
        subjects = tuple(f"record:{record.pk}" for record in old)
        titles = _("Row %(rows)s") % {"rows": ", ".join(str(r.position) for r in old)}
        changes = last_changes(unit.case.stream, subjects)
        raise Stale(titles, changes=changes, subjects=subjects)


def _store(record: Record, finding: Finding) -> None:
    for field in FINDING_FIELDS:
        setattr(record, field, getattr(finding, field))
    record.version += 1
    record.save()
    RecordGround.objects.filter(record=record).delete()
    RecordGround.objects.bulk_create(
        [
            RecordGround(record=record, ground=code, is_exemption=is_exemption)
            for codes, is_exemption in (
                (finding.grounds, True),
                (finding.reason_kinds, False),
            )
            for code in dict.fromkeys(codes)
        ]
    )


def _draft_entry(unit: Unit, choice: RecordChoice) -> trail.Draft:
    finding = choice.finding
    words = {"withheld_part": finding.withheld_part, "reason": finding.reason}
    return trail.Draft(
        stream=unit.case.stream,
        act="decide_record",
        subject=f"record:{choice.record_id}",
        facts={
            "unit": unit.branch,
            "outcome": finding.outcome,
            "grounds": list(finding.grounds),
            "reason_kinds": list(finding.reason_kinds),
        },
        detail={key: text for key, text in words.items() if text},
    )


def _in_row(record: Record, message: str) -> str:
    return _("Row %(row)s: %(message)s") % {"row": record.position, "message": message}
