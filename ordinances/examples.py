"""Worked examples of a pack: small cases a lawyer can check, run as tests.

``examples.yaml`` gives for each an origin, what happened, and the dates that
must come out; ``run`` counts them by both ways and reports every difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ordinances.counting import CAP, Extended, Suspension, due
from ordinances.deadline_readers import vary_deadline
from ordinances.entry_readers import read_rows
from ordinances.explanation import Explanation, explain
from ordinances.periods import gate_on
from ordinances.sentences import OrdinanceError
from ordinances.yaml_nodes import MappingNode, read_yaml

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ordinances.calendars import Calendar
    from ordinances.schema import DeadlineRule, Pack

_EXPECTED = ("raw", "due", "initial", "cap", "gate", "in_time", "late")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One worked example.

    Attributes:
        id: its name in the file.
        line: where it stands.
        rule: the period, with the variations of the example.
        on: the day the period counts from.
        suspensions: supplementation spans.
        extended_to: what the extension notice names.
        expected: the dates that must come out, by name.
        why: what the example shows.
        source: what its answer rests on.
    """

    id: str
    line: int
    rule: DeadlineRule
    on: date
    suspensions: tuple[Suspension, ...]
    extended_to: Extended
    expected: dict[str, date]
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not come out."""

    example: Example
    sentence: str


def load_examples(pack: Pack, directory: Path) -> tuple[Example, ...]:
    """Read the worked examples of a pack.

    Args:
        pack: the pack, already read from the same folder.
        directory: the folder with ``examples.yaml``.

    Returns:
        The examples, in the order of the file.

    Raises:
        PackError: any mistake in the file, or two examples of one name.
    """
    node = read_yaml(directory / "examples.yaml")
    examples = read_rows(node, "examples", lambda row: _example(pack, row))
    seen: set[str] = set()
    for example, row in zip(examples, node.mappings("examples"), strict=True):
        if example.id in seen:
            raise row.error("id", found=f"{example.id} again", expected="a new name")
        seen.add(example.id)
    node.done()
    return examples


def run(example: Example, calendar: Calendar) -> Failure | None:
    """Count an example and compare every date it names.

    Args:
        example: the example.
        calendar: the closed days.

    Returns:
        The first difference, None if all come out.
    """
    try:
        explanation = explain(
            example.rule,
            origin_on=example.on,
            suspensions=example.suspensions,
            extended_to=example.extended_to,
            calendar=calendar,
        )
        from_tables = due(
            example.rule,
            origin_on=example.on,
            suspensions=example.suspensions,
            extended_to=example.extended_to,
            calendar=calendar,
        )
    except OrdinanceError as error:
        return Failure(example, error.sentence.en)
    if explanation.due_on != from_tables:
        return Failure(
            example, f"the ledger says {explanation.due_on}, the tables {from_tables}"
        )
    return _compare(example, explanation, calendar)


def _compare(
    example: Example, explanation: Explanation, calendar: Calendar
) -> Failure | None:
    found = {
        "raw": explanation.raw_on,
        "due": explanation.due_on,
        "initial": explanation.initial_due_on,
        "cap": explanation.cap_on,
        "gate": gate_on(
            example.rule,
            origin_on=example.on,
            suspensions=example.suspensions,
            calendar=calendar,
        ),
    }
    for name, on in example.expected.items():
        if name in found and found[name] != on:
            return Failure(example, f"{name}: expected {on}, but found {found[name]}")
    due_on = explanation.due_on
    in_time, late = example.expected.get("in_time"), example.expected.get("late")
    if due_on and in_time and in_time > due_on:
        return Failure(example, f"{in_time} should be in time, but {due_on} is the end")
    if due_on and late and late <= due_on:
        return Failure(example, f"{late} should be late, but {due_on} is the end")
    return None


def _example(pack: Pack, node: MappingNode) -> Example:
    on = node.day("on")
    return Example(
        id=node.text("id"),
        line=node.line,
        rule=_rule(pack, node, on),
        on=on,
        suspensions=read_rows(
            node,
            "suspended",
            lambda row: Suspension(row.day("ordered"), row.day("completed")),
        ),
        extended_to=_extended_to(node),
        expected=_expected(node.mapping("expect")),
        why=node.text("why"),
        source=node.text("source"),
    )


def _rule(pack: Pack, node: MappingNode, on: date) -> DeadlineRule:
    keys = list(dict.fromkeys(r.key for r in pack.deadlines if r.in_force(on)))
    rule = pack.deadline(node.choice("rule", keys), on)
    variation = node.optional_mapping("vary")
    return vary_deadline(rule, variation) if variation else rule


def _extended_to(node: MappingNode) -> Extended:
    if not node.has("extended"):
        return None
    return CAP if node.text("extended") == "cap" else node.day("extended")


def _expected(node: MappingNode) -> dict[str, date]:
    expected = {name: node.day(name) for name in _EXPECTED if node.has(name)}
    node.done()
    if "due" not in expected:
        raise node.error("due", found="no such key", expected="a date like 2023-04-01")
    return expected
