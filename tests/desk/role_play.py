"""Everybody signed in, every request sent, nothing left behind."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import cast

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from tests.desk.role_requests import body, parameters
from tests.desk.role_table import PEOPLE, Line
from tests.desk.role_world import World

REQUESTS = """受付番号,受付日,実施機関,所管課,件名
令和2年度 第900号,R2.7.1,区長,総務課,道路台帳
"""
APPEALS = """審査請求番号,審査請求日,制度
令和2年度 第900号,R2.7.1,情報公開
"""
SIGN_IN = "/sign-in/?next="
LETTERS = {200: "o", 404: "x", 405: "m", 409: "c"}


def everybody(world: World) -> dict[str, Client]:
    """Return one signed-in browser per person; the disabled one had a session."""
    clients = {name: Client() for name in PEOPLE.values()}
    for name, staff in world.cast.everybody().items():
        clients[name].force_login(staff)
    bring_ledgers(clients, world)
    return clients


def bring_ledgers(clients: dict[str, Client], world: World) -> None:
    """Let the officer and the secretariat each leave a ledger waiting."""
    for thing, person, kind, text in (
        ("officers_file", "records_officer", "disclosure", REQUESTS),
        ("boards_file", "board_secretariat", "appeals", APPEALS),
    ):
        file = SimpleUploadedFile("ledger.csv", text.encode())
        form = {"kind": kind, "file": file}
        answer = clients[person].post(reverse("desk:import"), form)
        report = resolve(answer["Location"])
        world.files[thing] = report.kwargs["token"]


def ask(
    client: Client, line: Line, address: str, world: World
) -> tuple[str, HttpResponse]:
    """Send one request and return the letter of the answer, and it; nothing stays."""
    with signed_in_as_before(client), undone():
        answer = send(client, line, address, world)
    return letter_of(answer), answer


def letter_of(answer: HttpResponse) -> str:
    """Return the letter the table has for an answer."""
    if answer.status_code == HTTPStatus.FOUND:
        return "s" if answer["Location"].startswith(SIGN_IN) else "r"
    return LETTERS.get(answer.status_code, str(answer.status_code))


def send(client: Client, line: Line, address: str, world: World) -> HttpResponse:
    """Send one request and read the answer to its end."""
    if line.method == "POST":
        answer = client.post(address, body(line, world))
    else:
        answer = client.get(address)
    if not answer.streaming:
        # the client answers with an HttpResponse of its own making
        return cast("HttpResponse", answer)
    # a file is handed out piece by piece; here it is looked at whole
    return HttpResponse(
        answer.getvalue(), status=answer.status_code, headers=dict(answer.headers)
    )


@contextmanager
def signed_in_as_before(client: Client) -> Iterator[None]:
    """Give a browser its cookies back: it may have signed out or changed language."""
    before = dict(client.cookies)
    yield
    client.cookies.clear()
    client.cookies.update(before)


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def address_of(line: Line, world: World) -> str:
    """Return the path of a line's address for its thing."""
    kwargs, query = parameters(line, world)
    return reverse(line.address, kwargs=kwargs) + query


def shape_of(page: str) -> str:
    """Return a page without its form tokens and the address that was asked for."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
    # the navigation marks the part of the site the address belongs to
    page = re.sub(r'aria-current="\w+"', "", page)
    return re.sub(r'name="next" value="[^"]*"', "", page)
