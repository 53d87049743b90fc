"""Every way to a unit agrees: page, list, search, list behind a number."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import Unit
from tests.desk.role_play import everybody
from tests.desk.role_requests import AS_OF, CELLS, YEAR
from tests.desk.role_table import PEOPLE, Line, lines
from tests.desk.role_world import World, make_world

pytestmark = pytest.mark.django_db

BODY = re.compile(r"<tbody>.*?</tbody>", re.DOTALL)
# the first cell of each row
ROW = re.compile(r"<tr[^>]*>(.*?)</t[hd]>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
SEES_TABLES = {"records_officer", "statistics_manager", "auditor"}


@pytest.fixture
def world() -> World:
    return make_world()


def test_list_shows_exactly_the_units_whose_pages_open(world: World) -> None:
    pages = visible_by_page()

    lists = {
        person: things_on(client, reverse("desk:cases"), world)
        for person, client in everybody(world).items()
    }

    assert lists == pages


def test_list_of_appeals_shows_exactly_the_appeals_whose_pages_open(
    world: World,
) -> None:
    pages = {
        person: {thing for thing in things if thing.endswith("appeal")}
        for person, things in visible_by_page().items()
    }

    lists = {
        person: things_on(client, reverse("desk:appeals"), world)
        for person, client in everybody(world).items()
    }

    assert lists == pages


def test_search_by_number_finds_exactly_the_units_whose_pages_open(
    world: World,
) -> None:
    pages = visible_by_page()

    found = {
        person: {
            thing
            for thing, unit in world.units.items()
            if thing in things_on(client, search_for(unit), world)
        }
        for person, client in everybody(world).items()
    }

    assert found == pages


def test_list_behind_a_number_holds_what_it_counts_for_whoever_sees_tables(
    world: World,
) -> None:
    """The tables count the whole office; their lists show rows without words."""
    address = reverse("annual:cell", args=[YEAR, *CELLS["withdrawn"].values()])

    lists = {
        person: things_on(client, address + AS_OF, world)
        for person, client in everybody(world).items()
    }

    counted = {"own_request", "other_request"}
    assert lists == {p: counted if p in SEES_TABLES else set() for p in PEOPLE.values()}


def visible_by_page() -> dict[str, set[str]]:
    """Return person → units whose page opens, as the hand-written table says."""
    opens: dict[str, set[str]] = {person: set() for person in PEOPLE.values()}
    for line in lines():
        if is_unit_page(line):
            for person, letter in line.expected.items():
                if letter in "or":
                    opens[person].add(line.thing)
    return opens


def is_unit_page(line: Line) -> bool:
    return (line.address, line.method) == ("desk:unit", "GET")


def search_for(unit: Unit) -> str:
    return f"{reverse('desk:cases')}?{urlencode({'q': unit.number_text})}"


def things_on(client: Client, address: str, world: World) -> set[str]:
    """Return the units whose numbers open the rows of a page."""
    page = client.get(address).content.decode()
    rows = [row for body in BODY.findall(page) for row in ROW.findall(body)]
    first = [" ".join(TAG.sub(" ", row).split()) + " " for row in rows]
    return {
        thing
        for thing, unit in world.units.items()
        if any(cell.startswith(f"{unit.number_text} ") for cell in first)
    }
