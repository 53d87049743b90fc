"""Pages cut by keys: sorted as by hand, every unit once, whatever comes in between."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from casework.models import Unit
from desk.keyset import Order, page_of, place_of
from desk.rows import ORDERS, in_order, order_of
from offices.models import Staff
from tests.desk.page_helpers import client_of, numbers, read, stop_clock
from tests.desk.queue_world import TODAY, as_usual, make_units, sorted_by_hand
from tests.factories.cases import intake, make_unit, numbered
from tests.factories.cast import Cast, make_cast

pytestmark = pytest.mark.django_db

SORTS = ["", *ORDERS, *(f"-{name}" for name in ORDERS)]
SIZE = 4


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    stop_clock(monkeypatch, TODAY)
    cast = make_cast()
    make_units(cast)
    return cast


def walk(staff: Staff, sort: str, *, backwards: bool = False) -> list[list[Unit]]:
    """Follow the links from page to page to the end."""
    units = Unit.objects.visible_to(staff, on=TODAY)
    order, pages = order_of(sort), []
    name = "before" if backwards else "after"
    query = QueryDict(last_place(order) if backwards else "")
    while True:
        page = page_of(units, order, query, size=SIZE)
        pages.append(list(page.units))
        place = page.previous if backwards else page.next
        if not place:
            return pages
        query = QueryDict(urlencode({name: place}))


def last_place(order: Order) -> str:
    """Return an address that goes back from the last row."""
    *_, last = in_order(Unit.objects.all(), order.name)
    return urlencode({"before": place_of(last, order)})


def flat(pages: list[list[Unit]]) -> list[Unit]:
    return [unit for page in pages for unit in page]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("person", ["records_officer", "division_staff"])
def test_walk_shows_every_visible_unit_once_in_the_order_of_the_hand(
    cast: Cast, person: str, sort: str
) -> None:
    staff = getattr(cast, person)
    visible = list(Unit.objects.visible_to(staff, on=TODAY))

    pages = walk(staff, sort)

    assert len(visible) >= 15
    assert flat(pages) == sorted_by_hand(visible, sort)
    assert {len(page) for page in pages[:-1]} == {SIZE}


@pytest.mark.parametrize("sort", SORTS)
def test_walk_backwards_is_the_walk_turned_round(cast: Cast, sort: str) -> None:
    expected = sorted_by_hand(list(Unit.objects.all()), sort)

    pages = walk(cast.records_officer, sort, backwards=True)

    assert flat(list(reversed(pages))) == expected[:-1]


@pytest.mark.parametrize("sort", SORTS)
def test_rows_that_come_in_between_repeat_and_hide_nothing(
    cast: Cast, sort: str
) -> None:
    before = list(Unit.objects.all())
    order, query = order_of(sort), QueryDict("")
    seen: list[Unit] = []
    for number in range(100, 150):
        page = page_of(Unit.objects.all(), order, query, size=SIZE)
        seen += page.units
        if not page.next:
            break
        query = QueryDict(urlencode({"after": page.next}))
        make_unit(numbered(intake(received_on=before[number % 9].received_on), number))

    assert len(seen) == len(set(seen))
    assert set(before) <= set(seen)


def test_column_of_the_database_is_the_order_of_the_hand(cast: Cast) -> None:
    for unit in Unit.objects.all():
        rank, _day, *_number = as_usual(unit)

        assert unit.queue_order // 10_000_000 == rank
        assert unit.outcome_order == (
            unit.outcome_on.toordinal() if unit.outcome_on else 0
        )
    ranks = {unit.queue_order // 10_000_000 for unit in Unit.objects.all()}
    assert ranks == {0, 1, 2, 3, 4}


@pytest.mark.parametrize(
    "place",
    [
        "",
        "x",
        "1~2",
        "1~nothing~2020~1~1~1",
        "1~appeal~2020~1~1~x",
        "99999999999~appeal~2020~1~1~1",
        "1~appeal~2020~1~1~99999999999999999999",
        "-1~appeal~2020~1~1~1",
        "１~appeal~2020~1~1~1",
        "1~appeal~2020~1~1~1~1",
    ],
)
@pytest.mark.parametrize("name", ["after", "before"])
def test_place_that_cannot_be_read_is_the_first_page(
    cast: Cast, name: str, place: str
) -> None:
    client = client_of(cast.records_officer)
    first = numbers(read(client, "/queue/?sort=due"))

    found = read(client, "/queue/?" + urlencode({"sort": "due", name: place}))

    assert numbers(found) == first


def test_place_between_two_pages_outlives_its_row(cast: Cast) -> None:
    order = order_of("number")
    units = Unit.objects.filter(split_from=None, splits=None)
    first = page_of(units, order, QueryDict(""), size=SIZE)
    gone = first.units[-1]

    rest = units.exclude(pk=gone.pk)
    second = page_of(
        rest, order, QueryDict(urlencode({"after": first.next})), size=SIZE
    )

    expected = sorted_by_hand(list(units), "number")
    assert list(second.units) == expected[SIZE : 2 * SIZE]
