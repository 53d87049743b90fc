"""Split a case: one more unit, on the clock of the one it comes from."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from audit.trail import Actor
from casework.errors import CaseworkError
from casework.intake import Part
from casework.models import Case, Unit
from casework.operations import clock
from casework.operations.open_case import new_unit


class CannotSplit(CaseworkError):
    """The branch number is taken already."""

    code = "branch_taken"

    def __init__(self, case: Case, branch: int) -> None:
        self.case, self.branch = case, branch
        super().__init__(
            _(
                "%(number)s has a branch %(branch)s already. Leave the branch empty "
                "to take the next one."
            )
            % {"number": case.number_text, "branch": branch}
        )


@transaction.atomic
def split(
    *,
    unit: Unit,
    part: Part,
    on: date,
    by: Actor,
    at: datetime,
    records: Sequence[int] = (),
) -> Unit:
    """Make a further unit of the same case.

    The due date still counts from receipt: clock events of the case hold for
    the new unit, and those of `unit` dated before the split. Writes the unit,
    its due date and one trail entry.

    Args:
        unit: The unit it is split from.
        part: Who decides the new unit and what it is about.
        on: The day of the split.
        by: Who splits.
        at: When it is recorded.
        records: Keys of the records `split_off` moves, for the trail.

    Returns:
        The new unit, in phase received.

    Raises:
        CannotSplit: The given branch exists.

    Source:
        Practice; that a split keeps the clock is assumed for Nerima.
    """
    case = Case.objects.select_for_update().get(pk=unit.case_id)
    branches = set(case.units.values_list("branch", flat=True))
    branch = part.branch or max(branches) + 1
    if branch in branches:
        raise CannotSplit(case, branch)
    made = new_unit(case, part, branch=branch)
    made.split_from, made.split_on = unit, on
    made.save()
    clock.refresh(made)
    trail.record(
        stream=case.stream,
        act="split",
        subject=f"unit:{made.pk}",
        by=by,
        at=at,
        facts=split_facts(made, unit, on=on, records=records),
    )
    return made


def split_facts(
    made: Unit, source: Unit, *, on: date, records: Sequence[int] = ()
) -> dict[str, object]:
    """Return what the trail keeps of a split."""
    facts: dict[str, object] = {
        "branch": made.branch,
        "from_branch": source.branch,
        "on": on.isoformat(),
    }
    return {**facts, "records": list(records)} if records else facts
