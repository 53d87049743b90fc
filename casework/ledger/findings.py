"""What an import says of a ledger: errors, warnings, changes and counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LISTED_LINES = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one cell.

    Attributes:
        row: The file's own line, 1 for its first; 0 for the file as a whole.
        column: The column, or empty.
        value: What stands there.
        reason: What is the matter, a whole sentence.
        mend: What to do about it, a whole sentence.
    """

    row: int
    column: str
    value: str
    reason: str
    mend: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the finding by the keys of the contract."""
        return {
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "reason": self.reason,
            "mend": self.mend,
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs from what is stored."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row whose number exists with other content."""

    row: int
    number: str
    differences: tuple[Difference, ...]

    def as_json(self) -> dict[str, object]:
        """Return the row with its differences."""
        return {
            "row": self.row,
            "number": self.number,
            "columns": [
                {"column": d.column, "old": d.old, "new": d.new}
                for d in self.differences
            ],
        }


@dataclass(slots=True)
class _Repeated:
    finding: Finding
    count: int = 0
    lines: list[int] = field(default_factory=list)


class Findings:
    """Collects findings; a warning said of many rows is said once, with a count."""

    def __init__(self) -> None:
        self.errors: list[Finding] = []
        self._warnings: dict[tuple[str, ...], _Repeated] = {}

    def error(self, finding: Finding) -> None:
        """Add an error: nothing will be written."""
        self.errors.append(finding)

    def warn(self, finding: Finding, *, about: str = "") -> None:
        """Add a warning.

        Args:
            finding: What to say of this row.
            about: What makes two warnings the same one; empty makes each its own.
        """
        key = (finding.column, about) if about else (str(finding.row), str(finding))
        repeated = self._warnings.setdefault(key, _Repeated(finding))
        repeated.count += 1
        if len(repeated.lines) < LISTED_LINES:
            repeated.lines.append(finding.row)

    @property
    def warnings(self) -> list[Finding]:
        """The warnings in file order, repeated ones once."""
        merged = [_merged(repeated) for repeated in self._warnings.values()]
        return sorted(merged, key=lambda finding: finding.row)


@dataclass(slots=True)
class Report:
    """The result of an import or of its rehearsal.

    Attributes:
        kind: The kind of ledger.
        rows: Rows of data in the file.
        created: Rows that became (or would become) something new.
        unchanged: Rows that are stored already, just so.
        changed: Rows that differ from what is stored.
        updated: How many of those were written.
        warnings: What was assumed, skipped or left open.
        errors: What stops the import.
        columns: Known column → header as written in the file.
        run_id: The stored run, when something was written.
    """

    kind: str
    rows: int = 0
    created: int = 0
    unchanged: int = 0
    changed: list[ChangedRow] = field(default_factory=list)
    updated: int = 0
    warnings: list[Finding] = field(default_factory=list)
    errors: list[Finding] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    run_id: int | None = None

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing stops the import."""
        return not self.errors

    def as_json(self) -> dict[str, object]:
        """Return the report by the keys of the contract, in their order."""
        return {
            "kind": self.kind,
            "rows": self.rows,
            "created": self.created,
            "unchanged": self.unchanged,
            "changed": [row.as_json() for row in self.changed],
            "warnings": [finding.as_json() for finding in self.warnings],
            "errors": [finding.as_json() for finding in self.errors],
            "columns": self.columns,
        }


def summarize_lines(lines: Sequence[int], count: int) -> str:
    """Return 「12, 15, 20 …」 for some lines out of many."""
    text = ", ".join(str(line) for line in lines)
    return text if count <= len(lines) else text + " …"


def summarize_ranges(ranges: Sequence[tuple[int, int]]) -> str:
    """Return ranges of numbers as text: `3, 7–9, 12`.

    Example:
        >>> summarize_ranges([(3, 3), (7, 9)])
        '3, 7–9'
    """
    return ", ".join(
        str(low) if low == high else f"{low}–{high}" for low, high in ranges
    )


def _merged(repeated: _Repeated) -> Finding:
    first = repeated.finding
    if repeated.count == 1:
        return first
    also = ngettext(
        "The same holds for %(count)s row in all: %(lines)s.",
        "The same holds for %(count)s rows in all: %(lines)s.",
        repeated.count,
    ) % {
        "count": repeated.count,
        "lines": summarize_lines(repeated.lines, repeated.count),
    }
    return Finding(
        first.row,
        first.column,
        first.value,
        _("%(first)s %(also)s") % {"first": first.reason, "also": also},
        first.mend,
    )
