"""Rows by their numbers, as an officer writes them: 1-18, 20."""

import re
import unicodedata
from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

_SEPARATORS = re.compile(r"[,、，\s]+")
_DASHES = re.compile(r"\s*[-‐-―−ー~〜～]\s*")
_RANGE = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")


class NoRows(ValueError):
    """The text names no rows, or rows that are not there."""


def rows_in(text: str, there: Collection[int]) -> list[int]:
    """Return the numbers of the rows a text names, ascending.

    Args:
        text: Numbers and ranges in any width: `1-18、20`.
        there: The rows there are.

    Raises:
        NoRows: A part is no range, or names a row that is not there.

    Example:
        >>> rows_in("3-4, 1", there=[1, 2, 3, 4])
        [1, 3, 4]
    """
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text).strip())
    found: set[int] = set()
    for part in filter(None, _SEPARATORS.split(plain)):
        named = _RANGE.fullmatch(part)
        if named is None:
            raise NoRows(
                _("“%(part)s” names no rows. Write numbers such as 1-18, 20.")
                % {"part": part}
            )
        first, last = int(named[1]), int(named[2] or named[1])
        wanted = set(range(min(first, last), max(first, last) + 1))
        if gone := wanted - set(there):
            raise NoRows(
                _("There is no row %(row)s. The rows are %(rows)s.")
                % {"row": min(gone), "rows": rows_text(there)}
            )
        found |= wanted
    return sorted(found)


def rows_text(rows: Iterable[int]) -> str:
    """Return rows as ranges.

    Example:
        >>> rows_text([1, 2, 3, 5])
        '1-3, 5'
    """
    ranges: list[list[int]] = []
    for row in sorted(set(rows)):
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges)
