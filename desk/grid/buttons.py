"""What the buttons of the grid do to the rows before they are saved."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.models import Record
from desk.grid.apply import KEPT, Rules, applied, fitted
from desk.grid.bar import BarForm
from desk.grid.posting import Posted, TypedRow
from desk.grid.reasons import PastReason
from desk.grid.words import outcome_choices


def apply_bar(
    posted: Posted, form: BarForm, records: Sequence[Record], rules: Rules
) -> str:
    """Apply the bar to its rows; return what was done, empty when nothing was.

    Args:
        posted: What was sent; its rows are changed.
        form: The bar; it gets an error when no row was named.
        records: The records of the unit.
        rules: The regime and the day.
    """
    if not form.is_valid():
        return ""
    bar, numbers = form.bar(), set(form.cleaned_data["rows"])
    if bar.is_empty:
        return ""
    wanted = [
        record
        for record in records
        if record.position in numbers or record.pk in posted.picked
    ]
    if not wanted:
        form.add_error("rows", _("No row is selected. Write numbers, or tick rows."))
        return ""
    for record in wanted:
        row = posted.rows.setdefault(record.pk, _as_stored(record))
        if row.errors:
            continue
        title = row.facts.title if row.facts else record.title
        row.decide(applied(bar, row.now(), title=title, rules=rules), rules)
    words = dict(outcome_choices(records[0].unit, rules.on))
    return ngettext(
        "%(what)s for %(n)s row", "%(what)s for %(n)s rows", len(wanted)
    ) % {"what": words.get(bar.outcome, _("Grounds or reason")), "n": len(wanted)}


def copy_from_above(
    posted: Posted, key: int, records: Sequence[Record], rules: Rules
) -> str:
    """Give a row the finding of the one above it."""
    keys = [record.pk for record in records]
    if key not in keys or keys.index(key) == 0:
        return ""
    above = records[keys.index(key) - 1]
    row, source = posted.rows.get(key), posted.rows.get(above.pk)
    if row is None or row.errors:
        return ""
    row.decide((source or _as_stored(above)).now(), rules)
    return _("Row %(row)s as the one above") % {"row": row.record.position}


def use_past_reason(
    posted: Posted,
    key: int,
    source: int,
    past: Mapping[int, Sequence[PastReason]],
    rules: Rules,
) -> str:
    """Give a row a past reason, and its grounds where the row has none."""
    row = posted.rows.get(key)
    chosen = [one for one in past.get(key, ()) if one.record.pk == source]
    if row is None or row.errors or not chosen:
        return ""
    now, then = row.now(), chosen[0]
    grounds = now.grounds + now.reason_kinds
    rows = sorted(then.record.grounds.all(), key=lambda one: one.pk)
    changed = replace(
        now,
        outcome=now.outcome or then.record.outcome,
        absence_kind=now.absence_kind or then.record.absence_kind,
        reason=then.text,
        grounds=now.grounds
        if grounds
        else tuple(one.ground for one in rows if one.is_exemption),
        reason_kinds=now.reason_kinds
        if grounds
        else tuple(one.ground for one in rows if not one.is_exemption),
    )
    if "reason" not in KEPT.get(changed.outcome, ("reason",)):
        return ""
    row.decide(fitted(changed), rules)
    return _("The reason of row %(row)s") % {"row": row.record.position}


def _as_stored(record: Record) -> TypedRow:
    return TypedRow(record, {}, record.version)
