"""One page of a list of units: what the address asks for, with this person's rights."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import QueryDict

from annual.list_answer import List
from casework.models import Unit
from desk.columns import OF_CASES, Columns, columns_of, columns_of_queue
from desk.filters import QueueFilter, UnitFilter
from desk.keyset import KeysetPage, Order, page_of, sorted_by
from desk.list_cells import cells_of, header_of
from desk.models import ListName
from desk.preferences import Preferences, in_words, standing
from desk.quick import WHOLE
from desk.rows import UnitRow, for_list, order_of, unit_row, unit_rows
from desk.views.asking import office_calendar
from offices.models import Staff

FILTERS = {ListName.QUEUE: QueueFilter, ListName.CASES: UnitFilter}
CHUNK = 500
SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for which rows of a list.

    Attributes:
        visible: All units this person may see.
        narrowed: The filters of the address on them.
        sort: What the address sorts by, as written.
    """

    staff: Staff
    on: date
    list_name: ListName
    visible: QuerySet[Unit]
    narrowed: UnitFilter
    sort: str

    @property
    def order(self) -> Order:
        """How the list is sorted."""
        return order_of(self.sort)


@dataclass(frozen=True, slots=True)
class ListPage:
    """What a page of a list shows.

    Attributes:
        total: How many rows the whole list has, in words.
        counts: How many each question has, by name.
    """

    page: KeysetPage
    rows: list[UnitRow]
    columns: Columns
    total: str
    counts: Mapping[str, int]
    preferences: Preferences


def ask(staff: Staff, list_name: ListName, query: QueryDict, *, on: date) -> Asked:
    """Read what an address asks of a list."""
    visible = Unit.objects.visible_to(staff, on=on)
    narrowed = FILTERS[list_name](query, visible, on=on, staff=staff)
    return Asked(staff, on, list_name, visible, narrowed, query.get("sort", ""))


def list_page(query: QueryDict, asked: Asked, *, counted: Mapping[str, Q]) -> ListPage:
    """Load one page, in two statements whatever its size.

    Args:
        query: The address: the place in the list.
        asked: A list whose filters were understood.
        counted: What is counted beside it, by name.
    """
    questions = {name: asked.visible.filter(where) for name, where in counted.items()}
    questions[SHOWN] = asked.narrowed.qs
    # the large ones as they stand in their index: left to itself, a database
    # reads the table until it has found enough
    for name in questions.keys() & {SHOWN, WHOLE}:
        questions[name] = questions[name].order_by("queue_order")
    preferences, counts = standing(asked.staff, questions)
    page = page_of(
        for_list(asked.narrowed.qs),
        asked.order,
        query,
        size=preferences.page_size,
    )
    rows = unit_rows(
        page.units, staff=asked.staff, on=asked.on, calendar=office_calendar()
    )
    return ListPage(
        page=page,
        rows=rows,
        columns=columns_of(
            rows, sort=asked.order.name, names=names_of(asked.list_name, preferences)
        ),
        total=in_words(counts[SHOWN]),
        counts=counts,
        preferences=preferences,
    )


def names_of(list_name: ListName, preferences: Preferences) -> tuple[str, ...]:
    """Return the columns of a list as this person wants them."""
    if list_name == ListName.CASES:
        return OF_CASES
    return columns_of_queue(preferences.columns)


def whole_list(asked: Asked) -> List:
    """Return the whole list as headers and rows, read a few hundred at a time.

    The columns, rows and words are those of the page for the same person.
    """
    preferences, _counts = standing(asked.staff, {})
    names = names_of(asked.list_name, preferences)
    calendar = office_calendar()
    units = sorted_by(for_list(asked.narrowed.qs), asked.order)
    rows = (
        cells_of(
            unit_row(unit, staff=asked.staff, on=asked.on, calendar=calendar), names
        )
        for unit in units.iterator(chunk_size=CHUNK)
    )
    return header_of(names), rows
