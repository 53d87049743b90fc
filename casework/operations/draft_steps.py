"""What steps on a submitted draft share: lock, state, the next step row."""

from datetime import date, datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import Draft, DraftState, DraftStep, StepKind, Unit
from casework.operations.begin import begin
from offices.models import Staff


class CannotStep(CaseworkError):
    """The draft cannot take this step from this person."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def submitted(
    act: str, draft: Draft, *, by: Staff, on: date, version: int | None = None
) -> tuple[Draft, Unit]:
    """Return the draft and its unit, locked, or refuse.

    Args:
        act: A code of `casework.acts.ACTS`.
        draft: The draft as it was read.
        by: Whose right counts.
        on: The day.
        version: The version of the unit the person read.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: No draft of the unit waits for approval.
        Stale: Somebody changed the unit since.
        CannotStep: Another draft took its place.
    """
    unit = begin(act, draft.unit, by=by, on=on, version=version)
    fresh = Draft.objects.select_for_update().get(pk=draft.pk)
    if fresh.state != DraftState.SUBMITTED:
        raise CannotStep(
            "draft_superseded",
            _(
                "This draft of %(number)s no longer waits for approval. Open the "
                "unit to see the one that does."
            )
            % {"number": unit.number_text},
        )
    return fresh, unit


def add_step(
    draft: Draft,
    kind: StepKind,
    *,
    by: Staff,
    on: date,
    at: datetime,
    comment: str = "",
    acted_for: Staff | None = None,
) -> DraftStep:
    """Append a step to a locked draft."""
    last = draft.steps.aggregate(Max("seq"))["seq__max"] or 0
    return DraftStep.objects.create(
        draft=draft,
        seq=last + 1,
        kind=kind,
        staff=by,
        acted_for=acted_for,
        on=on,
        at=at,
        comment=comment,
    )


def settle(draft: Draft, state: DraftState) -> None:
    """Store where a locked draft stands from now on."""
    draft.state = state
    draft.version += 1
    draft.save(update_fields=["state", "version"])


def on_trail(
    act: str, draft: Draft, unit: Unit, *, by: Staff, at: datetime, comment: str = ""
) -> None:
    """Write the trail entry of a step; the comment stands beside the chain."""
    trail.record(
        stream=unit.case.stream,
        act=act,
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={"draft": draft.seq, "outcome": draft.outcome},
        detail={"comment": comment} if comment else None,
    )
