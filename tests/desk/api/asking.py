"""What the tests of the API share: a program with a token, and what it reads."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from offices.models import Staff
from offices.operations.create_access_token import create_access_token

ROOT = "/api/v1/"
AT = datetime(2020, 6, 1, 3, 0, tzinfo=UTC)
NEVER = date(2100, 1, 1)
JSON = "application/json"
PROBLEM = "application/problem+json"


def program_of(staff: Staff, *, language: str = "en", name: str = "test") -> Client:
    """Return a program that shows a token of a person."""
    new = create_access_token(name=name, expires_on=NEVER, by=staff, at=AT)
    return program_with(new.secret, language=language)


def program_with(secret: str, *, language: str = "en") -> Client:
    """Return a program that shows a token."""
    return Client(
        headers={"authorization": f"Bearer {secret}", "accept-language": language}
    )


def read(program: Client, address: str) -> dict[str, Any]:
    """Ask for what must be there."""
    answer = program.get(ROOT + address)
    assert answer.status_code == 200, (address, answer.content.decode())
    assert answer["Content-Type"] == JSON
    found: dict[str, Any] = answer.json()
    return found


def assert_refusal(answer: Any, status: int, code: str) -> dict[str, Any]:
    """Return the problem an answer must be."""
    found: dict[str, Any] = answer.json()
    assert (answer.status_code, found["code"]) == (status, code), found
    assert answer["Content-Type"] == PROBLEM
    assert found["status"] == status
    assert found["type"] == f"urn:hiroba:problem:{code}"
    assert found["title"] != ""
    assert found["detail"] != ""
    return found


def all_rows(program: Client, address: str) -> Iterator[dict[str, Any]]:
    """Walk a list from its first page to its last."""
    waiting: str | None = ROOT + address
    while waiting:
        answer = program.get(waiting)
        assert answer.status_code == 200, answer.content.decode()
        found = answer.json()
        yield from found["results"]
        waiting = found["next"]
