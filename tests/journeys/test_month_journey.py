"""One month of an office through its pages, as it was planned by hand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.journeys import month_end
from tests.journeys.clock import Clock
from tests.journeys.conftest import Visit
from tests.journeys.month_office import Month, office
from tests.journeys.month_plan import LAST
from tests.journeys.month_rest import PLAN, T01, T02
from tests.journeys.month_steps import Asked, Step
from tests.journeys.month_ways import issue, ways
from tests.journeys.server import manage
from tests.journeys.visitor import Site
from tests.journeys.week_office import Person

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def month_site(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Site, Clock]]:
    with office(tmp_path_factory.mktemp("month")) as served:
        yield served


@pytest.fixture
def month(visit: Visit, month_site: tuple[Site, Clock], pictures: Path) -> Month:
    site, clock = month_site
    return Month(clock, lambda _login: Person(visit(site)), pictures)


def by_day() -> dict[date, list[tuple[Asked, Step | None]]]:
    """Return what happens on each day: first what comes in, then what is done."""
    days: dict[date, list[tuple[Asked, Step | None]]] = {}
    for asked in PLAN:
        days.setdefault(asked.received, []).append((asked, None))
    for asked in PLAN:
        for step in asked.steps:
            days.setdefault(step.on, []).append((asked, step))
    return dict(sorted(days.items()))


# request and act → the picture of its unit, and what stands at the top of it
DRAWN = {
    (10, "order_supplementation"): ("unit-suspended", "#supplementations-heading"),
    (6, "record_payment"): ("unit-fees", "#fees-heading"),
    (25, "answer_consultation"): ("unit-third-parties", "#third-parties-heading"),
    (28, "hold"): ("unit-held", "#holds-heading"),
    (30, "record_return"): ("unit-letters", "#letters"),
}
LETTERS_GO = ("record_delivery", "resend", "record_arrival", "record_return")


def test_a_month_leaves_behind_what_the_plan_says(
    month: Month, month_site: tuple[Site, Clock]
) -> None:
    site, _clock = month_site
    for on, lines in by_day().items():
        month.turn_to(on)
        play(month, lines)
    month.turn_to(LAST)
    found = month_end.snapshot(site)

    assert month.wrong == []
    assert [row[1:5] for row in sorted_letters(found)] == sorted(
        month_end.expected_letters(month), key=str
    )
    assert month_end.letters_that_say_otherwise(month, found["notices"]) == []
    assert found["acts"] == month_end.expected_acts()
    assert month_end.tables(site) == (T01, T02)
    assert month_end.queue(month) == month_end.expected_queue()
    for what in ("trail", "clocks"):
        # it ends with 1, and this with an error, when anything is wrong
        assert manage(site.env, "verify", what) != ""


def sorted_letters(found: dict[str, Any]) -> list[list[Any]]:
    """Return the letters in an order that does not hang on their keys."""
    return sorted(found["notices"], key=lambda row: str(row[1:5]))


def play(month: Month, lines: list[tuple[Asked, Step | None]]) -> None:
    """Play a day: acts, then the letters that are due, then what becomes of them."""
    for asked, step in lines:
        if step is None:
            month.log(asked)
        elif not step.paper and step.act not in LETTERS_GO:
            act(month, asked, step)
    letters = [(asked, step) for asked, step in lines if step and step.paper]
    if letters:
        issue(month, letters)
    for asked, step in lines:
        if step and step.act in LETTERS_GO:
            act(month, asked, step)


def act(month: Month, asked: Asked, step: Step) -> None:
    """Do a step and hold the due date against the plan."""
    unit = month.units.get((asked.number, step.branch), 0)
    ways[step.act](month, unit, asked, step)
    month.hold_due_date(asked, step)
    drawn = DRAWN.get((asked.number, step.act))
    if drawn and not step.refused:
        month.draw(unit, *drawn)
