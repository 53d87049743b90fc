"""Everybody with a token of their own, and what is sent for a line of the table."""

from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse

from casework.models import Unit
from tests.desk.api.asking import JSON, ROOT, program_of
from tests.desk.role_acts import act_body
from tests.desk.role_play import undone
from tests.desk.role_requests import AS_OF, NOWHERE
from tests.desk.role_table import PEOPLE, Line
from tests.desk.role_world import World

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

LETTERS = {200: "o", 404: "x", 405: "m", 401: "u", 409: "c"}


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
    if line.address == "api:act":
        thing, _dot, act = line.thing.partition(".")
        unit = world.units.get(thing)
        return f"{ROOT}units/{unit.pk if unit else NOWHERE}/{act}/"
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
        return program.post(
            address_of(line, world),
            body_of(line, world),
            content_type=JSON,
            headers=headers_of(line, world),
        )


def body_of(line: Line, world: World) -> dict[str, object]:
    """Return the form of an act's page as JSON."""
    if line.address != "api:act":
        return {}
    form = act_body(line.thing.partition(".")[2], world)
    return {
        name: True if value == "on" else value
        for name, value in form.items()
        if name not in ("token", "confirm")
    }


def headers_of(line: Line, world: World) -> dict[str, str]:
    """Return key and version, as a program sends them with an act."""
    unit = world.units.get(line.thing.partition(".")[0])
    version = Unit.objects.get(pk=unit.pk).version if unit else 1
    return {"Idempotency-Key": "the-only-key", "If-Match": f'"{version}"'}


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
