"""What the process of `api` does: fill an office, serve it, ask it from eight sides.

The product's own server serves both: the API, and the same list by hand.
"""

import json
import multiprocessing
import socket
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import cycle
from typing import Any

from django.conf import settings
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from config.serving import Beside, Site
from config.wsgi import application
from offices.operations.create_access_token import create_access_token
from tests.bench import api_raw
from tests.bench.list_office import fill

CLIENTS = 8
PAGES = 60
SECONDS_OF_A_TURN = 1.0
# a server that is not up by then does not come
PATIENCE_SECONDS = 30
API = "/api/v1/units/"
NEVER = date(2100, 1, 1)
END_OF_HEAD = b"\r\n\r\n"


class Both(Site):
    """The product's server, with the list by hand beside it."""

    def load(self) -> Any:
        """Return what sends each request to its side."""

        def either(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
            is_raw = environ["PATH_INFO"].startswith(api_raw.HERE)
            side: Any = api_raw.application if is_raw else application
            answer: Iterable[bytes] = side(environ, start)
            return answer

        return either


def main(arguments: Sequence[str]) -> None:
    """Fill the office of the settings, measure, print JSON."""
    n_units, repeats = map(int, arguments)
    settings.DEBUG = False
    with transaction.atomic():
        officer = fill(n_units, on=localdate())
        new = create_access_token(name="bench", expires_on=NEVER, by=officer, at=now())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    pages, n_statements = _pages(new.secret)
    connections.close_all()
    port = _free_port()
    server = multiprocessing.get_context("fork").Process(target=_serve, args=(port,))
    server.start()
    try:
        _wait_for(port)
        turns = _take_turns(port, pages, new.secret, repeats)
    finally:
        server.terminate()
        server.join()
    sys.stdout.write(json.dumps({"turns": turns, "statements": n_statements}))


def _pages(secret: str) -> tuple[dict[str, list[str]], int]:
    """Return the addresses of the same pages on either side; both must agree."""
    client = Client(headers={"authorization": f"Bearer {secret}"})
    api, raw = [API], [api_raw.HERE]
    client.get(API)
    with CaptureQueriesContext(connection) as queries:
        client.get(API)
    # the next request forgets them
    n_statements = len(queries)
    while len(api) < PAGES:
        found = client.get(api[-1]).json()
        if found["next"] is None:
            break
        api.append(found["next"])
        raw.append(f"{api_raw.HERE}?after={found['results'][-1]['id']}")
    _compare(client, secret, api[-1], raw[-1])
    return {"api": api, "raw": raw}, n_statements


def _compare(client: Client, secret: str, api: str, raw: str) -> None:
    """Hold one page of either side against the other.

    Raises:
        AssertionError: They differ.
    """
    by_product = client.get(api).json()["results"]
    environ = {
        "HTTP_AUTHORIZATION": f"Bearer {secret}",
        "QUERY_STRING": raw.partition("?")[2],
    }
    body = b"".join(api_raw.application(environ, lambda *_: None))
    by_hand = json.loads(body)["results"]
    for row in by_hand:
        row["voided"] = bool(row["voided"])
    assert by_product == by_hand


def _serve(port: int) -> None:
    Both(port=port, greeting="", farewell="", beside=Beside()).run()


def _take_turns(
    port: int, pages: dict[str, list[str]], secret: str, repeats: int
) -> dict[str, list[float]]:
    """Let both sides be asked in turn; return requests per second of every turn."""
    found: dict[str, list[float]] = {"api": [], "raw": []}
    for turn in range(repeats + 1):
        for side, addresses in pages.items():
            per_second = _storm(port, addresses, secret)
            if turn:
                # the first turn warms up
                found[side].append(per_second)
    return found


def _storm(port: int, addresses: list[str], secret: str) -> float:
    """Ask from eight sides at once; return the answers per second."""
    begun = time.perf_counter()
    until = begun + SECONDS_OF_A_TURN

    def ask(place: int) -> int:
        step = len(addresses) * place // CLIENTS
        order = cycle(addresses[step:] + addresses[:step])
        n_answers = 0
        with socket.create_connection(("127.0.0.1", port)) as line:
            while time.perf_counter() < until:
                _one(line, next(order), secret)
                n_answers += 1
        return n_answers

    with ThreadPoolExecutor(CLIENTS) as crowd:
        n_answers = sum(crowd.map(ask, range(CLIENTS)))
    return n_answers / (time.perf_counter() - begun)


def _one(line: socket.socket, address: str, secret: str) -> None:
    """Send one request and read the answer to its end."""
    line.sendall(
        f"GET {address} HTTP/1.1\r\nHost: localhost\r\n"
        f"Authorization: Bearer {secret}\r\n\r\n".encode()
    )
    answer = b""
    while END_OF_HEAD not in answer:
        answer += _more(line)
    head, _end, body = answer.partition(END_OF_HEAD)
    assert head.startswith(b"HTTP/1.1 200"), head
    length = int(head.lower().partition(b"content-length:")[2].split()[0])
    n_read = len(body)
    while n_read < length:
        n_read += len(_more(line))


def _more(line: socket.socket) -> bytes:
    found = line.recv(1 << 16)
    assert found, "the server hung up"
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(port)
