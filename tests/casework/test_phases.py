"""The transition table, exhaustively."""

import itertools

import pytest

from casework.phases import ENDED_PHASES, OPEN_PHASES, Phase, is_permitted, phase_after

# written by hand from the description of the life cycle
PERMITTED = {
    ("record_outcome", before, after)
    for before in ("received", "examination", "approval")
    for after in ("decided", "closed")
} | {
    ("implement", "decided", "closed"),
    ("amend", "received", "decided"),
    ("amend", "received", "closed"),
    ("amend", "decided", "received"),
    # another outcome or another day may leave the unit where it stands
    ("amend", "decided", "decided"),
    ("amend", "decided", "closed"),
    ("amend", "closed", "received"),
    ("amend", "closed", "decided"),
    ("amend", "closed", "closed"),
}
STEPS = list(
    itertools.product(
        ("record_outcome", "implement", "amend", "unheard_of"),
        Phase.values,
        Phase.values,
    )
)


@pytest.mark.parametrize(("act", "before", "after"), STEPS)
def test_table_permits_exactly_the_steps_of_the_life_cycle(
    act: str, before: str, after: str
) -> None:
    permitted = is_permitted(act, before=Phase(before), after=Phase(after))

    assert permitted == ((act, before, after) in PERMITTED)


@pytest.mark.parametrize(
    ("outcome", "implemented", "phase"),
    [
        (None, False, Phase.RECEIVED),
        ("full", False, Phase.DECIDED),
        ("partial", False, Phase.DECIDED),
        ("full", True, Phase.CLOSED),
        ("partial", True, Phase.CLOSED),
        *(
            (code, False, Phase.CLOSED)
            for code in (
                "non_disclosure",
                "absent",
                "existence_refused",
                "withdrawn",
                "inadmissible",
                "transferred",
                "accepted_full",
                "rejected",
                "dismissed",
            )
        ),
    ],
)
def test_phase_after_an_outcome(
    outcome: str | None, implemented: bool, phase: Phase
) -> None:
    assert phase_after(outcome, implemented=implemented) == phase


def test_every_phase_is_open_or_ended() -> None:
    assert sorted(OPEN_PHASES + ENDED_PHASES) == sorted(Phase)
