"""The printed page of a year, copied by hand, and how a statement differs.

A reference judges the program, so it is never made by it. Compared is what is
printed, text by text, after spaces and line breaks: U+0020, U+3000 and newline
are layout, everything else is exact (no other folding).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annual.printing import PrintedTable, print_table
from annual.statement import Statement
from ordinances.yaml_nodes import MappingNode, read_yaml

REFERENCES = Path(__file__).parent / "references"
LAYOUT = str.maketrans("", "", " \u3000\n")
NOTHING = "∅"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: a table, a part of it, row and column there."""

    table: str
    part: str
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where the statement is not the printed page.

    Attributes:
        place: where.
        label: the row's label and the column's heading, where there are any.
        printed: what stands on the page, `∅` if nothing does.
        computed: what the statement says, `∅` if nothing.
    """

    place: Place
    label: str
    printed: str
    computed: str


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The texts of a printed page by place, in reading order."""

    tables: tuple[str, ...]
    texts: dict[Place, str]


def reference_of(code: str, fiscal_year: int) -> PrintedPage | None:
    """Return the packaged reference of a year, None where there is none.

    Raises:
        PackError: the file is not in order.
    """
    path = REFERENCES / f"{code}_{fiscal_year}.yaml"
    return read_reference(path) if path.is_file() else None


def read_reference(path: Path) -> PrintedPage:
    """Read a reference file.

    Raises:
        PackError: the file is missing or has an unknown key.
    """
    node = read_yaml(path)
    texts: dict[Place, str] = {}
    tables = []
    for table in node.mappings("tables"):
        tables.append(table.text("id"))
        texts.update(_of_reference(table))
        table.done()
    node.done()
    return PrintedPage(tuple(tables), texts)


def first_difference(statement: Statement, page: PrintedPage) -> Difference | None:
    """Compare a statement with the printed page.

    Args:
        statement: all tables of the year, or some of them.
        page: the reference; its tables the statement lacks are not compared.

    Returns:
        The first difference in reading order, None if there is none.
    """
    computed: dict[Place, str] = {}
    for table in statement:
        if table.id in page.tables:
            computed.update(_of_statement(print_table(table)))
    wanted = {table.id for table in statement}
    printed = {p: text for p, text in page.texts.items() if p.table in wanted}
    for place in [*printed, *(p for p in computed if p not in printed)]:
        left, right = printed.get(place, NOTHING), computed.get(place, NOTHING)
        if _bare(left) != _bare(right):
            return Difference(place, _label(place, printed), left, right)
    return None


def _bare(text: str) -> str:
    return text.translate(LAYOUT)


def _label(place: Place, printed: dict[Place, str]) -> str:
    if place.part != "rows":
        return ""
    row = printed.get(Place(place.table, "rows", place.row), NOTHING)
    lowest = max((p.row for p in printed if _is_head(p, place.table)), default=0)
    heading = printed.get(Place(place.table, "heads", lowest, place.column), "")
    return f"{row} {heading}".strip()


def _is_head(place: Place, table: str) -> bool:
    return place.table == table and place.part == "heads"


def _of_reference(node: MappingNode) -> Iterator[tuple[Place, str]]:
    table = node.text("id")
    for part in ("caption", "unit_line", "total"):
        text = node.optional_text(part)
        if text is not None:
            yield Place(table, part), text
    for part in ("heads", "rows"):
        grid = [row.texts("cells") for row in node.mappings(part)]
        yield from _grid(table, part, grid)
    for part in ("bodies", "before", "after", "notes"):
        yield from _lines(table, part, node.texts(part))


def _of_statement(printed: PrintedTable) -> Iterator[tuple[Place, str]]:
    table = printed.statement_table
    if table.caption is not None:
        yield Place(table.id, "caption"), table.caption.text
    if table.unit_line is not None:
        yield Place(table.id, "unit_line"), table.unit_line
    if table.tabulation.total is not None:
        yield Place(table.id, "total"), f"{table.tabulation.total:,}"
    heads = [[head.label.text for head in row] for row in printed.heads]
    yield from _grid(table.id, "heads", heads)
    rows = [[r.label.text, *(cell.text for cell in r.cells)] for r in printed.rows]
    yield from _grid(table.id, "rows", rows)
    if not printed.has_grid:
        yield from _lines(table.id, "bodies", printed.bodies.values())
    yield from _lines(table.id, "before", (s.text for s in printed.before))
    yield from _lines(table.id, "after", (s.text for s in printed.after))
    yield from _lines(table.id, "notes", table.notes)


def _grid(
    table: str, part: str, rows: Iterable[Sequence[str]]
) -> Iterator[tuple[Place, str]]:
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            yield Place(table, part, row, column), text


def _lines(table: str, part: str, lines: Iterable[str]) -> Iterator[tuple[Place, str]]:
    for row, text in enumerate(lines):
        yield Place(table, part, row), text
