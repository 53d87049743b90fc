"""What the walk writes: findings and approvals as the product takes them."""

from datetime import date

from casework.approvals import ExternalApproval
from casework.findings import Finding
from tests.factories.way.procedure import FINDINGS

OUTCOMES = (
    "full",
    "partial",
    "non_disclosure",
    "absent",
    "existence_refused",
    "inadmissible",
    "withdrawn",
)


def finding(kind: str) -> Finding:
    """Return what the product records for a finding of the model."""
    outcome, grounds, reasons, is_whole = FINDINGS[kind]
    if not outcome:
        return Finding(outcome="")
    wants_part = outcome == "partial"
    return Finding(
        outcome=outcome,
        withheld_part="2頁" if wants_part and is_whole else "",
        grounds=tuple(sorted(grounds)),
        reason_kinds=tuple(sorted(reasons)),
        reason="" if outcome == "full" else "支障があるため",
        absence_kind="never_made" if outcome == "absent" else "",
    )


def outside(name: str, on: date) -> ExternalApproval:
    """Return an approval of the document system on a day."""
    return ExternalApproval(
        number="2練総総第1号", approved_on=on, approver_name=name, decided_on=on
    )
