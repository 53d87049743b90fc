"""Void a number that was logged by mistake (欠番)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import Case, Decision, Unit
from casework.operations.begin import begin, touch, units_of_case
from casework.operations.drop_draft import drop_draft
from offices.models import Staff


class CannotVoid(CaseworkError):
    """The number has to stand.

    Attributes:
        field: What to mend.
    """

    field = "reason"

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@transaction.atomic
def void(
    *, unit: Unit, reason: str, version: int | None, by: Staff, on: date, at: datetime
) -> Case:
    """Void the case of a unit: its number stays, listed and counted nowhere.

    All units of the case are voided; phase and clock stay what they were, and
    drafts that wait are dropped. Writes case, units and one trail entry.

    Args:
        unit: Any unit of the case.
        reason: Why, for the register; never empty.
        version: The version of the unit the person read.
        by: Who voids; every unit has to be among the person's rights.
        on: The day.
        at: The instant.

    Returns:
        The case.

    Raises:
        NotPermitted: The act is not among the person's rights on every unit.
        CannotAct: The number is void already.
        Stale: Somebody changed the unit since.
        CannotVoid: There is no reason, or a decision counts.
    """
    unit = begin("void", unit, by=by, on=on, version=version)
    case = unit.case
    units = units_of_case("void", unit, by=by, on=on)
    if not reason.strip():
        raise CannotVoid(
            "no_reason", _("Write why the number is void; it stands in the register.")
        )
    _check_undecided(case, units)
    dropped = [drop_draft(unit=each, by=by, on=on, at=at) for each in units]
    _strike(case, units, reason.strip(), on=on)
    trail.record(
        stream=case.stream,
        act="void",
        subject=f"case:{case.pk}",
        by=by.as_actor(),
        at=at,
        facts={
            "on": on.isoformat(),
            "branches": [each.branch for each in units],
            "drafts_dropped": sum(draft is not None for draft in dropped),
        },
        detail={"reason": case.void_reason},
    )
    return case


def _strike(case: Case, units: Sequence[Unit], reason: str, *, on: date) -> None:
    for each in units:
        each.voided = True
        each.save(update_fields=["voided"])
        touch(each)
    case.voided_on, case.void_reason = on, reason
    case.version += 1
    case.save(update_fields=["voided_on", "void_reason", "version"])


def _check_undecided(case: Case, units: Sequence[Unit]) -> None:
    counting = Decision.objects.filter(unit__in=units, counts=True)
    decided = counting.select_related("unit__case").order_by("unit__branch").first()
    if decided is None:
        return
    raise CannotVoid(
        "decided",
        _(
            "%(number)s has a decision that counts, so the number cannot be voided. "
            "Correct the decision, or have the unit opened again first."
        )
        % {"number": decided.unit.number_text},
    )
