"""What the rows said before the last acts: kept in the session, one step each.

Undoing is an act like any other: the former findings are decided again, with the
versions the rows had after the act, so that nobody's later work is lost.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from casework.findings import Finding
from casework.models import Record, Unit
from casework.operations.decide_record import RecordChoice
from desk.grid.cells import DAYS

KEY = "grid_undo"
MOST_STEPS = 5


@dataclass(frozen=True, slots=True)
class Step:
    """One act that can be undone.

    Attributes:
        label: What the button says: what was done.
        choices: The former findings, at the versions the act left behind.
    """

    label: str
    choices: tuple[RecordChoice, ...]


def remember(
    session: SessionBase,
    unit: Unit,
    *,
    label: str,
    before: Mapping[int, Finding],
    decided: Iterable[Record],
) -> None:
    """Keep what rows said before an act; steps of another unit are forgotten.

    Args:
        session: Whose hand undoes it.
        unit: Whose records.
        label: What was done.
        before: Record key → what was decided about it before.
        decided: The records as the act left them.
    """
    rows = [
        {"id": record.pk, "version": record.version, **_plain(before[record.pk])}
        for record in decided
        if record.pk in before
    ]
    if rows:
        steps = [*_steps(session, unit), {"label": label, "rows": rows}]
        session[KEY] = {"unit": unit.pk, "steps": steps[-MOST_STEPS:]}


def last_step(session: SessionBase, unit: Unit) -> Step | None:
    """Return the act that would be undone, None where there is none."""
    steps = _steps(session, unit)
    if not steps:
        return None
    return Step(steps[-1]["label"], tuple(_choice(row) for row in steps[-1]["rows"]))


def forget_last(session: SessionBase, unit: Unit) -> None:
    """Drop the step that was undone, or can no longer be."""
    session[KEY] = {"unit": unit.pk, "steps": _steps(session, unit)[:-1]}


def _steps(session: SessionBase, unit: Unit) -> list[dict[str, Any]]:
    kept = session.get(KEY) or {}
    return list(kept["steps"]) if kept.get("unit") == unit.pk else []


def _plain(finding: Finding) -> dict[str, Any]:
    values = asdict(finding)
    for name in DAYS:
        values[name] = values[name].isoformat() if values[name] else None
    return values


def _choice(row: Mapping[str, Any]) -> RecordChoice:
    values: dict[str, Any] = {
        name: row.get(name) for name in Finding.__dataclass_fields__
    }
    for name in ("grounds", "reason_kinds"):
        values[name] = tuple(values[name])
    for name in DAYS:
        on = values.get(name)
        values[name] = date.fromisoformat(on) if on else None
    return RecordChoice(
        record_id=row["id"], version=row["version"], finding=Finding(**values)
    )
