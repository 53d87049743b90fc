"""The columns of the lists of units: which are shown, and how they sort."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from desk.rows import UnitRow

NONE: frozenset[str] = frozenset()
ALL: Mapping[str, Promise] = {
    "number": _("Number"),
    "received": _("Received on"),
    "requester": _("Requester"),
    "subject": _("Subject"),
    "division": _("Responsible division"),
    "handler": pgettext_lazy("column", "Handler"),
    "state": _("Phase"),
    "due": _("Due date"),
    "internal": _("Internal date"),
    "extended": _("Extension"),
    "records": pgettext_lazy("column", "Records"),
    "noted": pgettext_lazy("column", "Notes"),
    "outcome": _("Outcome"),
}
OF_CASES = (
    "number",
    "received",
    "requester",
    "subject",
    "division",
    "state",
    "due",
    "outcome",
)
OF_QUEUE = tuple(name for name in ALL if name != "outcome")
# a row without them could not be told from another
ALWAYS = ("number", "due")
SORTING = frozenset({"number", "received", "due", "outcome"})


@dataclass(frozen=True, slots=True)
class Column:
    """One heading.

    Attributes:
        sort: What a press on it sorts by; empty where it does not sort.
        order: `ascending` or `descending` while the list is sorted by it.
    """

    name: str
    label: str
    sort: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings, and the names of the fields this person may not see."""

    headings: tuple[Column, ...]
    masked: tuple[str, ...]


def columns_of(
    rows: Sequence[UnitRow],
    *,
    sort: str | None,
    names: Sequence[str] = OF_CASES,
    left_out: frozenset[str] = NONE,
) -> Columns:
    """Choose the headings of a list.

    A column no row of which is for this person is left out and named instead.

    Args:
        rows: The rows of the page.
        sort: What the list is sorted by, `-` before it for descending; None for
            a list that is not sorted by its headings.
        names: The columns of the list.
        left_out: Names of columns the list does without.
    """
    masked = [name for name in names if _is_masked(name, rows)]
    return Columns(
        headings=tuple(
            _column(name, sort)
            for name in names
            if name not in masked and name not in left_out
        ),
        masked=tuple(str(ALL[name]) for name in masked),
    )


def columns_of_queue(chosen: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of the queue a person has chosen, in their usual order."""
    if not chosen:
        return OF_QUEUE
    return tuple(name for name in ALL if name in chosen or name in ALWAYS)


def _is_masked(name: str, rows: Sequence[UnitRow]) -> bool:
    if name not in {"requester", "subject", "handler"} or not rows:
        return False
    return all(getattr(row, name) is None for row in rows)


def _column(name: str, sort: str | None) -> Column:
    label = str(ALL[name])
    if name not in SORTING or sort is None:
        return Column(name, label)
    if sort == name:
        return Column(name, label, f"-{name}", "ascending")
    if sort == f"-{name}":
        return Column(name, label, name, "descending")
    return Column(name, label, name)
