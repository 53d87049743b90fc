"""Which unit each row is: by number and branch, else by number and division."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.ledger.columns import LedgerColumns
from casework.ledger.findings import Finding, Findings, summarize_ranges
from casework.ledger.places import division_key
from casework.ledger.units import NumberKey, UnitRow
from casework.wording import day
from ordinances.fiscal_years import fiscal_year_label
from ordinances.loading import pack as load_pack

# a list of gaps longer than this helps nobody
MOST_GAPS = 40


@dataclass(frozen=True, slots=True)
class RowKey:
    """What is kept of a row between the two passes."""

    line: int
    key: NumberKey
    branch: int | None
    division: str
    received_on: date
    regime: str
    request_kind: str
    shared: int
    """A digest of what belongs to the case: channel, requester."""


@dataclass(frozen=True, slots=True)
class StoredUnit:
    """What the database already has of a number."""

    pk: int
    branch: int
    division: str
    received_on: date
    regime: str
    request_kind: str


@dataclass(frozen=True, slots=True)
class Place:
    """What a row is.

    Attributes:
        branch: Its branch number, written or given.
        unit_pk: The stored unit, None for a new one.
        is_first: Whether it bears what belongs to the case.
        opens: Whether it opens a new case.
        n_rows: How many rows of the file belong to the case.
    """

    branch: int
    unit_pk: int | None
    is_first: bool
    opens: bool
    n_rows: int


@dataclass(slots=True)
class _Group:
    """The rows of one number, and what is stored of it."""

    rows: list[RowKey]
    stored: Sequence[StoredUnit]
    branches: dict[int, int] = field(default_factory=dict)
    units: dict[int, int] = field(default_factory=dict)

    def claim(self, row: RowKey, unit: StoredUnit) -> None:
        self.branches[row.line], self.units[row.line] = unit.branch, unit.pk

    @property
    def open_rows(self) -> list[RowKey]:
        return [row for row in self.rows if row.line not in self.branches]

    @property
    def unclaimed(self) -> list[StoredUnit]:
        claimed = set(self.units.values())
        return [unit for unit in self.stored if unit.pk not in claimed]


class Placement:
    """Places the rows of a file.

    Attributes:
        columns: The columns, for the names in reports.
        findings: Told of duplicates, given branches and contradictions.
    """

    def __init__(self, columns: LedgerColumns, findings: Findings) -> None:
        self.columns, self.findings = columns, findings

    def place(
        self,
        rows: Sequence[RowKey],
        stored: Mapping[NumberKey, Sequence[StoredUnit]],
    ) -> dict[int, Place]:
        """Return the place of every row by its line.

        Rows claim stored units by written branch, then by division, then what
        is left in order; what remains becomes a new branch.

        Args:
            rows: The rows in file order.
            stored: The stored units of their numbers, by branch.
        """
        grouped: dict[NumberKey, list[RowKey]] = defaultdict(list)
        for row in rows:
            grouped[row.key].append(row)
        places: dict[int, Place] = {}
        for key, members in grouped.items():
            duplicates = self._check_rows(members)
            group = _Group(members, stored.get(key, ()))
            self._match(group, duplicates)
            self._check_stored(group)
            places.update(self._places(group))
        return places

    def _check_rows(self, rows: Sequence[RowKey]) -> set[int]:
        """Note duplicates and contradictions between the rows of one number.

        Returns:
            The lines of the duplicates.
        """
        seen: dict[object, RowKey] = {}
        duplicates = set()
        for row in rows:
            own = row.branch if row.branch is not None else row.division
            first = seen.setdefault((row.branch is None, own), row)
            if first is not row:
                self._duplicate(row, first)
                duplicates.add(row.line)
        for row in rows[1:]:
            self._check_same_case(row, rows[0])
        return duplicates

    def _check_same_case(self, row: RowKey, first: RowKey) -> None:
        if row.received_on != first.received_on:
            self._error(
                row,
                "received_on",
                row.received_on.isoformat(),
                _("Line %(line)s has the same number with the receipt day %(day)s.")
                % {"line": first.line, "day": day(first.received_on)},
                _("One number has one receipt day. Correct the number or the day."),
            )
        elif (row.regime, row.request_kind) != (first.regime, first.request_kind):
            self._error(
                row,
                "number",
                "",
                _("Line %(line)s has the same number for another kind of request.")
                % {"line": first.line},
                _("One number is one request. Correct the number or the kind."),
            )

    def _match(self, group: _Group, duplicates: Collection[int]) -> None:
        by_branch = {unit.branch: unit for unit in group.stored}
        for row in group.rows:
            if row.branch in by_branch:
                group.claim(row, by_branch[row.branch])
            elif row.branch is not None:
                group.branches[row.line] = row.branch
        for row in group.open_rows:
            same = [u for u in group.unclaimed if u.division == row.division]
            if same:
                group.claim(row, same[0])
        for row, unit in zip(group.open_rows, group.unclaimed, strict=False):
            group.claim(row, unit)
        for row in group.open_rows:
            self._give_branch(row, group, is_told=row.line not in duplicates)

    def _give_branch(self, row: RowKey, group: _Group, *, is_told: bool) -> None:
        taken = {*group.branches.values(), *(unit.branch for unit in group.stored)}
        branch = 1 if 1 not in taken else max(taken) + 1
        group.branches[row.line] = branch
        if branch > 1 and is_told:
            self._warn(
                row,
                "number",
                _("The number stands here with another division: it becomes の%(n)s.")
                % {"n": branch},
            )

    def _check_stored(self, group: _Group) -> None:
        if not group.stored:
            return
        first = group.stored[0]
        for row in group.rows:
            if row.regime != first.regime:
                self._error(
                    row,
                    "received_on",
                    row.received_on.isoformat(),
                    _("The number is stored under another law (%(regime)s).")
                    % {"regime": _law(first.regime)},
                    _("The law is fixed by the receipt day. Check number and day."),
                )
            elif row.line not in group.units and row.received_on != first.received_on:
                self._error(
                    row,
                    "received_on",
                    row.received_on.isoformat(),
                    _("The number is stored with the receipt day %(day)s.")
                    % {"day": day(first.received_on)},
                    _("A further branch has the same day. Correct number or day."),
                )

    def _places(self, group: _Group) -> dict[int, Place]:
        stored = [unit.branch for unit in group.stored]
        lowest = min([*stored, *group.branches.values()])
        first = min(group.rows, key=lambda row: group.branches[row.line])
        self._compare_shared(group, first)
        return {
            row.line: Place(
                branch=group.branches[row.line],
                unit_pk=group.units.get(row.line),
                is_first=group.branches[row.line] == lowest,
                opens=not stored and row is first,
                n_rows=len(group.rows),
            )
            for row in group.rows
        }

    def _compare_shared(self, group: _Group, first: RowKey) -> None:
        for row in group.rows:
            if row.shared != first.shared:
                self._warn(
                    row,
                    "number",
                    _(
                        "Channel or requester differ from line %(line)s of the same "
                        "number; those of that line are taken for the case."
                    )
                    % {"line": first.line},
                    about="shared",
                )

    def _duplicate(self, row: RowKey, first: RowKey) -> None:
        if row.branch is not None:
            reason = _("Line %(line)s has the same number and branch.")
        else:
            reason = _("Line %(line)s has the same number and the same division.")
        self._error(
            row,
            "number",
            "",
            reason % {"line": first.line},
            _("Delete one of them, or give it its own branch, such as の2."),
        )

    def _error(self, row: RowKey, key: str, value: str, reason: str, mend: str) -> None:
        self.findings.error(
            Finding(row.line, self._label(key), value or _written(row), reason, mend)
        )

    def _warn(self, row: RowKey, key: str, reason: str, *, about: str = "") -> None:
        finding = Finding(row.line, self._label(key), _written(row), reason)
        self.findings.warn(finding, about=about)

    def _label(self, key: str) -> str:
        return self.columns.by_key[key].label


def row_key(row: UnitRow) -> RowKey:
    """Return what has to be remembered of a row."""
    part = row.intake.first
    name = part.division.name if part.division else ""
    organ_pk = part.organ.pk if part.organ else None
    intake = row.intake
    return RowKey(
        line=row.line,
        key=row.key,
        branch=row.branch,
        division=division_key(organ_pk, name),
        received_on=intake.received_on,
        regime=intake.pack.code,
        request_kind=intake.request_kind,
        shared=hash((intake.channel, intake.requester_category, intake.parties)),
    )


def report_gaps(keys: Iterable[NumberKey], findings: Findings, *, column: str) -> None:
    """Say which numbers a ledger leaves out (欠番): never an error."""
    numbers: dict[tuple[str, int], set[int]] = defaultdict(set)
    for key in keys:
        numbers[key.series, key.fiscal_year].add(key.number)
    for (_series, fiscal_year), present in sorted(numbers.items()):
        gaps = _gaps(sorted(present))
        if not gaps:
            continue
        shown = summarize_ranges(gaps[:MOST_GAPS])
        finding = Finding(
            0,
            column,
            shown,
            _("In %(year)s, %(count)s numbers are missing (欠番): %(numbers)s.")
            % {
                "year": fiscal_year_label(fiscal_year, "half"),
                "count": f"{sum(high - low + 1 for low, high in gaps):,}",
                "numbers": shown + (" …" if len(gaps) > MOST_GAPS else ""),
            },
        )
        findings.warn(finding)


def _gaps(present: Sequence[int]) -> list[tuple[int, int]]:
    """Return the ranges missing below the highest of sorted numbers."""
    pairs = zip([0, *present], present, strict=False)
    return [(low + 1, high - 1) for low, high in pairs if high > low + 1]


def _law(regime: str) -> str:
    """Return the name of a regime's law in the reader's language."""
    pack = load_pack(regime)
    return pack.name_ja if get_language() == "ja" else pack.name_en


def _written(row: RowKey) -> str:
    branch = f"の{row.branch}" if row.branch else ""
    return f"第{row.key.number}号{branch}"
