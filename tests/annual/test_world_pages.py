"""The page of a year: every number it prints opens to exactly what it counts."""

import re
import unicodedata
from typing import NamedTuple

import pytest
from django.test import Client

from offices.models import Role
from tests.annual import loading, oracle
from tests.annual import oracle_words as words
from tests.annual.oracle import Office
from tests.annual.oracle_tables import annual_tables
from tests.annual.reading import Page, squeezed
from tests.annual.test_worlds_control import (
    AS_OF,
    YEAR,
    a_small_office,
    flip_an_outcome,
)
from tests.annual.worlds import Setting, make_setting
from tests.factories.cast import make_staff
from tests.sizes import pick, thinned

OFFICES = range(7000, 7000 + pick(quick=5, full=60))
ADDRESS = re.compile(r"/annual/(\d+)/(T\d\d)/(\w+)/(\w+)/\?as_of=([\d-]+)")


class Place(NamedTuple):
    """A number on the page: table, row, column."""

    table: str
    row: str
    column: str


@pytest.fixture
def client(client: Client) -> Client:
    """Sign a statistics manager in."""
    client.force_login(make_staff("statistics", Role.STATISTICS_MANAGER))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("seed", thinned(OFFICES, one_of=3))
def test_every_number_of_the_page_opens_to_what_it_counts(
    seed: int, client: Client
) -> None:
    setting = make_setting(seed)
    loading.prepare()
    loading.load_row_by_row(setting)
    loading.add_what_came_later(setting)

    for year, as_of in setting.views.items():
        assert page_problems(client, setting.office, year, as_of) == []


@pytest.mark.django_db
def test_comparison_of_pages_goes_red_when_one_fact_is_changed(client: Client) -> None:
    office = a_small_office()
    setting = Setting(seed=1, office=office, views={YEAR: AS_OF})
    loading.prepare()
    loading.load_row_by_row(setting)
    loading.add_what_came_later(setting)
    assert page_problems(client, office, YEAR, AS_OF) == []

    flip_an_outcome()

    found = page_problems(client, office, YEAR, AS_OF)
    assert len(found) == 5  # two numbers, two lists, and the rate in the sentence


def page_problems(client: Client, office: Office, year: int, as_of: str) -> list[str]:
    """Return where the page of a year or the lists behind it differ."""
    page = _get(client, f"/annual/{year}/?as_of={as_of}")
    expected, found = printed_numbers(office, year, as_of), _numbers(page, year, as_of)
    lines = [
        f"{place}: {expected.get(place)} expected, {found.get(place)} printed"
        for place in expected.keys() | found.keys()
        if expected.get(place) != found.get(place)
    ]
    lines += _unprinted_lines(page, office, year, as_of)
    for place, entries in entries_behind(office, year, as_of).items():
        address = f"/annual/{year}/{'/'.join(place)}/?as_of={as_of}"
        listed = _entries(_get(client, address), place.table)
        if sorted(listed) != sorted(entries):
            lines.append(f"{address}: {sorted(entries)} expected, {sorted(listed)}")
    return lines


def printed_numbers(office: Office, year: int, as_of: str) -> dict[Place, str]:
    """Return every number of the page that has a list behind it, as printed."""
    numbers: dict[Place, str] = {}
    for table in annual_tables(office, year, as_of)["tables"]:
        if table["total"] is not None:
            numbers[Place(table["id"], "all", "all")] = words.half(table["total"])
        for row in table["rows"]:
            for column, value in row["values"].items():
                # a body that did not sit has a sentence without a number
                if value or (value == 0 and table["id"] != "T05"):
                    place = Place(table["id"], row["key"], column)
                    numbers[place] = words.half(value)
    for name, system in (("T01", "公文書"), ("T03", "自己情報")):
        appeals = oracle.appeals(office, year, as_of, system)
        if appeals:
            numbers[Place(name, "sentences", "appeals")] = words.half(len(appeals))
    return numbers


def entries_behind(office: Office, year: int, as_of: str) -> dict[Place, list[str]]:
    """Return what must stand on the page behind each number."""
    cells = oracle.lists(office, year, as_of)
    behind = {
        Place(table, row, column): [_as_shown(table, entry) for entry in entries]
        for table, of_table in cells.items()
        for (row, column), entries in of_table.items()
    }
    shown = printed_numbers(office, year, as_of)
    return {place: entries for place, entries in behind.items() if place in shown}


def _as_shown(table: str, entry: str) -> str:
    if table == "T32":
        return words.PRICES[entry][0]
    if table == "T06":
        return words.day_label(entry) if entry[0].isdigit() else ""
    return entry


def _entries(page: Page, table: str) -> list[str]:
    rows = page.rows[1:]
    if table == "T05":
        return [row[1] for row in rows]
    if table == "T06":  # a figure of the whole year shows no day
        return [row[0] if re.search(r"\d", row[0]) else "" for row in rows]
    return [row[0] for row in rows]


def _numbers(page: Page, year: int, as_of: str) -> dict[Place, str]:
    """Return the linked numbers of a page; digits of any width are read."""
    numbers = {}
    for address, text in page.links:
        found = ADDRESS.fullmatch(address)
        if found:
            assert (found[1], found[5]) == (str(year), as_of)
            place = Place(found[2], found[3], found[4])
            numbers[place] = unicodedata.normalize("NFKC", text)
    return numbers


def _unprinted_lines(page: Page, office: Office, year: int, as_of: str) -> list[str]:
    """Return the captions, lines, sentences and notes the page does not print."""
    return [
        line
        for table in annual_tables(office, year, as_of)["tables"]
        for line in (
            table["caption"],
            table["unit_line"],
            *table["sentences"],
            *table["notes"],
        )
        if line and squeezed(line) not in page.text
    ]


def _get(client: Client, address: str) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return Page(answer.content.decode())
