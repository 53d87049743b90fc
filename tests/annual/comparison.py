"""Hold what the product says against the oracle, cell by cell, link by link."""

from collections.abc import Callable, Iterable
from typing import Any

from tests.annual import oracle_words as words
from tests.annual.oracle import Cells, Table

# what the contract leaves open: a title that is printed nowhere
BehindCell = Callable[[str, str, str], Iterable[str]]


def differences(expected: Any, found: Any, path: str = "") -> list[str]:
    """Return every place where the found JSON is not the expected one.

    Keys that the contract does not name are allowed; every key it names must be
    there, in order and with the same value.
    """
    if isinstance(expected, dict) and isinstance(found, dict):
        return _dict_differences(expected, found, path)
    if isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            return [f"{path}: {expected} expected, {found} found"]
        pairs = enumerate(zip(expected, found, strict=True))
        return [
            line
            for position, (left, right) in pairs
            for line in differences(left, right, f"{path}[{position}]")
        ]
    if type(expected) is not type(found) or expected != found:
        return [f"{path}: {expected!r} expected, {found!r} found"]
    return []


def _dict_differences(expected: Table, found: Table, path: str) -> list[str]:
    if path.endswith((".values", ".status")) and set(found) - set(expected):
        return [f"{path}: {sorted(set(found) - set(expected))} too many"]
    named = [key for key in found if key in expected]
    lines = [f"{path}.{key}: missing" for key in expected if key not in found]
    if not lines and named != list(expected):
        lines.append(f"{path}: keys in the order {named}, not {list(expected)}")
    for key in named:
        lines += differences(expected[key], found[key], f"{path}.{key}")
    return lines


def explanations_without_operands(found: Table) -> list[str]:
    """Return the checks whose explanation does not name the number on the left."""
    return [
        f"{table['id']} {check['id']}: {check['left']} is not in {check['explain']!r}"
        for table in found["tables"]
        for check in table["checks"]
        if not _names(check["explain"], check["left"], check["right"])
    ]


def _names(explain: str, *operands: int | str | None) -> bool:
    written = [
        words.half(operand) if isinstance(operand, int) else str(operand)
        for operand in operands
        if operand is not None
    ]
    return any(text in explain for text in written)


def list_differences(lists: dict[str, Cells], behind: BehindCell) -> list[str]:
    """Return every cell whose list holds other entries than the oracle's."""
    lines = []
    for table, cells in lists.items():
        for (row, column), entries in cells.items():
            found = list(behind(table, row, column))
            if sorted(found) != sorted(entries):
                lines.append(
                    f"{table}/{row}/{column}: {sorted(entries)} expected, "
                    f"{sorted(found)} found"
                )
    return lines
