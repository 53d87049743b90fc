"""The columns of the list of units: which are shown, and how they sort."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from desk.rows import UnitRow

NONE: frozenset[str] = frozenset()


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
    rows: Sequence[UnitRow], *, sort: str | None, left_out: frozenset[str] = NONE
) -> Columns:
    """Choose the headings of a list.

    A column no row of which is for this person is left out and named instead.

    Args:
        rows: The rows of the page.
        sort: What the address sorts by, `-` before it for descending; None for
            a list that is not sorted by its headings.
        left_out: Names of columns the list does without.
    """
    masked = []
    if rows and all(row.requester is None for row in rows):
        masked.append(_("Requester"))
    if rows and all(row.subject is None for row in rows):
        masked.append(_("Subject"))
    return Columns(
        headings=tuple(
            _sorted(name, label, key, sort)
            for name, label, key in _all()
            if label not in masked and name not in left_out
        ),
        masked=tuple(masked),
    )


def _all() -> list[tuple[str, str, str]]:
    return [
        ("number", _("Number"), "number"),
        ("received", _("Received on"), "received"),
        ("requester", _("Requester"), ""),
        ("subject", _("Subject"), ""),
        ("division", _("Responsible division"), "division"),
        ("state", _("Phase"), "phase"),
        ("due", _("Due date"), "due"),
        ("outcome", _("Outcome"), "outcome"),
    ]


def _sorted(name: str, label: str, key: str, sort: str | None) -> Column:
    if not key or sort is None:
        return Column(name, label)
    if sort == key:
        return Column(name, label, f"-{key}", "ascending")
    if sort == f"-{key}":
        return Column(name, label, key, "descending")
    return Column(name, label, key)
