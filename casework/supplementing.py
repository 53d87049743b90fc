"""What is known of the supplementation of a case: questions more than one act asks."""

from datetime import date

from casework.models import Case, Supplementation, Unit
from ordinances.loading import pack as load_pack

NON_DISCLOSURE, INADMISSIBLE = "non_disclosure", "inadmissible"
FORMAL_DEFECT = "formal_defect"


def open_order(case: Case) -> Supplementation | None:
    """Return the order that waits for its answer, or None."""
    return case.supplementations.filter(arrived_on=None, lapsed_on=None).first()


def is_unsupplemented(unit: Unit) -> bool:
    """Tell whether the last order of the unit's case lapsed without an answer."""
    last = unit.case.supplementations.order_by("pk").last()
    return last is not None and last.lapsed_on is not None


def unsupplemented_outcome(unit: Unit, *, on: date) -> str:
    """Return how a request that was not mended ends, by its pack.

    Args:
        unit: The unit.
        on: The day whose policy holds.

    Source:
        練馬区情報公開条例施行規則 has no form for 却下; the policy is assumed.
    """
    return load_pack(unit.regime).policy("unsupplemented_outcome", on).value
