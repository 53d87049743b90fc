"""What the list behind a number shows of each unit, and to whom.

Everybody who may see tables sees number, dates, organ, division, outcome and
grounds: that is what makes the number checkable. The way on to the unit's own
page is for those who may see the unit there, the subject for those whose grants
show it. Of a case a person is barred from (除斥) the list keeps the row, because
the number counts it, and shows nothing of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from annual.scope import PENDING, Scope
from annual.wording import in_language
from casework.models import Bar, Unit
from casework.permissions import FieldClass, fields_of
from offices.models import Staff
from ordinances.dated import NotInForce
from ordinances.loading import pack as load_pack


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit in the list behind a number.

    Attributes:
        unit: the unit; None where this person must not see it.
        outcome: its class on the as-of date, in words; None while pending.
        outcome_on: the day of that outcome.
        grounds: the grounds or reasons of its counting decision, in words.
        subject: what was asked for; None where it is not for this person.
        is_linked: whether the unit's own page is for this person.
    """

    unit: Unit | None
    outcome: str | None = None
    outcome_on: date | None = None
    grounds: tuple[str, ...] = ()
    subject: str | None = None
    is_linked: bool = False


def unit_rows(
    units: Sequence[Unit], *, staff: Staff, scope: Scope, on: date
) -> Iterator[UnitRow]:
    """Turn loaded units into rows; two statements for all of them.

    Args:
        units: loaded by `casework.queries.with_decisions`.
        staff: who looks.
        scope: the year and the as-of date the class is told for.
        on: the day whose grants hold.
    """
    keys = [unit.pk for unit in units]
    found = Unit.objects.filter(pk__in=keys).visible_to(staff, on=on)
    visible = set(found.values_list("pk", flat=True))
    cases = [unit.case_id for unit in units]
    bars = Bar.objects.filter(staff=staff, case__in=cases)
    barred = set(bars.values_list("case_id", flat=True))
    for unit in units:
        if unit.case_id in barred:
            yield UnitRow(None)
            continue
        is_visible = unit.pk in visible
        seen = fields_of(staff, unit, on=on) if is_visible else frozenset()
        row = _row(unit, scope, shows_subject=FieldClass.SUBJECT in seen)
        yield replace(row, is_linked=is_visible)


def _row(unit: Unit, scope: Scope, *, shows_subject: bool) -> UnitRow:
    is_pending = scope.class_of(unit) == PENDING
    return UnitRow(
        unit=unit,
        outcome=None if is_pending else _outcome(unit),
        outcome_on=None if is_pending else unit.outcome_on,
        grounds=() if is_pending else tuple(_grounds(unit)),
        subject=unit.subject_text if shows_subject else None,
    )


def _outcome(unit: Unit) -> str:
    regime, on = load_pack(unit.regime), unit.outcome_on or unit.received_on
    code = unit.outcome or ""
    try:
        kind = regime.request_kind(unit.request_kind, unit.received_on)
        outcome = regime.outcome(kind.outcome_set, code, on)
    except NotInForce:
        return code
    return in_language(outcome.label_ja, outcome.label_en)


def _grounds(unit: Unit) -> Iterator[str]:
    regime = load_pack(unit.regime)
    words = {r.code: in_language(r.label_ja, r.label_en) for r in regime.reason_kinds}
    words |= {g.code: in_language(g.label_ja, g.label_en) for g in regime.grounds}
    for decision in getattr(unit, "counting_decisions", []):
        for ground in decision.grounds.all():
            yield words.get(ground.ground, ground.ground)
