"""Why a unit is due on that day: the ledger of days, for the page."""

from dataclasses import dataclass
from datetime import date

from casework.models import ClockState, Unit
from casework.queries import explain_clock
from desk import labels
from ordinances.sentences import OrdinanceError


@dataclass(frozen=True, slots=True)
class PanelStep:
    """One run of days with the same verdict.

    Attributes:
        days: How many days count; None where the run does not count.
    """

    text: str
    source: str
    days: int | None


@dataclass(frozen=True, slots=True)
class ClockPanel:
    """The due date of a unit and the steps to it.

    Attributes:
        label: The name of the period.
        state: In words.
        verified: Whether the period was read in its text.
        refusal: Why it cannot be explained, else empty.
    """

    label: str
    state: str
    due_on: date | None
    initial_due_on: date | None
    cap_on: date | None
    days_left: int | None
    verified: bool
    source: str
    steps: tuple[PanelStep, ...]
    refusal: str = ""


def clock_panel(unit: Unit) -> ClockPanel | None:
    """Explain the due date of a unit.

    Returns:
        None where the regime sets no period.
    """
    try:
        ledger = explain_clock(unit)
    except OrdinanceError as error:
        return _refused(unit, error)
    if ledger is None:
        return None
    clock, rule = ledger.clock, ledger.rule
    explanation = clock.explanation
    return ClockPanel(
        label=labels.in_language(rule.label_ja, rule.label_en),
        state=str(ClockState(clock.state).label),
        due_on=clock.due_on,
        initial_due_on=clock.initial_due_on,
        cap_on=clock.cap_on,
        days_left=clock.days_left,
        verified=rule.verified,
        source=rule.source,
        steps=tuple(
            PanelStep(
                labels.in_language(step.text, step.text_en),
                step.source,
                step.days if step.counted else None,
            )
            for step in (explanation.steps if explanation else ())
        ),
    )


def _refused(unit: Unit, error: OrdinanceError) -> ClockPanel:
    return ClockPanel(
        label="",
        state=str(ClockState.UNKNOWN.label),
        due_on=unit.due_on,
        initial_due_on=None,
        cap_on=None,
        days_left=None,
        verified=True,
        source="",
        steps=(),
        refusal=labels.in_language(str(error), error.sentence.en),
    )
