"""Finding the header row and which column is which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from casework.ledger.columns import Column, LedgerColumns, fold
from casework.ledger.files import CannotReadLedger, Line, Sheet, readable
from casework.ledger.findings import Finding, Findings

# a title, a department, a date of printing stand above the header
SEARCHED_LINES = 30
MIN_RECOGNIZED = 2


@dataclass(frozen=True, slots=True)
class Header:
    """The header row of a sheet, understood.

    Attributes:
        line: Its last line; data begin below.
        positions: Column key → place in the row, from 0.
        written: All headers as written, an empty one by its place (列3).
    """

    line: int
    positions: Mapping[str, int]
    written: tuple[str, ...]

    def taken(self, columns: LedgerColumns) -> dict[str, str]:
        """Return which header was taken for which known column."""
        return {
            column.label: self.written[self.positions[column.key]]
            for column in columns.columns
            if column.key in self.positions
        }


def choose_sheet(
    sheets: Sequence[Sheet], columns: LedgerColumns, findings: Findings
) -> tuple[Sheet, Header]:
    """Return the first sheet with a complete header, and that header.

    Args:
        sheets: The sheets of a file.
        columns: The columns the kind of ledger knows.
        findings: Told which sheet was taken, which columns are not known and
            which required ones are missing.

    Raises:
        CannotReadLedger: No sheet has anything like a header.
    """
    best: tuple[Sheet, Header] | None = None
    for sheet in sheets:
        header = find_header(sheet, columns)
        if header is None:
            continue
        if not missing(header, columns):
            best = sheet, header
            break
        if best is None or len(header.positions) > len(best[1].positions):
            best = sheet, header
    if best is None:
        raise _no_header(columns)
    _report(best[0], best[1], columns, findings, n_sheets=len(sheets))
    return best


def find_header(sheet: Sheet, columns: LedgerColumns) -> Header | None:
    """Return the best header within the first lines, or None.

    A header may take two lines, merged cells above and their parts below.
    """
    lines = list(islice(sheet.lines(), SEARCHED_LINES + 1))
    best: Header | None = None
    for index, line in enumerate(lines[:SEARCHED_LINES]):
        below = lines[index + 1] if index + 1 < len(lines) else None
        for candidate in _candidates(line, below, columns):
            if best is None or len(candidate.positions) > len(best.positions):
                best = candidate
    if best is None or len(best.positions) < MIN_RECOGNIZED:
        return None
    return best


def missing(header: Header, columns: LedgerColumns) -> list[Column]:
    """Return the required columns a header lacks."""
    return [
        column
        for column in columns.columns
        if column.required and column.key not in header.positions
    ]


def is_header(cells: Iterable[str], columns: LedgerColumns) -> bool:
    """Tell whether a row repeats the header (a page break of the paper)."""
    filled = [cell for cell in cells if cell.strip()]
    known = [cell for cell in filled if columns.named(cell)]
    return len(known) >= MIN_RECOGNIZED and len(known) * 2 > len(filled)


def _candidates(
    line: Line, below: Line | None, columns: LedgerColumns
) -> Iterable[Header]:
    yield _header(line.number, line.cells, columns)
    if below is not None and not any(map(_has_digit, below.cells)):
        joined = _joined(line.cells, below.cells, columns)
        yield _header(below.number, joined, columns)


def _header(line: int, cells: Sequence[str], columns: LedgerColumns) -> Header:
    positions: dict[str, int] = {}
    by_own_label: set[str] = set()
    for place, cell in enumerate(cells):
        column = columns.named(cell) if cell.strip() else None
        if column is None or column.key in by_own_label:
            continue
        exact = fold(cell) == fold(column.label)
        if exact:
            by_own_label.add(column.key)
        if exact or column.key not in positions:
            positions[column.key] = place
    return Header(line, positions, _written(cells))


def _joined(
    above: Sequence[str], below: Sequence[str], columns: LedgerColumns
) -> list[str]:
    """Join a header of two lines, cell by cell."""
    width = max(len(above), len(below))
    upper = [*above, *[""] * (width - len(above))]
    lower = [*below, *[""] * (width - len(below))]
    joined, group = [], ""
    for top, bottom in zip(upper, lower, strict=True):
        group = top or group
        words = [top, bottom, group + bottom]
        known = [word for word in words if word.strip() and columns.named(word)]
        joined.append(known[0] if known else top or bottom)
    return joined


def _written(cells: Sequence[str]) -> tuple[str, ...]:
    """Return headers that can be keys: none empty, none twice."""
    used: dict[str, int] = {}
    names = []
    for place, cell in enumerate(cells, start=1):
        name = readable(cell.strip()) or unnamed(place)
        used[name] = used.get(name, 0) + 1
        names.append(name if used[name] == 1 else f"{name} ({used[name]})")
    return tuple(names)


def unnamed(place: int) -> str:
    """Return the name of a column without a header, from 1."""
    return f"列{place}"


def _has_digit(cell: str) -> bool:
    return any(char.isdigit() for char in cell)


def _no_header(columns: LedgerColumns) -> CannotReadLedger:
    needed = [column.label for column in columns.columns if column.required]
    return CannotReadLedger(
        _("No header row was found within the first %(count)s lines.")
        % {"count": SEARCHED_LINES},
        _("The ledger needs a row with the headers %(headers)s.")
        % {"headers": "、".join(needed)},
    )


def _report(
    sheet: Sheet,
    header: Header,
    columns: LedgerColumns,
    findings: Findings,
    *,
    n_sheets: int,
) -> None:
    if n_sheets > 1:
        findings.warn(
            Finding(
                header.line,
                "",
                sheet.name,
                _("Of %(count)s sheets, “%(name)s” was taken.")
                % {"count": n_sheets, "name": sheet.name},
            )
        )
    taken = set(header.positions.values())
    for place, name in enumerate(header.written):
        if place not in taken and name != unnamed(place + 1):
            findings.warn(_unknown(header.line, name))
    for column in missing(header, columns):
        findings.error(_missing(header.line, column))


def _unknown(line: int, name: str) -> Finding:
    return Finding(
        line,
        name,
        name,
        _("The column “%(name)s” is not known; it is kept as written, unread.")
        % {"name": name},
    )


def _missing(line: int, column: Column) -> Finding:
    return Finding(
        line,
        column.label,
        "",
        _("The column “%(name)s” is required and was not found.")
        % {"name": column.label},
        _("Add it; accepted headers are %(spellings)s.")
        % {"spellings": "、".join(column.spellings)},
    )
