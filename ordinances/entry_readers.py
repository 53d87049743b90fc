"""From the YAML of a pack to the entries of ``schema``, one reader per kind."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypedDict, TypeVar, cast, get_args

from ordinances.schema import (
    AdvisoryBody,
    ClosedDay,
    Dated,
    Ground,
    GroundsNeeded,
    NumberTemplate,
    Organ,
    Outcome,
    OutcomeSet,
    ReasonKind,
    RequestKind,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from ordinances.yaml_nodes import MappingNode

T = TypeVar("T")
D = TypeVar("D", bound=Dated)

_NAME_FIELDS = ("code", "key", "item", "label_ja", "short_label_ja", "name_ja")
_TEMPLATE_PLACEHOLDERS = {"case": "{n}", "branch": "{b}"}


class DatedFields(TypedDict):
    """The four fields every entry has."""

    verified: bool
    source: str
    in_force_from: date | None
    replaced_on: date | None


def read_dated(node: MappingNode) -> DatedFields:
    """Read where an entry comes from and when it holds.

    Raises:
        PackError: a field is missing, or the range is empty.
    """
    fields = DatedFields(
        verified=node.flag("verified"),
        source=node.text("source"),
        in_force_from=node.optional_day("in_force_from"),
        replaced_on=node.optional_day("replaced_on"),
    )
    began, ended = fields["in_force_from"], fields["replaced_on"]
    if began and ended and ended <= began:
        raise node.error(
            "replaced_on",
            found=ended.isoformat(),
            expected=f"a day after in_force_from ({began.isoformat()}); "
            "it is the first day of the text that follows",
        )
    return fields


def read_organ(node: MappingNode) -> Organ:
    """Read an implementing organ."""
    return Organ(
        code=node.text("code"),
        name_ja=node.text("name_ja"),
        name_en=node.text("name_en"),
        synonyms=node.texts("synonyms"),
        reviewing_agency=_names(node, "reviewing_agency"),
        litigation_representative=_names(node, "litigation_representative"),
        signs_as=_names(node, "signs_as"),
        **read_dated(node),
    )


def _names(node: MappingNode, key: str) -> tuple[Value[str | None], ...]:
    return read_series(
        node,
        key,
        lambda row: Value(value=row.optional_text("value"), **read_dated(row)),
    )


def read_advisory_body(node: MappingNode) -> AdvisoryBody:
    """Read an advisory body."""
    kind = node.choice("kind", ("review_board", "advisory_council"))
    return AdvisoryBody(
        code=node.text("code"),
        name_ja=node.text("name_ja"),
        name_en=node.text("name_en"),
        kind=cast("Literal['review_board', 'advisory_council']", kind),
        synonyms=node.texts("synonyms"),
        members=node.optional_integer("members", at_least=1),
        term_years=node.optional_integer("term_years", at_least=1),
        **read_dated(node),
    )


def read_request_kind(node: MappingNode) -> RequestKind:
    """Read a kind of request."""
    return RequestKind(
        key=node.text("key"),
        label_ja=node.text("label_ja"),
        label_en=node.text("label_en"),
        short_label_ja=node.text("short_label_ja"),
        appeal_label_ja=node.text("appeal_label_ja"),
        outcome_set=_outcome_set(node),
        synonyms=node.texts("synonyms"),
        **read_dated(node),
    )


def read_outcome(node: MappingNode) -> Outcome:
    """Read an outcome."""
    grounds = node.choice("grounds", get_args(GroundsNeeded))
    return Outcome(
        code=node.text("code"),
        label_ja=node.text("label_ja"),
        label_en=node.text("label_en"),
        outcome_set=_outcome_set(node),
        grounds=cast("GroundsNeeded", grounds),
        is_decision=node.flag("is_decision", default=True),
        synonyms=node.texts("synonyms"),
        **read_dated(node),
    )


def _outcome_set(node: MappingNode) -> OutcomeSet:
    return cast("OutcomeSet", node.choice("outcome_set", get_args(OutcomeSet)))


def read_ground(node: MappingNode) -> Ground:
    """Read an exemption ground."""
    dated = read_dated(node)
    return Ground(
        code=node.text("code"),
        item=node.optional_text("item"),
        label_ja=node.text("label_ja"),
        label_en=node.text("label_en"),
        item_verified=node.flag("item_verified", default=dated["verified"]),
        synonyms=node.texts("synonyms"),
        **dated,
    )


def read_reason_kind(node: MappingNode) -> ReasonKind:
    """Read a reason that is no exemption ground."""
    return ReasonKind(
        code=node.text("code"),
        label_ja=node.text("label_ja"),
        label_en=node.text("label_en"),
        synonyms=node.texts("synonyms"),
        **read_dated(node),
    )


def read_organ_codes(
    node: MappingNode, known: Collection[str] | None
) -> tuple[Value[str], ...]:
    """Read which organs a regime covers; one row may name several codes.

    Args:
        node: the mapping that holds ``organs``.
        known: the codes of the municipality, None if there is none to ask.

    Raises:
        PackError: an organ the municipality does not have, or one twice.
    """
    entries: list[Value[str]] = []
    rows: list[MappingNode] = []
    for row in node.mappings("organs"):
        dated = read_dated(row)
        for code in row.texts("codes"):
            if known is not None and code not in known:
                raise row.error(
                    "codes", found=code, expected="one of " + ", ".join(known)
                )
            entries.append(Value(value=code, **dated))
            rows.append(row)
        row.done()
    refuse_overlaps(entries, rows, key=lambda entry: entry.value)
    return tuple(entries)


def read_policies(
    node: MappingNode, allowed: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[Value[str], ...]]:
    """Read the dated policies under ``policies``.

    Args:
        node: the mapping that holds ``policies``.
        allowed: the policies there can be, with the words each can have.

    Raises:
        PackError: an unknown policy or word, ranges that overlap or leave a
            gap.
    """
    policies = node.optional_mapping("policies")
    if policies is None:
        return {}
    found = {
        name: _policy(policies, name, words)
        for name, words in allowed.items()
        if policies.has(name)
    }
    policies.done()
    return found


def _policy(
    policies: MappingNode, name: str, words: tuple[str, ...]
) -> tuple[Value[str], ...]:
    return read_series(
        policies,
        name,
        lambda row: Value(value=row.choice("value", words), **read_dated(row)),
    )


def read_number_template(node: MappingNode) -> NumberTemplate:
    """Read how the numbers of a series are written."""
    for key, placeholder in _TEMPLATE_PLACEHOLDERS.items():
        if placeholder not in node.text(key):
            raise node.error(
                key, found=node.text(key), expected=f"a template with {placeholder}"
            )
    return NumberTemplate(
        series=node.text("series"), case=node.text("case"), branch=node.text("branch")
    )


def read_closed_day(node: MappingNode) -> ClosedDay:
    """Read a closing day of the city's own."""
    return ClosedDay(
        on=node.day("on"), name_ja=node.text("name_ja"), source=node.text("source")
    )


