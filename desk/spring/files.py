"""The lists of the spring as files: the columns of the pages."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from annual.list_answer import List
from casework.models import Unit
from casework.permissions import FieldClass
from casework.phases import Phase
from desk.spring.retention import KeptRow, Why
from offices.models import Staff

MASKED = "－"


def whys() -> dict[Why, str]:
    """Return the reasons in words."""
    return {
        Why.APPEAL: _("Under appeal"),
        Why.REQUEST: _("Under request"),
        Why.PERIOD: _("Within the period for an appeal"),
    }


def retention_list(rows: Sequence[KeptRow]) -> List:
    """Return headers and rows of the records that must not be destroyed."""
    words = whys()
    header = [
        _("Responsible division"),
        _("Number"),
        _("Document number"),
        _("Title of the record"),
        _("Made on"),
        _("Why it is kept"),
        _("At least until"),
        _("Counted from"),
    ]
    return header, (
        [
            str(row.unit.division or ""),
            row.unit.number_text,
            _shown(row.record.document_number if row.record else "", row.title),
            MASKED if row.title is None else row.title,
            row.record.made_on if row.record and row.title is not None else None,
            "、".join(words[why] for why in row.kept.why),
            row.kept.until_on,
            _counted_from(row),
        ]
        for row in rows
    )


def carry_over_list(
    units: Iterable[Unit], seen: "dict[int, frozenset[FieldClass]]"
) -> List:
    """Return headers and rows of what is carried over."""
    header = [
        _("Number"),
        _("Received on"),
        _("Organ"),
        _("Responsible division"),
        _("Handler"),
        _("Subject"),
        _("Phase"),
        _("Due date"),
    ]
    return header, (
        [
            unit.number_text,
            unit.received_on,
            str(unit.organ or ""),
            str(unit.division or ""),
            _handler(unit.handler, seen[unit.pk]),
            unit.subject_text if FieldClass.SUBJECT in seen[unit.pk] else MASKED,
            str(Phase(unit.phase).label),
            unit.due_on,
        ]
        for unit in units
    )


def _shown(text: str, title: str | None) -> str:
    return MASKED if title is None else text


def _handler(handler: Staff | None, seen: frozenset[FieldClass]) -> str:
    if handler is None:
        return ""
    return handler.name if FieldClass.SUBJECT in seen else MASKED


def _counted_from(row: KeptRow) -> str:
    if Why.PERIOD not in row.kept.why:
        return ""
    if row.kept.is_from_arrival:
        return _("the arrival of the notice")
    return _("the decision: no arrival is recorded")
