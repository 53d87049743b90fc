"""Steps of a unit's way to its decision, through the acts of the desk."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from casework.approvals import ExternalApproval, Proposal
from casework.findings import Finding
from casework.models import Draft, Record, Unit
from casework.operations.add_records import add_records
from casework.operations.decide_record import RecordChoice, decide_record
from casework.operations.draft import draft
from casework.record_facts import RecordFacts
from offices.models import Staff

ON = date(2020, 6, 3)
AT = datetime(2020, 6, 3, 3, 0, tzinfo=UTC)

FULL = Finding(outcome="full")
PARTIAL = Finding(
    outcome="partial",
    withheld_part="2頁3行目の氏名",
    grounds=("personal",),
    reason="個人の氏名であるため",
)
WITHHELD = Finding(
    outcome="non_disclosure", grounds=("operations",), reason="検査に支障があるため"
)
ABSENT = Finding(
    outcome="absent", absence_kind="never_made", reason="作成していないため"
)
REFUSED = Finding(
    outcome="existence_refused", grounds=("personal",), reason="答えると分かるため"
)


def find(unit: Unit, *, by: Staff, n: int = 1) -> list[Record]:
    """Add records with plain titles."""
    facts = [RecordFacts(title=f"文書その{i}") for i in range(1, n + 1)]
    return add_records(unit=unit, records=facts, by=by, on=ON, at=AT)


def judge(unit: Unit, findings: Sequence[Finding], *, by: Staff) -> list[Record]:
    """Add one record for each finding and decide them."""
    records = find(unit, by=by, n=len(findings))
    choices = [
        RecordChoice(record_id=record.pk, version=record.version, finding=finding)
        for record, finding in zip(records, findings, strict=True)
    ]
    return decide_record(unit=unit, choices=choices, by=by, on=ON, at=AT)


def submit(
    unit: Unit, findings: Sequence[Finding], outcome: str, *, by: Staff
) -> Draft:
    """Decide the records of a unit and submit its draft."""
    judge(unit, findings, by=by)
    return draft(
        unit=unit,
        proposal=Proposal(outcome=outcome),
        version=None,
        by=by,
        on=ON,
        at=AT,
    )


def from_outside(
    *, number: str = "2練総総第10号", name: str = "部長 甲", on: date = ON
) -> ExternalApproval:
    """Return an approval of the document system."""
    return ExternalApproval(
        number=number, approved_on=on, approver_name=name, decided_on=on
    )
