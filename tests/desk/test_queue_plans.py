"""The lists walk an index: no plan reads a table of cases or units from end to end."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client

from casework.models import Unit
from casework.models.queue_order import is_open
from desk.keyset import place_of
from desk.rows import in_order, order_of
from offices.models import Staff
from tests.bench.list_office import fill
from tests.desk.page_helpers import client_of, statements, stop_clock

pytestmark = pytest.mark.django_db

TODAY = date(2020, 6, 15)
UNITS = 20_000
# the whole table, and a sort of what was found
SCANS = {
    "sqlite": re.compile(r"SCAN (?:casework_(?:unit|case)|[UV]\d)(?! USING)"),
    "postgresql": re.compile(r"Seq Scan on casework_(?:unit|case)\b"),
}
TABLES = re.compile(r'"casework_(?:unit|case)"')


@pytest.fixture
def officer(monkeypatch: pytest.MonkeyPatch) -> Client:
    stop_clock(monkeypatch, TODAY)
    return client_of(fill(UNITS, on=TODAY))


def plans(client: Client, address: str) -> dict[str, str]:
    """Open a page and return statement → plan for whatever asks units or cases."""
    with statements() as asked:
        assert client.get(address).status_code == 200
    return {sql: plan_of(sql) for sql in asked if TABLES.search(sql)}


def plan_of(sql: str) -> str:
    verb = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        # a percent sign in the text of a statement is none of a parameter
        cursor.execute(f"{verb} {sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def scans(found: dict[str, str]) -> list[str]:
    pattern = SCANS[connection.vendor]
    return [plan for plan in found.values() if pattern.search(plan)]


def deep() -> str:
    """Return the address of a page far down the queue."""
    waiting = in_order(Unit.objects.filter(is_open()), "")
    return f"/queue/?sort=due&after={place_of(waiting[600], order_of(''))}"


def test_lists_walk_an_index(officer: Client) -> None:
    clerk = client_of(Staff.objects.get(login="clerk"))
    addresses = [
        "/queue/?sort=due",
        "/queue/?sort=-due",
        deep(),
        "/queue/?due=week",
        "/queue/?facet=mine",
        "/queue/?facet=inquiry",
        "/queue/?facet=third_party",
        "/cases/?sort=due",
        "/cases/?sort=number",
        "/cases/?sort=-received",
        "/cases/?sort=-outcome",
    ]

    found = {
        (who, address): scans(plans(client, address))
        for who, client in (("officer", officer), ("clerk", clerk))
        for address in addresses
    }

    assert {where: plan for where, plan in found.items() if plan} == {}


def test_letters_to_be_issued_are_looked_up_from_the_acts(officer: Client) -> None:
    """The few units with a letter are found by what was done, not the other way."""
    counted = next(
        plan for sql, plan in plans(officer, "/notices/").items() if "UNION" in sql
    )

    assert not re.search(r"SCAN casework_unit|Seq Scan on casework_unit\b", counted)
    assert "casework_unit" in counted
    if connection.vendor == "sqlite":
        # a server reads a table of no rows as it is
        assert "casework_decision_of_desk" in counted


def test_plan_that_reads_everything_is_seen(officer: Client) -> None:
    """The negative control: a condition no index knows is found by the pattern."""
    sql = 'SELECT COUNT(*) FROM "casework_unit" WHERE "remarks" = \'x\''

    assert scans({sql: plan_of(sql)})
