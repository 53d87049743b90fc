"""Everybody with a token of their own, and what is sent for a line of the table."""

import base64
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from casework.models import Record, Unit
from tests.desk.api.asking import JSON, ROOT, program_of
from tests.desk.role_acts import act_body
from tests.desk.role_play import undone
from tests.desk.role_requests import AS_OF, NOWHERE
from tests.desk.role_table import PEOPLE, Line
from tests.desk.role_world import World

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

# what is sent with the acts whose forms are pages of their own
DRAFTS: dict[str, dict[str, object]] = {
    "draft": {"outcome": "partial"},
    "decide": {
        "outcome": "partial",
        "number": "2練総第1号",
        "approver_name": "総務課長",
        "approved_on": "R2.6.8",
        "decided_on": "R2.6.8",
    },
    "approve": {"decided_on": "R2.6.8"},
    "send_back": {"comment": "直してください"},
}
OF_RECORDS = {"api:amend-record", "api:remove-record"}
LETTERS = {200: "o", 404: "x", 405: "m", 401: "u", 409: "c", 422: "f"}


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
        return bodies(world).get(line.address, {})
    act = line.thing.partition(".")[2]
    form = act_body(act, world)
    return {
        name: _as_json(value)
        for name, value in {**form, **DRAFTS.get(act, {})}.items()
        if name not in ("token", "confirm", "version")
    }


def _as_json(value: object) -> object:
    """Return what a browser would send as a program sends it."""
    if isinstance(value, SimpleUploadedFile):
        value.seek(0)
        content = base64.b64encode(value.read()).decode()
        return {"name": value.name, "content": content}
    return True if value == "on" else value


def bodies(world: World) -> dict[str, dict[str, object]]:
    """Return what is sent to the addresses that no page has."""
    found = record(world)
    choice = {"record": found.pk, "version": found.version, "outcome": "full"}
    return {
        "api:add-records": {"records": [{"title": "台帳"}]},
        "api:decide-record": {"choices": [choice]},
        "api:amend-record": {"title": "台帳"},
        "api:disclose-at-once": {
            "titles": "道路台帳",
            "number": "2練総第1号",
            "approver_name": "総務課長",
        },
        "api:requests": {
            "organ": "mayor",
            "received_on": "R2.7.1",
            "channel": "counter",
            "requester_category": "unknown",
            "name": "請求者",
            "items": [{"subject": "道路台帳"}],
        },
    }


def record(world: World) -> Record:
    """Return a record of the open unit."""
    return Record.objects.filter(unit=world.units["shared_own"])[0]


def headers_of(line: Line, world: World) -> dict[str, str]:
    """Return key and version, as a program sends them with an act."""
    unit = world.units.get(line.thing.partition(".")[0])
    if line.address in OF_RECORDS:
        version = record(world).version
        return {"Idempotency-Key": "the-only-key", "If-Match": f'"{version}"'}
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
    if line.address in OF_RECORDS:
        return record(world).pk
    unit = world.units[line.thing]
    by_case = line.address in ("api:case", "api:appeal")
    return unit.case_id if by_case else unit.pk
