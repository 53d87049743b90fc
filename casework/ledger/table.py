"""Walking the rows of a ledger: what is data, and what only looks like it."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from casework.ledger.cells import RowCells
from casework.ledger.columns import LedgerColumns, fold, vocabulary
from casework.ledger.files import CannotReadLedger, Line, open_ledger, readable
from casework.ledger.findings import Finding, Findings
from casework.ledger.headers import choose_sheet, is_header, unnamed
from ordinances.fiscal_years import BadFiscalYear, parse_fiscal_year


class LedgerTable:
    """A ledger opened, its header understood; its rows can be walked repeatedly.

    Attributes:
        columns: The columns of this kind of ledger.
        header: Where they stand in this file.
    """

    def __init__(self, path: Path, columns: LedgerColumns, findings: Findings) -> None:
        self.columns = columns
        self._sheet, self.header = choose_sheet(open_ledger(path), columns, findings)
        marks = vocabulary()["marks"]
        self._ditto = {fold(word) for word in marks["ditto"]}
        self._totals = {fold(word) for word in marks["total"]}
        self._footnotes = tuple(marks["footnote"])

    @property
    def taken(self) -> dict[str, str]:
        """Which header was taken for which known column."""
        return self.header.taken(self.columns)

    def rows(self, findings: Findings) -> Iterator[RowCells]:
        """Walk the rows of data.

        Blank lines, repeated headers, headings, totals and footnotes are left
        out and said; 「〃」 becomes the value above.

        Args:
            findings: Told of everything left out, and of unreadable lines.
        """
        above: dict[str, str] = {}
        try:
            for line in self._sheet.lines():
                if line.number <= self.header.line or not any(
                    map(str.strip, line.cells)
                ):
                    continue
                values = self._values(line)
                if self._is_left_out(line, values, findings):
                    continue
                row = RowCells(
                    line=line.number,
                    columns=self.columns,
                    values=values,
                    raw=self._raw(line),
                    findings=findings,
                )
                row.fill_ditto(self._ditto, above)
                above = row.values
                yield row
        except CannotReadLedger as error:
            findings.error(Finding(error.line, "", "", error.reason, error.mend))

    def _values(self, line: Line) -> dict[str, str]:
        cells = line.cells
        return {
            key: cells[place] if place < len(cells) else ""
            for key, place in self.header.positions.items()
        }

    def _raw(self, line: Line) -> dict[str, str]:
        written = self.header.written
        return {
            written[place] if place < len(written) else unnamed(place + 1): cell
            for place, cell in enumerate(line.cells)
            if cell
        }

    def _is_left_out(
        self, line: Line, values: Mapping[str, str], findings: Findings
    ) -> bool:
        reason = self._why_left_out(line, values)
        if reason is None:
            return False
        first = next(readable(cell) for cell in line.cells if cell.strip())
        findings.warn(Finding(line.number, "", first, reason), about=reason)
        return True

    def _why_left_out(self, line: Line, values: Mapping[str, str]) -> str | None:
        filled = [cell.strip() for cell in line.cells if cell.strip()]
        if is_header(filled, self.columns):
            return _("A repeated header row was left out.")
        if self._is_total(filled, values):
            return _("A line with a total was left out.")
        if len(filled) == 1 and filled[0].startswith(self._footnotes):
            return _("A footnote was left out.")
        if len(filled) == 1 and _is_fiscal_year(filled[0]):
            return _("A heading with a fiscal year was left out.")
        if self._is_second_header(line, filled, values):
            return _("A second header row was left out.")
        return None

    def _is_total(self, filled: Sequence[str], values: Mapping[str, str]) -> bool:
        words = [fold(cell) for cell in filled]
        if words[0] in self._totals:
            return True
        return not self._is_complete(values) and any(w in self._totals for w in words)

    def _is_second_header(
        self, line: Line, filled: Sequence[str], values: Mapping[str, str]
    ) -> bool:
        """Tell whether the line below the header only adds units or remarks."""
        return (
            line.number == self.header.line + 1
            and not self._is_complete(values)
            and not any(char.isdigit() for cell in filled for char in cell)
        )

    def _is_complete(self, values: Mapping[str, str]) -> bool:
        return all(
            values.get(column.key, "").strip()
            for column in self.columns.columns
            if column.required
        )


def _is_blank(line: Line) -> bool:
    return not any(map(str.strip, line.cells))


def _is_fiscal_year(text: str) -> bool:
    try:
        parse_fiscal_year(text.strip("【】［］[]（）()〔〕 　"))
    except BadFiscalYear:
        return False
    return True
