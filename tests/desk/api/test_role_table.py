"""Every address of the API for everybody, compared with the table written by hand."""

import re

import pytest
from django.db.models import Q
from django.test import Client

from casework import permissions
from casework.permissions import FieldClass
from desk.acts import ACT_PAGES
from tests.desk.addresses import api_addresses
from tests.desk.api.asking import PROBLEM
from tests.desk.api.role_play import letter_of, programs, send
from tests.desk.api.role_table import lines
from tests.desk.role_marks import marks_of
from tests.desk.role_table import PEOPLE
from tests.desk.role_world import World, make_world, mark

pytestmark = pytest.mark.django_db

MARK = re.compile(r"marked[a-z]+?dekram")
# what else a page shows, such as a ledger's rows, the API does not answer with
ANSWERED = {
    "requester",
    "subject",
    "remarks",
    "reason",
    "against",
    "complaint",
    "report",
    "agenda",
    "title",
    "numbered",
    "part",
    "why",
    "third",
}


@pytest.fixture
def world() -> World:
    return make_world()


def test_table_names_every_address_and_no_other() -> None:
    assert {line.address for line in lines()} == set(api_addresses())


def test_table_asks_every_address_by_either_method() -> None:
    asked: dict[str, set[str]] = {}
    for line in lines():
        asked.setdefault(line.address, set()).add(line.method)

    assert {name for name, seen in asked.items() if seen != {"GET", "POST"}} == set()


def test_table_asks_every_act() -> None:
    asked = {
        line.thing.partition(".")[2]
        for line in lines()
        if (line.address, line.method) == ("api:act", "POST")
    }

    assert asked == set(ACT_PAGES)


def test_table_is_true_for_everybody(world: World) -> None:
    assert wrong_cells(world) == []


@pytest.mark.once
def test_table_is_false_when_everybody_sees_every_unit(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: without the guard the table must not hold."""
    everything = Q(pk__isnull=False)
    for place in ("casework.models.unit.unit_scope", "casework.models.case.case_scope"):
        monkeypatch.setattr(place, lambda staff, *, on: everything)

    found = wrong_cells(world)

    assert "GET api:case other_request for division_staff: o, not x" in found
    assert "GET api:records other_request for division_staff: o, not x" in found
    assert "GET api:appeal appeal for barred_board_member: o, not x" in found


@pytest.mark.once
def test_denied_looks_like_absent(world: World) -> None:
    """To one person every hidden object answers as an object that is none."""
    shapes: dict[str, set[bytes]] = {}
    clients = programs(world)
    for line in lines():
        for person, letter in line.expected.items():
            if letter == "x":
                answer = send(clients[person], line, world)
                assert answer["Content-Type"] == PROBLEM
                shapes.setdefault(person, set()).add(answer.content)

    assert set(shapes) == set(PEOPLE.values()) - {"disabled", "anonymous"}
    assert {person: len(seen) for person, seen in shapes.items() if len(seen) > 1} == {}


def test_everybody_is_answered_with_what_they_may_know_and_no_more(
    world: World,
) -> None:
    met = {
        person: words_met(client, world) for person, client in programs(world).items()
    }

    assert met == {
        person: {
            mark(field, thing) for field, thing in marks_of(person) if field in ANSWERED
        }
        for person in PEOPLE.values()
    }


@pytest.mark.once
def test_words_are_met_by_others_when_fields_are_not_kept_apart(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: with every field shown to all, names get out."""
    everything = frozenset(FieldClass)
    seen_by = dict.fromkeys(permissions.SEEN_BY, everything)
    monkeypatch.setattr(permissions, "SEEN_BY", seen_by)

    met = words_met(programs(world)["division_staff"], world)

    assert mark("requester", "own_request") in met


def words_met(client: Client, world: World) -> set[str]:
    """Ask everything there is to read and return the words found."""
    asked = [line for line in lines() if line.method == "GET"]
    answers = [send(client, line, world).content.decode() for line in asked]
    return {word for answer in answers for word in MARK.findall(answer)}


def wrong_cells(world: World) -> list[str]:
    """Ask for every cell of the table and name those that answer otherwise."""
    clients = programs(world)
    wrong = []
    for line in lines():
        for person, expected in line.expected.items():
            found = letter_of(send(clients[person], line, world))
            if found != expected:
                wrong.append(f"{line} for {person}: {found}, not {expected}")
    return wrong
