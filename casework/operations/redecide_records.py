"""What a further decision says of single records: checked before it is written."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from casework.findings import Finding, gaps_of, unfit
from casework.in_force import decision_in_force, findings_of
from casework.models import Record, Unit
from ordinances.derivation import derive
from ordinances.loading import pack as load_pack

# what a finding calls its fields → what the form of the act calls them
FIELDS = {
    "outcome": "partly_records",
    "withheld_part": "withheld_part",
    "reason": "record_reason",
    "grounds": "grounds",
}


class CannotVaryRecord(CaseworkError):
    """A record cannot be judged so.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


def check_varied(
    unit: Unit, varied: Sequence[tuple[int, Finding]], *, outcome: str, on: date
) -> list[tuple[Record, Finding]]:
    """Return the records with their new findings, or refuse.

    Args:
        unit: A decided unit, locked.
        varied: Position → finding.
        outcome: The outcome of the new decision.
        on: The day of the new decision; grounds and policies are those of it.

    Raises:
        CannotVaryRecord: There is no such record, a finding is incomplete, or the
            records give another outcome.
    """
    if not varied:
        return []
    before = decision_in_force(unit)
    standing = findings_of(before) if before else []
    records = {record.position: record for record, _finding in standing}
    for position, finding in varied:
        _check_one(unit, position, finding, known=position in records, on=on)
    new = dict(varied)
    after = [new.get(record.position, finding) for record, finding in standing]
    _check_outcome(unit, after, outcome=outcome, on=on)
    return [(records[position], finding) for position, finding in varied]


def _check_one(
    unit: Unit, position: int, finding: Finding, *, known: bool, on: date
) -> None:
    if not known:
        message = _("%(number)s has no record %(position)s. Choose one of its records.")
        values = {"number": unit.number_text, "position": position}
        raise CannotVaryRecord("unknown_record", message % values, field="records")
    wrong = gaps_of(finding) or unfit(finding, pack=load_pack(unit.regime), on=on)
    if wrong:
        message = _("Record %(position)s: %(gap)s") % {
            "position": position,
            "gap": wrong[0].message,
        }
        field = FIELDS.get(wrong[0].field, "outcome")
        raise CannotVaryRecord("record_incomplete", message, field=field)


def _check_outcome(
    unit: Unit, findings: Sequence[Finding], *, outcome: str, on: date
) -> None:
    if not all(finding.outcome for finding in findings):
        # a unit decided without its records says nothing through them
        return
    pack = load_pack(unit.regime)
    derived = derive(
        [finding.outcome for finding in findings],
        mixed_unit=pack.policy("mixed_unit", on).value,
        absent_beside_others=pack.policy("absent_beside_others", on).value,
    )
    if derived.outcome and derived.outcome != outcome:
        named = pack.outcome(
            pack.request_kind(unit.request_kind, unit.received_on).outcome_set,
            derived.outcome,
            on,
        )
        message = _(
            "With these records the outcome is “%(outcome)s”. Choose it, or judge "
            "the records otherwise."
        ) % {"outcome": named.label_ja}
        raise CannotVaryRecord("outcome_differs", message, field="outcome")
