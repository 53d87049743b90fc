"""Every address for everybody, compared with the table written by hand.

The table is the oracle: nothing in it comes from the code. An address that it
does not name fails here, and so does a line whose address is gone.
"""

from collections.abc import Iterable

import pytest
from django.db.models import Q
from django.test import Client

from tests.desk.addresses import addresses
from tests.desk.role_play import address_of, ask, everybody, shape_of
from tests.desk.role_requests import body
from tests.desk.role_table import PEOPLE, Line, lines
from tests.desk.role_world import World, make_world

pytestmark = pytest.mark.django_db

# what opens to more people when the scope of the rows is taken away
OPENED = {"desk:case", "desk:appeal"}
METHODS_OF_PAGES = {"GET", "POST"}


@pytest.fixture
def world() -> World:
    return make_world()


def test_table_names_every_address_and_no_other() -> None:
    assert {line.address for line in lines()} == set(addresses())


def test_table_asks_every_address_by_either_method() -> None:
    asked: dict[str, set[str]] = {}
    for line in lines():
        asked.setdefault(line.address, set()).add(line.method)

    assert {name for name, seen in asked.items() if seen != METHODS_OF_PAGES} == set()


def test_table_is_true_for_everybody(world: World) -> None:
    """And every hidden object shows a person the page of an object that is none."""
    wrong, shapes = played(world, lines())

    assert wrong == []
    # a calendar that is none is all that people without a session are denied
    assert set(shapes) == set(PEOPLE.values())
    assert {person: len(seen) for person, seen in shapes.items() if len(seen) > 1} == {}


@pytest.mark.once
def test_table_is_false_when_everybody_sees_every_unit(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: without the guard the table must not hold."""
    everything = Q(pk__isnull=False)
    for place in ("casework.models.unit.unit_scope", "casework.models.case.case_scope"):
        monkeypatch.setattr(place, lambda staff, *, on: everything)

    found, _ = played(world, [line for line in lines() if line.address in OPENED])

    assert "GET desk:case other_request for division_staff: o, not x" in found
    assert "GET desk:appeal appeal for barred_board_member: o, not x" in found


def test_everything_written_needs_a_token_of_its_own_page(world: World) -> None:
    """Without the token of the form nothing is taken, whoever asks."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.cast.records_officer)
    posts = [line for line in lines() if line.method == "POST"]
    writable = [line for line in posts if line.expected["records_officer"] in "or"]

    answers = {
        str(line): strict.post(address_of(line, world), body(line, world)).status_code
        for line in writable
    }

    assert answers
    assert set(answers.values()) == {403}


def played(world: World, some: Iterable[Line]) -> tuple[list[str], dict[str, set[str]]]:
    """Ask for every cell of some lines.

    Returns:
        The cells that answer otherwise, and the pages each person was denied by.
    """
    clients = everybody(world)
    wrong: list[str] = []
    shapes: dict[str, set[str]] = {}
    for line in some:
        address = address_of(line, world)
        for person, expected in line.expected.items():
            found, answer = ask(clients[person], line, address, world)
            if found != expected:
                wrong.append(f"{line} for {person}: {found}, not {expected}")
            if expected == "x":
                shape = shape_of(answer.content.decode())
                shapes.setdefault(person, set()).add(shape)
    return wrong, shapes
