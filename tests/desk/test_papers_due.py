"""The list of letters to be issued names every unit that has one, of every kind."""

from datetime import timedelta

import pytest

from casework.models import Unit
from desk.papers_due import waiting_units
from disclosure.letters import letters_of
from notices.queries import letters_due
from tests.factories.way.moves import MOVES
from tests.factories.way.people import ON
from tests.factories.way.walk import Walk

pytestmark = pytest.mark.django_db

STEPS = 1500
# the first of them meets every kind of letter
SEEDS = (12, 14)
LATER = ON + timedelta(days=400)
KINDS = {
    "absent",
    "existence_refused",
    "extension",
    "full",
    "non_disclosure",
    "partial",
    "special_extension",
    "supplementation",
    "third_party_letter",
    "third_party_notice",
}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_unit_with_a_letter_due_waits_and_no_other(seed: int) -> None:
    walk = Walk(seed, MOVES)
    for _step in range(STEPS):
        walk.step()

    due = {
        unit.pk: letters_due(unit, letters_of(unit, on=LATER))
        for unit in Unit.objects.select_related("case", "organ", "division")
    }

    waiting = set(waiting_units(Unit.objects.all()).values_list("pk", flat=True))
    assert waiting == {key for key, letters in due.items() if letters}
    forms = {letter.form for letters in due.values() for letter in letters}
    assert forms >= KINDS or seed != SEEDS[0]
