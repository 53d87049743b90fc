"""What the tests of the desk's pages share: a frozen day, readers, a small office."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from offices.models import Staff
from tests.annual.reading import Page


def stop_clock(monkeypatch: pytest.MonkeyPatch, on: date) -> None:
    """Let it be noon of a day in the office's time zone."""
    instant = datetime(on.year, on.month, on.day, 3, 0, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: instant)


def client_of(staff: Staff, *, language: str = "en") -> Client:
    """Return a signed-in browser; English pages show the source strings."""
    client = Client(headers={"accept-language": language})
    client.force_login(staff)
    return client


def read(client: Client, address: str) -> Page:
    """Open a page that must open, and take it apart."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return Page(answer.content.decode())


def numbers(page: Page) -> list[str]:
    """Return the first words of every row below the headings."""
    return [row[0] for row in page.rows if row and "号" in row[0]]


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the statements of a page."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    found += [query["sql"] for query in captured.captured_queries]
