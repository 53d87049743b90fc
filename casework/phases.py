"""Where a unit stands and where it may go: the table a lawyer can read.

Phase and outcome are two axes: where it stands, and how it ended. Suspension,
third-party consultation and a pending appeal are computed facets, not phases.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """The five phases of a unit."""

    RECEIVED = "received", _("Received")
    EXAMINATION = "examination", _("Under examination")
    APPROVAL = "approval", _("Awaiting approval")
    DECIDED = "decided", _("Decided")
    CLOSED = "closed", _("Closed")


OPEN_PHASES = (Phase.RECEIVED, Phase.EXAMINATION, Phase.APPROVAL)
ENDED_PHASES = (Phase.DECIDED, Phase.CLOSED)

# Outcomes after which the record still has to be handed over.
TO_IMPLEMENT = frozenset({"full", "partial"})

# act → phase before → phases it may lead to
TRANSITIONS: Mapping[str, Mapping[Phase, frozenset[Phase]]] = MappingProxyType(
    {
        "record_outcome": MappingProxyType(
            {phase: frozenset(ENDED_PHASES) for phase in OPEN_PHASES}
        ),
        # the desk: somebody takes it up, records are found
        "assign": MappingProxyType({Phase.RECEIVED: frozenset({Phase.EXAMINATION})}),
        "add_records": MappingProxyType(
            {Phase.RECEIVED: frozenset({Phase.EXAMINATION})}
        ),
        "draft": MappingProxyType({Phase.EXAMINATION: frozenset({Phase.APPROVAL})}),
        "send_back": MappingProxyType({Phase.APPROVAL: frozenset({Phase.EXAMINATION})}),
        "take_back": MappingProxyType({Phase.APPROVAL: frozenset({Phase.EXAMINATION})}),
        "approve": MappingProxyType({Phase.APPROVAL: frozenset(ENDED_PHASES)}),
        "decide": MappingProxyType({Phase.EXAMINATION: frozenset(ENDED_PHASES)}),
        "withdraw": MappingProxyType(
            {phase: frozenset({Phase.CLOSED}) for phase in OPEN_PHASES}
        ),
        # out of the municipality; inside, the phase goes on
        "transfer": MappingProxyType(
            {
                phase: frozenset({Phase.CLOSED})
                for phase in (Phase.RECEIVED, Phase.EXAMINATION)
            }
        ),
        "correct_decision": MappingProxyType(
            {phase: frozenset(ENDED_PHASES) for phase in ENDED_PHASES}
        ),
        "redecide": MappingProxyType(
            {phase: frozenset(ENDED_PHASES) for phase in ENDED_PHASES}
        ),
        "confirm_reopening": MappingProxyType(
            {phase: frozenset({Phase.EXAMINATION}) for phase in ENDED_PHASES}
        ),
        "implement": MappingProxyType({Phase.DECIDED: frozenset({Phase.CLOSED})}),
        # a ledger that changed is authority over what was taken from it
        "amend": MappingProxyType(
            {
                Phase.RECEIVED: frozenset(ENDED_PHASES),
                Phase.DECIDED: frozenset({Phase.RECEIVED, *ENDED_PHASES}),
                Phase.CLOSED: frozenset({Phase.RECEIVED, *ENDED_PHASES}),
            }
        ),
    }
)


def phase_after(outcome: str | None, *, implemented: bool) -> Phase:
    """Return the phase of a unit that came in with this outcome.

    Args:
        outcome: An outcome code, or None while pending.
        implemented: Whether the day of implementation (公開日) is known.

    Returns:
        No outcome: received. A disclosure not yet implemented: decided. Every
        other outcome: closed.

    Example:
        >>> phase_after("partial", implemented=False)
        Phase.DECIDED
    """
    if not outcome:
        return Phase.RECEIVED
    if outcome in TO_IMPLEMENT and not implemented:
        return Phase.DECIDED
    return Phase.CLOSED


def is_permitted(act: str, *, before: Phase, after: Phase) -> bool:
    """Tell whether the table knows this step."""
    return after in TRANSITIONS.get(act, {}).get(before, frozenset())
