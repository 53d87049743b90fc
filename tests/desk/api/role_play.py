"""Everybody with a token of their own, and what is sent for a line of the table."""

from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse

from tests.desk.api.asking import JSON, program_of
from tests.desk.role_play import undone
from tests.desk.role_requests import AS_OF, NOWHERE
from tests.desk.role_table import PEOPLE, Line
from tests.desk.role_world import World

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

LETTERS = {200: "o", 404: "x", 405: "m", 401: "u"}


def programs(world: World) -> dict[str, Client]:
    """Return one program per person; anonymous shows no token."""
    found = {name: Client() for name in PEOPLE.values()}
    for name, staff in world.cast.everybody().items():
        found[name] = program_of(staff)
    return found


def address_of(line: Line, world: World) -> str:
    """Return the path of a line's address for its thing."""
    if line.address == "api:nothing":
        return "/api/v1/no/such/thing/"
    if line.thing == "-":
        return reverse(line.address)
    if line.address.startswith("api:annual"):
        year = 9999 if line.thing == "missing" else 2020
        return reverse(line.address, args=[year]) + AS_OF
    return reverse(line.address, args=[_key(line, world)])


def send(program: Client, line: Line, world: World) -> "Answer":
    """Send one request; nothing stays."""
    with undone():
        if line.method == "GET":
            return program.get(address_of(line, world))
        return program.post(address_of(line, world), {}, content_type=JSON)


def letter_of(answer: "Answer") -> str:
    """Return the letter of an answer."""
    return LETTERS.get(answer.status_code, str(answer.status_code))


def _key(line: Line, world: World) -> int:
    if line.thing == "missing":
        return NOWHERE
    if line.thing == "session":
        return world.session.pk
    unit = world.units[line.thing]
    by_case = line.address in ("api:case", "api:appeal")
    return unit.case_id if by_case else unit.pk
