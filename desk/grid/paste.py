"""Rows copied from a spreadsheet: tab-separated texts, read before they are kept."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from casework.findings import Finding, finding_of, unfit
from casework.ledger.cells import unknown_word
from casework.ledger.columns import fold, vocabulary
from casework.models import Record, Unit
from casework.record_facts import RecordFacts
from desk.grid.apply import Rules, standard_reason
from desk.grid.cells import FIELDS, facts_of, read_row, texts_of
from desk.grid.words import (
    columns,
    in_words,
    listed,
    read_outcome,
)

MOST_ROWS = 2000
NEW, CHANGED, SAME = "new", "changed", "same"
_NUMBER = re.compile(r"[0-9０-９]{1,5}")


@dataclass(frozen=True, slots=True)
class CellError:
    """Why a row cannot be taken: which cell, what stands there, what to do."""

    line: int
    column: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One row as understood.

    Attributes:
        line: Its line in the pasted text.
        record: The row of the grid it stands for; None for a new one.
        texts: Its cells after the paste.
        state: `new`, `changed` or `same`.
        shown: Its cells in words, in the order of the page.
    """

    line: int
    record: Record | None
    texts: dict[str, str]
    facts: RecordFacts | None
    finding: Finding | None
    state: str
    shown: list[str]


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a pasted text says.

    Attributes:
        ignored: Headers no column goes by.
        refusal: Why nothing of it can be read; empty otherwise.
    """

    rows: list[PastedRow] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    ignored: tuple[str, ...] = ()
    refusal: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are new, changed and the same."""
        return {
            state: sum(row.state == state for row in self.rows)
            for state in (NEW, CHANGED, SAME)
        }

    @property
    def is_clean(self) -> bool:
        """Tell whether it can be taken in."""
        return bool(self.rows) and not self.errors and not self.refusal


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    cells: dict[str, str]


def read_paste(
    text: str,
    *,
    unit: Unit,
    records: Sequence[Record],
    rules: Rules,
    fills_reasons: bool = True,
) -> Pasted:
    """Understand pasted rows; nothing is written.

    A row stands for a record of the grid by the number of its row, else by its
    document number and title; what is left is new. An empty cell leaves the
    record as it is.

    Args:
        text: Cells apart by tabs, as a spreadsheet copies them.
        unit: Whose records.
        records: The records of the unit, in order.
        rules: The regime and the day.
        fills_reasons: Whether an empty reason becomes the standard sentence.
    """
    found = _lines(text)
    if not found:
        return Pasted(refusal=_("There is no row. Copy rows and paste them here."))
    keys, ignored, body = _columns(found)
    if "title" not in keys and "position" not in keys:
        return Pasted(refusal=_("There is no column with the name of the record."))
    if len(body) > MOST_ROWS:
        return Pasted(
            refusal=_("%(n)s rows are too many; %(most)s are taken at once.")
            % {"n": len(body), "most": MOST_ROWS}
        )
    reader = _Reader(unit, records, rules, fills_reasons=fills_reasons)
    rows = [reader.row(line) for line in _named(keys, body)]
    return Pasted(rows=rows, errors=reader.errors, ignored=ignored)


