"""From ``deadlines.yaml`` to ``DeadlineRule``: a period must be whole to count."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from ordinances.entry_readers import read_dated, read_rows, refuse_gaps, refuse_overlaps
from ordinances.schema import (
    DeadlineRule,
    Extension,
    FirstDay,
    HolidayPolicy,
    Origin,
    SuspensionCount,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from ordinances.yaml_nodes import MappingNode

    E = TypeVar("E", bound=StrEnum)

_CALENDAR_UNITS = frozenset({Unit.MONTH, Unit.YEAR})


def read_deadlines(node: MappingNode) -> tuple[DeadlineRule, ...]:
    """Read all periods of a pack.

    Raises:
        PackError: a period is incomplete or contradicts itself, or the same
            key holds twice on a day or leaves days without a value.
    """
    rules = read_rows(node, "deadlines", read_deadline)
    rows = node.mappings("deadlines")
    refuse_overlaps(rules, rows, key=lambda rule: rule.key)
    for key in dict.fromkeys(rule.key for rule in rules):
        chosen = [pair for pair in zip(rules, rows, strict=True) if pair[0].key == key]
        refuse_gaps([rule for rule, _ in chosen], [row for _, row in chosen])
    return rules


def read_deadline(node: MappingNode) -> DeadlineRule:
    """Read one period.

    Raises:
        PackError: see ``read_deadlines``.
    """
    rule = DeadlineRule(
        key=node.text("key"),
        label_ja=node.text("label_ja"),
        label_en=node.text("label_en"),
        assumed=_assumed(node),
        **{name: read(node) for name, read in PARAMETERS.items()},
        **read_dated(node),
    )
    _refuse_contradictions(node, rule)
    return rule


def vary_deadline(rule: DeadlineRule, node: MappingNode) -> DeadlineRule:
    """Return a period with the parameters a mapping gives in place of its own.

    Args:
        rule: the period.
        node: parameters as in ``deadlines.yaml``; keys not given stay.

    Returns:
        The variant, never verified.

    Raises:
        PackError: a parameter is unknown or wrong, or the variant contradicts
            itself.
    """
    given = {name: read(node) for name, read in PARAMETERS.items() if node.has(name)}
    node.done()
    variant = replace(rule, verified=False, **given)
    _refuse_contradictions(node, variant)
    return variant


def _word(node: MappingNode, key: str, words: type[E], default: E | None = None) -> E:
    if default is not None and not node.has(key):
        return default
    return words(node.choice(key, [word.value for word in words]))


def _extension(node: MappingNode) -> Extension | None:
    """Read ``extension: none``, or a mapping of ``add: days`` or ``cap: days``."""
    if node.has("extension") and not node.is_mapping("extension"):
        node.choice("extension", ("none", "{add: days}", "{cap: days}"))
        return None
    choice = node.optional_mapping("extension")
    if choice is None:
        return None
    kinds: tuple[Literal["add", "cap"], ...] = ("add", "cap")
    given = [kind for kind in kinds if choice.has(kind)]
    if len(given) != 1:
        raise node.error(
            "extension",
            found=" and ".join(given) or "neither add nor cap",
            expected="either add: days or cap: days",
        )
    extension = Extension(given[0], choice.integer(given[0], at_least=1))
    choice.done()
    return extension


def _gate(node: MappingNode, key: str) -> Literal["initial_period"] | None:
    if not node.has(key):
        return None
    node.choice(key, ("initial_period",))
    return "initial_period"


PARAMETERS: dict[str, Callable[[MappingNode], Any]] = {
    "origin": lambda node: _word(node, "origin", Origin),
    "first_day": lambda node: _word(node, "first_day", FirstDay),
    "length": lambda node: node.integer("length", at_least=1),
    "unit": lambda node: _word(node, "unit", Unit),
    "extension": _extension,
    "extension_gate": lambda node: _gate(node, "extension_gate"),
    "special_gate": lambda node: _gate(node, "special_gate"),
    "special_days": lambda node: node.optional_integer("special_days", at_least=1),
    "holiday_policy": lambda node: _word(node, "holiday_policy", HolidayPolicy),
    "suspendable": lambda node: node.flag("suspendable"),
    "suspension_count": lambda node: _word(
        node, "suspension_count", SuspensionCount, SuspensionCount.DIFFERENCE
    ),
    "cap_excludes_suspension": lambda node: node.flag(
        "cap_excludes_suspension", default=False
    ),
    "special_excludes_suspension": lambda node: node.flag(
        "special_excludes_suspension", default=False
    ),
}
"""The parameters of a period, each with its reader; an example may vary them."""


def _assumed(node: MappingNode) -> tuple[str, ...]:
    names = node.texts("assumed")
    for name in names:
        if name not in PARAMETERS:
            raise node.error(
                "assumed", found=name, expected="one of " + ", ".join(PARAMETERS)
            )
    return names


def _refuse_contradictions(node: MappingNode, rule: DeadlineRule) -> None:
    skips = rule.holiday_policy is HolidayPolicy.SKIP_LISTED_AND_ROLL
    if skips and rule.unit in _CALENDAR_UNITS:
        raise node.error(
            "holiday_policy",
            found=f"{rule.holiday_policy} with unit {rule.unit}",
            expected="none or roll_end, because months and years follow the calendar "
            "(skip_listed_and_roll counts days and weeks only)",
        )
    if rule.extension and rule.extension.kind == "cap" and _cap_is_idle(rule):
        raise node.error(
            "extension",
            found=f"a cap of {rule.extension.days} days",
            expected=f"more days than the period itself ({rule.length} {rule.unit})",
        )
    if rule.verified and rule.assumed:
        raise node.error(
            "verified",
            found="true, although parameters are named as assumed",
            expected="false, or an empty list under assumed",
        )


def _cap_is_idle(rule: DeadlineRule) -> bool:
    days = {Unit.DAY: 1, Unit.WEEK: 7}.get(rule.unit, 0) * rule.length
    return rule.extension is not None and rule.extension.days <= days
