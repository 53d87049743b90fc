"""The desk on a random walk equals the model of the procedure, step by step."""

import io
import json
from collections import Counter
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection

from audit import trail
from casework.models import Case, Unit
from casework.operations import clock
from tests.factories.way.moves import MOVES
from tests.factories.way.procedure import tally
from tests.factories.way.walk import Walk
from tests.sizes import pick

# one walk is the same on either engine; the long way is walked on the faster one
WALKS = {"sqlite": pick(quick=4, full=40), "postgresql": pick(quick=1, full=4)}
STEPS = {"sqlite": 5000, "postgresql": pick(quick=1000, full=5000)}
MOST = 3 * STEPS["sqlite"]
BETWEEN_TABLES = 500
BETWEEN_LOOKS = 250

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(WALKS[connection.vendor]))
def test_every_act_does_what_the_model_says(seed: int) -> None:
    walk = Walk(seed, MOVES)
    tables = []

    for done in steps_of(walk):
        if done % BETWEEN_TABLES == 0:
            tables += table_differences(walk)

    assert walk.divergences == []
    assert tables == []
    assert broken_caches() == []
    if connection.vendor == "sqlite":
        assert missing_edges(walk) == set()


def steps_of(walk: Walk) -> Iterator[int]:
    """Walk the steps that are due, and on until every edge was met."""
    steps = STEPS[connection.vendor]
    for done in range(1, MOST + 1):
        walk.step()
        yield done
        if done % BETWEEN_LOOKS == 0:
            missing = missing_edges(walk)
            walk.wanted = {(act, before) for act, before, _after in missing}
            if done >= steps and (not missing or connection.vendor != "sqlite"):
                return


# every step of the procedure, written by hand: act, before → after
EDGES = {
    ("assign", "R", "R"),
    ("assign", "R", "E"),
    ("assign", "E", "E"),
    ("add_records", "R", "E"),
    ("add_records", "E", "E"),
    ("decide_record", "E", "E"),
    ("remove_record", "E", "E"),
    ("split", "R", "R"),
    ("split", "E", "E"),
    ("draft", "E", "A"),
    ("concur", "A", "A"),
    ("approve", "A", "D"),
    ("approve", "A", "C"),
    ("send_back", "A", "E"),
    ("take_back", "A", "E"),
    ("decide", "E", "D"),
    ("decide", "E", "C"),
    ("withdraw", "R", "C"),
    ("withdraw", "E", "C"),
    ("withdraw", "A", "C"),
    ("implement", "D", "C"),
    ("implement", "C", "C"),
    ("correct_decision", "D", "D"),
    ("correct_decision", "D", "C"),
    ("correct_decision", "C", "C"),
    ("correct_decision", "C", "D"),
    ("ask_reopening", "D", "D"),
    ("ask_reopening", "C", "C"),
    ("confirm_reopening", "D", "E"),
    ("confirm_reopening", "D", "D"),
    ("confirm_reopening", "C", "E"),
    ("confirm_reopening", "C", "C"),
    ("void", "R", "R"),
    ("void", "E", "E"),
    ("void", "A", "A"),
    ("void", "C", "C"),
    *(("add_note", phase, phase) for phase in "READC"),
    ("order_supplementation", "R", "R"),
    ("order_supplementation", "E", "E"),
    *(("answer_supplementation", phase, phase) for phase in "REA"),
    ("lapse_supplementation", "R", "E"),
    ("lapse_supplementation", "E", "E"),
    *(("extend", phase, phase) for phase in "REA"),
    ("extend_specially", "R", "R"),
    ("extend_specially", "E", "E"),
    ("consult_third_party", "E", "E"),
    *(("answer_consultation", phase, phase) for phase in "EADC"),
    *(("hold", phase, phase) for phase in "DC"),
    *(("lift_hold", phase, phase) for phase in "DC"),
    ("state_way", "D", "D"),
    ("appoint", "D", "D"),
    ("redecide", "D", "D"),
    ("redecide", "D", "C"),
    ("redecide", "C", "D"),
    ("redecide", "C", "C"),
}


def missing_edges(walk: Walk) -> set[tuple[str, str, str]]:
    """Return the steps the walk should have taken and did not."""
    return EDGES - set(walk.edges)


def table_differences(walk: Walk) -> list[str]:
    """Hold T01 and T02 against the tally of the model."""
    out = io.StringIO()
    call_command("annual_tables", "2020", "--as-of", "2021-05-31", stdout=out)
    found = {table["id"]: table for table in json.loads(out.getvalue())["tables"]}
    outcomes, grounds = tally(walk.cases)
    shown = found["T01"]["rows"][0]["values"]
    counted = {row["key"]: row["values"]["count"] for row in found["T02"]["rows"]}
    return [
        *_differ("T01", outcomes, shown),
        *_differ("T02", grounds, counted),
    ]


def _differ(table: str, wanted: Counter[str], found: dict[str, int]) -> list[str]:
    keys = sorted({*wanted, *found})
    return [
        f"{table} {key}: {found.get(key)} shown, {wanted[key]} by the model"
        for key in keys
        if (found.get(key) or 0) != wanted[key]
    ]


def broken_caches() -> list[str]:
    """Return every chain and every due date that is not what its events say."""
    chains = [str(b) for case in Case.objects.all() for b in trail.verify(case.stream)]
    dates = [
        unit.number_text
        for unit in Unit.objects.select_related("case")
        if (unit.due_on, unit.clock_state)
        != clock.cached(clock.clock_of(unit), is_open=unit.is_open)
    ]
    return chains + dates