class _Reader:
    """Reads row after row and notes what is wrong."""

    def __init__(
        self,
        unit: Unit,
        records: Sequence[Record],
        rules: Rules,
        *,
        fills_reasons: bool,
    ) -> None:
        self.unit, self.rules, self.fills_reasons = unit, rules, fills_reasons
        self.by_position = {record.position: record for record in records}
        self.by_name: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for record in records:
            name = (fold(record.document_number), fold(record.title))
            self.by_name[name].append(record)
        self.seen: set[int] = set()
        self.errors: list[CellError] = []

    def row(self, line: _Line) -> PastedRow:
        """Return a row as understood."""
        record = self._record(line)
        texts = dict.fromkeys(FIELDS, "")
        if record is not None:
            texts = texts_of(record, self.rules.pack, self.rules.on)
        texts.update(self._coded(line))
        read = read_row(texts, self.rules.pack, self.rules.on)
        for name, message in read.errors.items():
            self._error(line, name, message)
        finding = read.finding
        if finding is not None:
            finding = self._worded(finding, texts["title"])
            texts["reason"] = finding.reason
            for wrong in unfit(finding, pack=self.rules.pack, on=self.rules.on):
                self._error(line, wrong.field, wrong.message)
        state = NEW if record is None else CHANGED
        if record is not None and _is_same(record, read.facts, finding):
            state = SAME
        words = in_words(texts, self.unit, self.rules.on)
        shown = [words[name] for name in FIELDS]
        return PastedRow(line.number, record, texts, read.facts, finding, state, shown)

    def _record(self, line: _Line) -> Record | None:
        number = line.cells.get("position", "")
        if number:
            return self._numbered(line, number)
        name = (
            fold(line.cells.get("document_number", "")),
            fold(line.cells.get("title", "")),
        )
        for record in self.by_name.get(name, ()):
            if record.pk not in self.seen:
                self.seen.add(record.pk)
                return record
        return None

    def _numbered(self, line: _Line, number: str) -> Record | None:
        record = None
        if _NUMBER.fullmatch(number):
            record = self.by_position.get(int(number))
        if record is None and self.by_position:
            self._error(
                line,
                "position",
                _(
                    "There is no row of this number. Leave the number empty to add "
                    "the record as a new one."
                ),
            )
        elif record is not None and record.pk in self.seen:
            self._error(
                line, "position", _("This row stands twice in what was pasted.")
            )
        if record is not None:
            self.seen.add(record.pk)
        return record

    def _coded(self, line: _Line) -> Iterator[tuple[str, str]]:
        """Yield the cells that say something, words as codes."""
        for name, value in line.cells.items():
            if not value or name == "position":
                continue
            if name == "outcome":
                code, error = read_outcome(value, self.unit, self.rules.on)
                if error:
                    self._error(line, name, error)
                yield name, code
            elif name == "third_party":
                yield name, self._third_party(line, value)
            else:
                yield name, value

    def _third_party(self, line: _Line, value: str) -> str:
        words = listed("third_party")
        code = words.code(value)
        if code is None:
            self._error(line, "third_party", " ".join(unknown_word(value, words)))
        return code or ""

    def _worded(self, finding: Finding, title: str) -> Finding:
        if finding.reason or not self.fills_reasons:
            return finding
        reason = standard_reason(finding, title=title, rules=self.rules)
        return replace(finding, reason=reason)

    def _error(self, line: _Line, name: str, message: str) -> None:
        column = "grounds" if name == "absence_kind" else name
        label = columns().by_key[column].label
        value = line.cells.get(column, "")
        self.errors.append(CellError(line.number, label, value, message))


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Return line and cells of every row that is not empty."""
    reader = csv.reader(io.StringIO(text.strip("\r\n")), delimiter="\t")
    found = []
    before = 0
    try:
        for cells in reader:
            plain = [cell.strip() for cell in cells]
            if any(plain):
                found.append((before + 1, plain))
            before = reader.line_num
    except csv.Error:
        return []
    return found


def _columns(
    found: Sequence[tuple[int, list[str]]],
) -> tuple[list[str], tuple[str, ...], Sequence[tuple[int, list[str]]]]:
    """Return the keys of the columns, the headers no one knows, and the rows."""
    first = found[0][1]
    named = [columns().named(cell) if cell else None for cell in first]
    known = [column.key for column in named if column]
    if known and len(known) * 2 >= len(list(filter(None, first))):
        keys = [column.key if column else "" for column in named]
        ignored = [
            cell for cell, column in zip(first, named, strict=True) if not column
        ]
        return keys, tuple(filter(None, ignored)), found[1:]
    if len(first) == 1:
        return ["title"], (), found
    return list(FIELDS), (), found


def _named(
    keys: Sequence[str], body: Sequence[tuple[int, list[str]]]
) -> Iterator[_Line]:
    """Yield the rows with their cells by column; 「〃」 repeats the cell above."""
    ditto = {fold(mark) for mark in vocabulary()["marks"]["ditto"]}
    above: dict[str, str] = {}
    for number, cells in body:
        named = {key: cell for key, cell in zip(keys, cells, strict=False) if key}
        for key, cell in named.items():
            if cell and fold(cell) in ditto:
                named[key] = above.get(key, "")
        above = named
        yield _Line(number, named)


def _is_same(
    record: Record, facts: RecordFacts | None, finding: Finding | None
) -> bool:
    return facts == facts_of(record) and finding == finding_of(record)