def read_rows(
    node: MappingNode, key: str, read: Callable[[MappingNode], T]
) -> tuple[T, ...]:
    """Read a list of mappings with one reader, refusing unknown keys in each."""
    entries: list[T] = []
    for row in node.mappings(key):
        entries.append(read(row))
        row.done()
    return tuple(entries)


def read_catalogue(
    node: MappingNode,
    key: str,
    read: Callable[[MappingNode], D],
    name: Callable[[D], str],
) -> tuple[D, ...]:
    """Read a list of dated entries in which a name holds once on each day.

    Raises:
        PackError: two entries of the same name hold on the same day.
    """
    entries = read_rows(node, key, read)
    rows = node.mappings(key)
    refuse_overlaps(entries, rows, key=name)
    refuse_shared_names(entries, rows, key=name)
    return entries


def read_series(
    node: MappingNode, key: str, read: Callable[[MappingNode], D]
) -> tuple[D, ...]:
    """Read the values of one thing over time, without overlap and without gap.

    Raises:
        PackError: the ranges overlap or leave days without a value.
    """
    entries = read_rows(node, key, read)
    rows = node.mappings(key)
    refuse_overlaps(entries, rows, key=lambda _: key)
    refuse_gaps(entries, rows)
    return entries


def refuse_overlaps(
    entries: Sequence[D], rows: Sequence[MappingNode], *, key: Callable[[D], str]
) -> None:
    """Refuse two entries of one name that hold on the same day.

    Raises:
        PackError: at the later row.
    """
    for position, later in enumerate(entries):
        for earlier in entries[:position]:
            if key(earlier) == key(later) and earlier.overlaps(later):
                raise rows[position].error(
                    "in_force_from",
                    found=f"“{key(later)}” {_range(later)}",
                    expected="days that no other entry of the same name holds; "
                    f"an earlier one holds {_range(earlier)}",
                )


def refuse_shared_names(
    entries: Sequence[D], rows: Sequence[MappingNode], *, key: Callable[[D], str]
) -> None:
    """Refuse a word that would mean two entries on the same day.

    Raises:
        PackError: at the later row.
    """
    for position, later in enumerate(entries):
        for earlier in entries[:position]:
            shared = names_of(later) & names_of(earlier)
            apart = not _same_set(earlier, later) or not earlier.overlaps(later)
            if shared and not apart:
                raise rows[position].error(
                    "synonyms",
                    found=f"“{min(shared)}” for {key(later)}",
                    expected=f"words that do not mean {key(earlier)} already",
                )


def names_of(entry: Dated) -> frozenset[str]:
    """Return every word an office may write for an entry."""
    words = {getattr(entry, name, None) for name in _NAME_FIELDS}
    words.update(getattr(entry, "synonyms", ()))
    return frozenset(word for word in words if word)


def _same_set(one: Dated, other: Dated) -> bool:
    return getattr(one, "outcome_set", None) == getattr(other, "outcome_set", None)


def refuse_gaps(entries: Sequence[D], rows: Sequence[MappingNode]) -> None:
    """Refuse days without a value between the first and the last entry.

    Raises:
        PackError: at the row after the gap.
    """
    by_start = sorted(zip(entries, rows, strict=True), key=lambda pair: _from(pair[0]))
    for (earlier, _), (later, row) in pairwise(by_start):
        if earlier.replaced_on != later.in_force_from:
            raise row.error(
                "in_force_from",
                found=f"a gap: the value before holds {_range(earlier)}, "
                f"this one {_range(later)}",
                expected=f"in_force_from: {earlier.replaced_on}",
            )


def _from(entry: Dated) -> date:
    return entry.in_force_from or date.min


def _range(entry: Dated) -> str:
    began = entry.in_force_from.isoformat() if entry.in_force_from else "the beginning"
    ended = (
        f"until before {entry.replaced_on.isoformat()}"
        if entry.replaced_on
        else "without end"
    )
    return f"from {began} {ended}"
