"""Everybody goes everywhere; what they meet there is what they may know.

Every text field of every object carries a word of its own. Each person opens all
that opens to them and every link found there, files included.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from casework import permissions
from casework.permissions import FieldClass
from tests.desk.role_marks import all_marks, marks_of
from tests.desk.role_play import address_of, everybody, undone
from tests.desk.role_table import PEOPLE, lines
from tests.desk.role_world import World, make_world, mark

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LINK = re.compile(r'(?:href|action)="([^"#]+)')
MARK = re.compile(r"marked[a-z]+?dekram")
# one of these is enough: the tables of the year are the same on any day
# and the calendar goes on for ever; a course that is narrowed shows less of the same
SAME_ON_ANOTHER_DAY = re.compile(
    r"as_of=(?!2021-05-31)|[?&]month=|[?&]show=|/months/\w+/(?!2020-06)[\w-]+/"
)
MOST_PAGES = 900


@pytest.fixture
def world() -> World:
    return make_world()


def test_everybody_meets_the_words_they_may_know_and_no_other(world: World) -> None:
    clients = everybody(world)
    names = {mark(*where): where for where in all_marks()}

    met = {
        person: {names.get(word, word) for word in words_met(client, world)}
        for person, client in clients.items()
    }

    assert met == {person: marks_of(person) for person in PEOPLE.values()}


def test_words_are_met_by_others_when_fields_are_not_kept_apart(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: with every field shown to all, names get out."""
    everything = frozenset(FieldClass)
    seen_by = dict.fromkeys(permissions.SEEN_BY, everything)
    monkeypatch.setattr(permissions, "SEEN_BY", seen_by)

    met = words_met(everybody(world)["division_staff"], world)

    assert mark("requester", "own_request") in met


def words_met(client: Client, world: World) -> set[str]:
    """Open everything that opens to a person and return the words found."""
    return {word for page in pages(client, world) for word in MARK.findall(page)}


def pages(client: Client, world: World) -> Iterator[str]:
    """Walk from every address of the table along every link; nothing is written."""
    waiting = [address_of(line, world) for line in lines() if line.method == "GET"]
    known = set(waiting)
    while waiting:
        address = waiting.pop()
        with undone():
            answer = client.get(address)
            content = answer.getvalue()
        text = readable(content)
        yield text + str(answer.headers)
        if "text/html" not in answer.get("Content-Type", ""):
            continue
        found = {link for link in links(text, address) if link not in known}
        known |= found
        waiting += sorted(found)
        assert len(known) < MOST_PAGES, sorted(known)[-40:]


def links(text: str, address: str) -> Iterator[str]:
    """Return where a page leads, on this site."""
    for found in LINK.findall(text):
        parts = urlsplit(urljoin(address, html.unescape(found)))
        link = parts.path + ("?" + parts.query if parts.query else "")
        is_ours = not parts.netloc and not parts.path.startswith(
            ("/static/", "/language")
        )
        if is_ours and not SAME_ON_ANOTHER_DAY.search(link) and "sort=" not in link:
            yield link


def readable(content: bytes) -> str:
    """Return a page or a file as text; a workbook is unpacked."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            parts = [book.read(name) for name in book.namelist()]
        return "\n".join(part.decode(errors="replace") for part in parts)
    return content.decode(errors="replace")
