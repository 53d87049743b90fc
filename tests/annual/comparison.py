"""Hold what the product says against the oracle, cell by cell, link by link."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from tests.annual import oracle_words as words
from tests.annual.oracle import Cells, Table

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


def wrong_explanations(found: Table) -> list[str]:
    """Return the checks whose explanation does not add up to their operands.

    One that holds writes out both paths; one that does not names table, row, column.
    """
    return [
        f"{table['id']} {check['id']}: {check['left']}, {check['right']} against "
        f"{check['explain']!r}"
        for table in found["tables"]
        for check in table["checks"]
        if not _explains(check)
    ]


def _explains(check: Table) -> bool:
    text = check["explain"]
    if not check["ok"]:
        return bool(re.search(r"表 T\d\d の.*欄「.+」", text))
    if check["id"] == "I12":
        return _rate_adds_up(text, check["left"], check["right"])
    text = re.sub(r"T\d\d|平成\d+年度|令和\d+年度", "", text)
    left, _, right = text.partition("、" if "は、" in text else "と、")
    return (_sum(left), _sum(right)) == (check["left"], check["right"])


def _sum(text: str) -> int:
    return sum(int(n.replace(",", "")) for n in re.findall(r"[\d,]*\d", text))


def _rate_adds_up(text: str, left: str, right: str) -> bool:
    """文中の割合 99.2 と、(1,107+1,667)÷(3,102−139−166) を四捨五入した 99.2."""
    parts = re.search(r"([\d.]+) と、\((.+)\)÷\(?([^)]+)\)? を.+ ([\d.]+)$", text)
    if parts is None:
        return False
    whole, *less = parts[3].split("−")
    rest = _sum(whole) - sum(_sum(part) for part in less)
    recomputed = words.percent(_sum(parts[2]), rest)
    return (parts[1], parts[4]) == (left, right) == (recomputed, recomputed)


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
