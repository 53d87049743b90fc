"""Every way to the units agrees for everybody: page, search, file, API list and detail.

Read from what is answered, not from the code: numbers in the rows of pages and
files, numbers in the answers of the API.
"""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from desk.api.unit_rows import rows
from tests.desk.api.asking import ROOT, all_rows
from tests.desk.api.role_play import programs
from tests.desk.role_play import everybody
from tests.desk.role_table import PEOPLE
from tests.desk.role_world import World, make_world

pytestmark = pytest.mark.django_db

Seen = dict[str, set[str]]
HEADING = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
ROW = re.compile(r"<tr[^>]*>(.*?)</tr>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


@pytest.fixture
def world() -> World:
    return make_world()


def test_every_way_to_the_units_leads_to_the_same(world: World) -> None:
    browsers, clients = everybody(world), programs(world)

    ways = {
        "page of the list": by_person(browsers, world, on_page),
        "file of the list": by_person(browsers, world, in_file),
        "page of the unit": by_person(browsers, world, by_its_page),
        "list of the API": by_person(clients, world, in_list),
        "list of the API, page by page": by_person(clients, world, in_pages),
        "search of the API": by_person(clients, world, by_number),
        "detail of the API": by_person(clients, world, by_detail),
        "cases of the API": by_person(clients, world, by_cases),
    }

    expected = ways["detail of the API"]
    assert set(expected) == set(PEOPLE.values())
    assert expected["records_officer"] == set(world.units)
    assert expected["stranger"] == set()
    assert {way: differing(found, expected) for way, found in ways.items()} == {
        way: {} for way in ways
    }


def test_ways_differ_when_one_of_them_is_not_guarded(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: a list that filters by itself is found."""
    from desk.api import units  # noqa: PLC0415 - only this test takes it apart

    class Everything:
        def visible_to(self, staff: object, *, on: object) -> object:
            return rows()

    monkeypatch.setattr(units, "rows", Everything)

    lists = by_person(programs(world), world, in_list)

    assert "other_request" in lists["division_staff"]


def test_fields_of_a_unit_agree_between_list_and_detail(world: World) -> None:
    for program in programs(world).values():
        for row in rows_of(program, ""):
            detail = program.get(f"{ROOT}units/{row['id']}/").json()

            assert {name: detail.get(name) for name in row} == row
            masked = {"subject", "requester", "handler"} - set(row)
            assert not masked & set(detail)


def by_person(clients, world, way) -> Seen:  # type: ignore[no-untyped-def]  # three plain arguments
    return {person: way(client, world) for person, client in clients.items()}


def differing(found: Seen, expected: Seen) -> dict[str, set[str]]:
    return {
        person: found[person] ^ expected[person]
        for person in expected
        if found[person] != expected[person]
    }


def on_page(browser: Client, world: World) -> set[str]:
    return named(browser.get(reverse("desk:cases")).content.decode(), world)


def in_file(browser: Client, world: World) -> set[str]:
    answer = browser.get(reverse("desk:cases-file", args=["csv"]))
    if answer.status_code != 200:
        return set()
    text = answer.getvalue().decode("utf-8-sig")
    return {
        thing
        for thing, unit in world.units.items()
        if any(unit.number_text in line.split(",") for line in text.splitlines())
    }


def by_its_page(browser: Client, world: World) -> set[str]:
    return {
        thing
        for thing, unit in world.units.items()
        if browser.get(reverse("desk:unit", args=[unit.pk])).status_code in (200, 302)
        and browser.get(reverse("desk:home")).status_code == 200
    }


def in_list(program: Client, world: World) -> set[str]:
    return things([row["id"] for row in rows_of(program, "")], world)


def in_pages(program: Client, world: World) -> set[str]:
    rows = rows_of(program, "?limit=2&order=-number")
    return things([row["id"] for row in rows], world)


def by_number(program: Client, world: World) -> set[str]:
    found = set()
    for thing, unit in world.units.items():
        rows = rows_of(program, "?" + urlencode({"q": unit.number_text}))
        if unit.pk in [row["id"] for row in rows]:
            found.add(thing)
    return found


def by_detail(program: Client, world: World) -> set[str]:
    return {
        thing
        for thing, unit in world.units.items()
        if program.get(f"{ROOT}units/{unit.pk}/").status_code == 200
    }


def by_cases(program: Client, world: World) -> set[str]:
    if program.get(f"{ROOT}cases/").status_code != 200:
        return set()
    cases = all_rows(program, "cases/?limit=3")
    return things([unit for case in cases for unit in case["units"]], world)


def rows_of(program: Client, question: str) -> list[dict[str, object]]:
    """Return the rows of a list, none where the list is not for the person."""
    if program.get(f"{ROOT}units/").status_code != 200:
        return []
    return list(all_rows(program, f"units/{question}"))


def things(keys: list[object], world: World) -> set[str]:
    return {thing for thing, unit in world.units.items() if unit.pk in keys}


def named(page: str, world: World) -> set[str]:
    """Return the units whose numbers stand first in a row of a page."""
    firsts = []
    for row in ROW.findall(page):
        cells = [" ".join(TAG.sub(" ", cell).split()) for cell in HEADING.findall(row)]
        firsts += [f"{cell} " for cell in cells[:2]]
    return {
        thing
        for thing, unit in world.units.items()
        if any(cell.startswith(f"{unit.number_text} ") for cell in firsts)
    }
