"""What somebody sent from the grid: which rows were typed into, and what is wrong.

Every row brings a stamp: the version it was read at and a digest of what it said
then. A row that says what it said was not touched, whoever else changed it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from casework.findings import Finding, finding_of, unfit
from casework.models import Record
from casework.record_facts import RecordFacts
from desk.grid.apply import Rules
from desk.grid.cells import (
    FACTS,
    FIELDS,
    digest_of,
    facts_of,
    read_facts,
    read_row,
    texts_of,
)

NEW_ROWS = 3
STAMP, LAST, PICK, ACT = "stamp", "last", "pick", "act"


@dataclass(slots=True)
class TypedRow:
    """A row as it was sent.

    Attributes:
        version: The version it was read at.
        is_touched: Whether anything was typed into it.
        facts: What it is to be from now on; None leaves it.
        finding: What is decided from now on; None leaves it.
        errors: field → what is wrong.
    """

    record: Record
    texts: dict[str, str]
    version: int
    is_touched: bool = False
    facts: RecordFacts | None = None
    finding: Finding | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_stale(self) -> bool:
        """Tell whether somebody changed it since, and this would overwrite it."""
        wants = bool(self.facts or self.finding or self.errors)
        return wants and self.version != self.record.version

    @property
    def can_be_saved(self) -> bool:
        """Tell whether it changes anything and nothing stands in the way."""
        wants = bool(self.facts or self.finding)
        return wants and not self.errors and not self.is_stale

    def now(self) -> Finding:
        """Return what is decided about it once what was typed is saved."""
        return self.finding or finding_of(self.record)

    def decide(self, finding: Finding, rules: Rules) -> None:
        """Give it another finding; one that cannot be is an error."""
        self.finding = None if finding == finding_of(self.record) else finding
        for wrong in unfit(finding, pack=rules.pack, on=rules.on):
            name = "grounds" if wrong.field == "absence_kind" else wrong.field
            self.errors[name] = wrong.message


@dataclass(slots=True)
class NewRow:
    """An empty row of the form somebody typed into."""

    place: int
    texts: dict[str, str]
    facts: RecordFacts | None
    errors: dict[str, str]


@dataclass(slots=True)
class Posted:
    """A sent grid.

    Attributes:
        act: The button: `save`, `apply`, `undo`, `row-7`, `copy-7`, `use-7-3`.
        rows: Record key → its row; rows that were not on the page are not there.
        new: The new rows.
        picked: The keys of the ticked rows.
        gone: The typed titles of records somebody removed meanwhile.
    """

    act: str
    rows: dict[int, TypedRow]
    new: list[NewRow]
    picked: frozenset[int]
    gone: list[str]


def read_post(post: QueryDict, records: Sequence[Record], rules: Rules) -> Posted:
    """Understand a sent grid; nothing is written.

    Args:
        post: What was sent.
        records: The records of the unit as they are now.
        rules: The regime and the day.
    """
    rows = {
        record.pk: _typed(post, record, rules)
        for record in records
        if f"r{record.pk}-{STAMP}" in post
    }
    return Posted(
        act=post.get(ACT, ""),
        rows=rows,
        new=_new_rows(post, records),
        picked=frozenset(int(key) for key in post.getlist(PICK) if key.isdecimal()),
        gone=_gone(post, {record.pk for record in records}),
    )


def stamp_of(record: Record, texts: Mapping[str, str]) -> str:
    """Return what a row brings back: its version and what it said."""
    return f"{record.version}.{digest_of(texts)}"


def _typed(post: QueryDict, record: Record, rules: Rules) -> TypedRow:
    version, _dot, digest = post.get(f"r{record.pk}-{STAMP}", "").partition(".")
    texts = {name: post.get(f"r{record.pk}-{name}", "") for name in FIELDS}
    row = TypedRow(record, texts, int(version) if version.isdecimal() else 0)
    row.is_touched = digest_of(texts) != digest
    if not row.is_touched:
        # shown as it is now, not as it was when the page was opened
        row.texts = texts_of(record, rules.pack, rules.on)
        row.version = record.version
        return row
    read = read_row(texts, rules.pack, rules.on)
    row.errors = dict(read.errors)
    if read.facts != facts_of(record):
        row.facts = read.facts
    if read.finding is not None:
        row.decide(read.finding, rules)
    return row


def _new_rows(post: QueryDict, records: Sequence[Record]) -> list[NewRow]:
    rows = []
    for place in range(1, NEW_ROWS + 1):
        texts = {name: post.get(f"n{place}-{name}", "").strip() for name in FACTS}
        if any(texts.values()):
            facts, errors = read_facts(texts)
            rows.append(NewRow(place, texts, facts, errors))
    last = post.get(LAST, "")
    since = [r for r in records if last.isdecimal() and r.position > int(last)]
    return _not_there_yet(rows, since)


def _not_there_yet(rows: list[NewRow], since: Iterable[Record]) -> list[NewRow]:
    """Leave out what a first sending of the same form has added already."""
    there = [facts_of(record) for record in since]
    left = []
    for row in rows:
        if row.facts in there:
            there.remove(row.facts)
        else:
            left.append(row)
    return left


def _gone(post: QueryDict, there: set[int]) -> list[str]:
    titles = []
    for name in post:
        key = name.removeprefix("r").removesuffix(f"-{STAMP}")
        if name == f"r{key}-{STAMP}" and key.isdecimal() and int(key) not in there:
            texts = {one: post.get(f"r{key}-{one}", "") for one in FIELDS}
            if digest_of(texts) != post.get(name, "").partition(".")[2]:
                titles.append(texts["title"])
    return titles
