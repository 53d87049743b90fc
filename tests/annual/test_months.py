"""The months of a year: every number is a naive count, and opens to its units."""

import re
from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from annual.month_pages import month_tables
from annual.months import KINDS, MonthCells
from casework.models import Bar, Case, Unit
from tests.annual.builders import Lot, add, officer
from tests.desk.page_helpers import client_of, read, statements, stop_clock
from tests.factories.cast import SINCE

pytestmark = pytest.mark.django_db

TODAY = date(2020, 11, 15)
OUTCOMES = ("full", "partial", "non_disclosure", "absent", "withdrawn")
PAGE = "/annual/2020/months/"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, TODAY)


def fill(seed: int, n: int = 60) -> None:
    """Add units around the year: carried in, ended later, void."""
    rng = Random(seed)  # noqa: S311 - invented units, no secrets
    for _ in range(n):
        received_on = date(2020, 1, 1) + timedelta(days=rng.randrange(319))
        ended_on = received_on + timedelta(days=rng.randrange(90))
        has_ended = rng.random() < 0.8 and ended_on <= TODAY
        add(
            Lot(
                kind=rng.choice(("public_records", "public_records", "self_info")),
                outcome=rng.choice(OUTCOMES) if has_ended else None,
                outcome_on=ended_on if has_ended else None,
                received_on=received_on,
                voided=rng.random() < 0.1,
            ),
            grounds=[["personal"]],
        )


def recount(first: date, last: date) -> Counter[tuple[str, str]]:
    """Count by walking over every unit: the oracle."""
    counted: Counter[tuple[str, str]] = Counter()
    for unit in Unit.objects.all():
        if unit.voided:
            continue
        ended = unit.outcome_on
        counted[unit.kind, "received"] += first <= unit.received_on <= last
        if ended is not None and first <= ended <= last:
            counted[unit.kind, "ended"] += 1
            counted[unit.kind, f"ended.{unit.outcome}"] += 1
        is_open = unit.received_on <= last and (ended is None or ended > last)
        counted[unit.kind, "open"] += is_open
    return counted


@pytest.mark.parametrize("seed", range(4))
def test_every_number_is_what_a_walk_over_all_units_counts(seed: int) -> None:
    fill(seed)
    cells = MonthCells(2020, as_of=TODAY)

    for month in (*cells.months, cells.year):
        walked = recount(month.first, month.last)
        for kind in KINDS:
            numbers = {m: n for (k, key, m), n in cells.numbers.items()
                       if (k, key) == (kind, month.key)}  # fmt: skip
            assert numbers == {m: walked[kind, m] for m in numbers}
            assert {m for k, m in walked if k == kind and walked[k, m]} <= set(numbers)


def test_every_number_opens_to_exactly_its_units() -> None:
    fill(9)
    cells = MonthCells(2020, as_of=TODAY)

    for (kind, key, measure), number in cells.numbers.items():
        assert cells.behind(kind, key, measure).count() == number
    assert sum(n for (_k, _m, measure), n in cells.numbers.items() if measure == "open")


def test_months_are_those_that_have_begun() -> None:
    months = MonthCells(2020, as_of=TODAY).months
    whole = MonthCells(2019, as_of=TODAY)

    assert [m.key for m in months] == [f"2020-{n:02}" for n in range(4, 12)]
    assert months[-1].last == TODAY
    assert len(whole.months) == 12
    assert (whole.months[-1].last, whole.year.last) == (date(2020, 3, 31),) * 2


def test_numbers_of_the_page_lead_to_lists_of_that_length() -> None:
    fill(3)
    client = client_of(officer())
    page = read(client, PAGE)
    links = [(href, text) for href, text in page.links if "/months/p" in href]

    assert len(links) > 20
    for href, text in links:
        rows = [row for row in read(client, href).rows if row and "号" in row[0]]
        assert len(rows) == int(text), href


def test_columns_follow_the_scheme_and_the_year_is_the_last_line() -> None:
    fill(5)

    (table, _self_info) = month_tables(MonthCells(2020, as_of=TODAY), town="nerima")

    codes = [measure for measure, _n in table.lines[0].numbers]
    assert codes[:2] == ["received", "ended"]
    assert codes[-1] == "open"
    assert codes[2:-1] == [f"ended.{code}" for code in OUTCOMES]
    assert [line.is_year for line in table.lines] == [False] * 8 + [True]


@pytest.mark.parametrize(
    "address",
    [
        "public_records/2020-12/received/",
        "public_records/2019-06/received/",
        "public_records/2020-06/nothing/",
        "public_records/2020-06/ended.nothing/",
        "appeal/2020-06/received/",
    ],
)
def test_number_that_is_none_does_not_exist(address: str) -> None:
    fill(1, n=5)

    assert client_of(officer()).get(PAGE + address).status_code == 404


def test_year_that_has_not_begun_does_not_exist() -> None:
    assert client_of(officer()).get("/annual/2021/months/").status_code == 404


def test_case_one_is_barred_from_is_counted_and_not_shown() -> None:
    add(Lot(received_on=date(2020, 6, 1)))
    staff = officer()
    Bar.objects.create(case=Case.objects.get(), staff=staff, on=SINCE, reason="除斥")

    client = client_of(staff)
    text = read(client, PAGE + "public_records/2020-06/received/").text

    assert "youarerecusedfromthiscase" in text
    assert not re.search(r"第\d+号", text)


def test_statements_do_not_grow_with_the_units() -> None:
    fill(1, n=3)
    client = client_of(officer())
    with statements() as few:
        read(client, PAGE)
    fill(2, n=40)

    with statements() as many:
        read(client, PAGE)

    # session, person, grants are those of every page
    assert len(few) == len(many) <= 3 + 3
