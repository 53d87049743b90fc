"""The file of a number's list: as many rows as the number, the words of the page."""

import csv
import io
import re

import pytest
from django.test import Client

from casework.models import Bar
from tests.annual.reading import Page
from tests.desk.role_requests import AS_OF, CELLS, YEAR
from tests.desk.role_world import World, make_world, mark

pytestmark = pytest.mark.django_db

ADDRESS = "/annual/{year}/{table}/{row}/{column}/"


@pytest.fixture
def world() -> World:
    return make_world()


def client_of(world: World, person: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(getattr(world.cast, person))
    return client


def address(thing: str) -> str:
    return ADDRESS.format(year=YEAR, **CELLS[thing])


def rows_of_file(client: Client, thing: str) -> list[list[str]]:
    answer = client.get(f"{address(thing)}list.csv{AS_OF}")
    text = answer.getvalue().decode("utf-8-sig")
    _header, *rows = csv.reader(io.StringIO(text, newline=""))
    return rows


@pytest.mark.parametrize("person", ["records_officer", "statistics_manager", "auditor"])
@pytest.mark.parametrize("thing", ["withdrawn", "personal", "appeals"])
def test_file_has_the_rows_of_the_page(world: World, person: str, thing: str) -> None:
    client = client_of(world, person)
    page = Page(client.get(f"{address(thing)}{AS_OF}").content.decode())

    rows = rows_of_file(client, thing)

    shown = [row[0] for row in page.rows if row and "号" in row[0]]
    assert [row[0] for row in rows] == shown
    assert len(shown) == 2


def test_file_shows_the_subject_to_whom_the_page_does(world: World) -> None:
    word = mark("subject", "own_request")

    officer = rows_of_file(client_of(world, "records_officer"), "withdrawn")
    manager = rows_of_file(client_of(world, "statistics_manager"), "withdrawn")

    assert word in str(officer)
    assert word not in str(manager)
    assert {row[-1] for row in manager} == {"Not shown"}


def test_case_one_is_recused_from_keeps_its_row_and_shows_nothing(
    world: World,
) -> None:
    unit = world.units["own_request"]
    Bar.objects.create(
        case=unit.case,
        staff=world.cast.records_officer,
        on=unit.received_on,
        reason="除斥",
    )

    rows = rows_of_file(client_of(world, "records_officer"), "withdrawn")

    assert len(rows) == 2
    assert mark("subject", "own_request") not in str(rows)
    assert "you are recused" in str(rows)


@pytest.mark.parametrize("form", ["list.xlsx", "list.csv", "encoding=cp932"])
def test_page_of_a_number_links_its_files(world: World, form: str) -> None:
    html = client_of(world, "auditor").get(f"{address('personal')}{AS_OF}")

    links = re.findall(r'href="([^"]*list\.[^"]*)"', html.content.decode())

    assert [link for link in links if form in link]
    assert all("as_of=2021-05-31" in link for link in links)
