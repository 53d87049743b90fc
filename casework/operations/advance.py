"""The only writer of a unit's phase and outcome."""

from datetime import date

from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from casework.models import Unit
from casework.operations.calendar_lock import share_calendar
from casework.phases import Phase, is_permitted


class CannotAdvance(CaseworkError):
    """The transition table does not know this step."""

    code = "not_permitted_in_phase"

    def __init__(self, unit: Unit, act: str, after: Phase) -> None:
        self.unit, self.act, self.after = unit, act, after
        super().__init__(
            _(
                "%(number)s stands at “%(phase)s”; from there this act is not "
                "possible. Open the unit to see what can be done now."
            )
            % {"number": unit.number_text, "phase": Phase(unit.phase).label}
        )


def lock(unit: Unit) -> Unit:
    """Return the unit freshly read, locked until the transaction ends.

    Its case is locked first: the acts on all units of a case follow each other
    on one stream of the trail. SQLite locks the whole file when the transaction
    begins, so there the read alone is enough. The calendar is shared before: who
    changes the closed days waits for this act, and this act for that change.
    """
    share_calendar()
    return (
        Unit.objects.select_for_update(of=("case", "self"))
        .select_related("case")
        .get(pk=unit.pk)
    )


def advance(
    *,
    unit: Unit,
    act: str,
    after: Phase,
    outcome: str | None = None,
    outcome_on: date | None = None,
) -> None:
    """Move a locked unit along the transition table.

    Args:
        unit: Locked by the caller.
        act: The verb, a key of `phases.TRANSITIONS`.
        after: Where it leads.
        outcome: The counted conclusion from now on.
        outcome_on: Its day.

    Raises:
        CannotAdvance: The table does not know this step.
    """
    if not is_permitted(act, before=Phase(unit.phase), after=after):
        raise CannotAdvance(unit, act, after)
    unit.phase, unit.outcome, unit.outcome_on = after, outcome, outcome_on
    unit.save(update_fields=["phase", "outcome", "outcome_on"])
