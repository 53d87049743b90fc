"""Record that a supplementation order was not answered in its period."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from casework.findings import Finding
from casework.models import Supplementation, Unit
from casework.operations.add_records import add_records
from casework.operations.answer_supplementation import check_end, waiting_order
from casework.operations.begin import begin, units_of_case
from casework.operations.decide_record import RecordChoice, decide_record
from casework.operations.order_supplementation import (
    CannotSupplement,
    move_clocks,
    tell_units,
)
from casework.phases import Phase
from casework.record_facts import RecordFacts
from casework.supplementing import (
    FORMAL_DEFECT,
    NON_DISCLOSURE,
    unsupplemented_outcome,
)
from casework.wording import day
from offices.models import Staff
from ordinances.act_words import act_words
from ordinances.loading import pack as load_pack
from ordinances.periods import Event

REASON = "unsupplemented"
LONGEST_TITLE = 500


@transaction.atomic
def lapse_supplementation(
    *,
    unit: Unit,
    lapsed_on: date,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Supplementation:
    """Let the clock run again without an answer and prepare what follows.

    It decides nothing: for non-disclosure the rows of every open unit are filled in
    with the formal defect, for inadmissibility the draft needs none. Writes the
    lapse, one RESUMED event of the case, the rows and a trail entry for each unit.

    Args:
        unit: A unit of the case.
        lapsed_on: From which day the clock runs again, after the period.
        version: The version of the unit the person read.
        by: Who records it.
        on: The day of recording.
        at: The instant.

    Raises:
        NotPermitted: The act is not among the person's rights on every unit.
        CannotAct: The unit does not stand where its records can be decided.
        Stale: Somebody changed the unit since.
        CannotSupplement: No order waits, its period has not ended, or a draft of
            the case waits for approval.

    Source:
        The outcome is the pack's `unsupplemented_outcome`; that the clock runs
        again from the day of the lapse is assumed.
    """
    unit = begin("lapse_supplementation", unit, by=by, on=on, version=version)
    units = units_of_case("lapse_supplementation", unit, by=by, on=on)
    order = waiting_order(unit)
    _check(order, units, lapsed_on, on=on)
    order.lapsed_on, order.ended_by = lapsed_on, by
    order.save(update_fields=["lapsed_on", "ended_by"])
    move_clocks(unit, units, Event("resumed", lapsed_on), by=by, at=at)
    outcome = unsupplemented_outcome(unit, on=on)
    if outcome == NON_DISCLOSURE:
        for each in units:
            if each.is_open:
                _prepare(each, by=by, on=on, at=at)
    act = "lapse_supplementation"
    facts = {"lapsed_on": lapsed_on.isoformat(), "leads_to": outcome}
    tell_units(act, order, units, facts=facts, detail={}, by=by, at=at)
    return order


def _check(
    order: Supplementation, units: Sequence[Unit], lapsed_on: date, *, on: date
) -> None:
    check_end(order, lapsed_on, on=on, field="lapsed_on")
    if lapsed_on <= order.answer_by_on:
        raise CannotSupplement(
            "period_runs",
            _(
                "The requester may answer until %(until)s. The order lapses only "
                "after that day."
            )
            % {"until": day(order.answer_by_on)},
            field="lapsed_on",
        )
    for each in units:
        if each.phase == Phase.APPROVAL:
            raise CannotSupplement(
                "draft_waits",
                _(
                    "A draft of %(number)s waits for approval. Take it back or have "
                    "it sent back first."
                )
                % {"number": each.number_text},
            )


def _prepare(unit: Unit, *, by: Staff, on: date, at: datetime) -> None:
    """Fill in every row of a unit with the formal defect; one row where none is."""
    if not unit.records.exists():
        title = unit.subject_text.strip()[:LONGEST_TITLE] or unit.number_text
        facts = RecordFacts(title=title)
        add_records(unit=unit, records=[facts], by=by, on=on, at=at)
    finding = Finding(
        outcome=NON_DISCLOSURE,
        reason_kinds=(FORMAL_DEFECT,),
        reason=_words(unit, on=on),
    )
    choices = [
        RecordChoice(record_id=record.pk, version=record.version, finding=finding)
        for record in unit.records.order_by("position")
    ]
    decide_record(unit=unit, choices=choices, by=by, on=on, at=at)


def _words(unit: Unit, *, on: date) -> str:
    """Return the pack's sentence; without one the draft asks for the reason."""
    reasons = act_words(load_pack(unit.regime)).reasons
    found = (one.text for one in reasons if one.code == REASON and one.in_force(on))
    return next(found, "")
