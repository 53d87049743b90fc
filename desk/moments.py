"""The course of a unit: what happened on which day, in legal order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from casework.ledger.units import EXTENSION_REASON
from casework.models import (
    Cause,
    ClockEvent,
    ClockEventType,
    Decision,
    Implementation,
    Supplementation,
    Unit,
)
from casework.wording import day
from desk import labels
from desk.third_party_lines import ThirdParties


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened on a day."""

    on: date
    what: str
    text: str = ""
    who: str = ""


def moments_of(
    unit: Unit,
    *,
    events: Iterable[ClockEvent],
    decisions: Sequence[Decision],
    implementations: Iterable[Implementation],
    asked: ThirdParties,
    orders: Iterable[Supplementation],
    shows_text: bool,
) -> list[Moment]:
    """Return the course of a unit, oldest first.

    Args:
        unit: Loaded with its withdrawal and transfer.
        events: The clock events that bind it.
        decisions: Its decisions.
        implementations: Its implementations.
        asked: Its third parties and holds, as far as they are for who looks.
        orders: The supplementation orders of its case.
        shows_text: Whether reasons in words are for who looks.
    """
    # the clock stops by the decision or withdrawal that stands beside it
    told = _told_by_orders(orders, shows_text=shows_text)
    found = [
        told.get((event.type, event.on)) or _event(event, shows_text=shows_text)
        for event in events
        if event.type != ClockEventType.STOPPED
    ]
    found += [_decision(unit, decision) for decision in decisions]
    found += [Moment(item.on, _("Disclosed")) for item in implementations if item.on]
    found += _third_parties(asked)
    found += _moves(unit, shows_text=shows_text)
    found += _ends(unit, shows_text=shows_text)
    return sorted(found, key=lambda moment: moment.on)


def _told_by_orders(
    orders: Iterable[Supplementation], *, shows_text: bool
) -> dict[tuple[str, date], Moment]:
    """Return what supplementation orders tell of their events: type and day → words."""
    found: dict[tuple[str, date], Moment] = {}
    for order in orders:
        matter = order.matter if shows_text else ""
        what = _("Supplementation ordered, answer by %(day)s")
        found[ClockEventType.SUSPENDED, order.ordered_on] = Moment(
            order.ordered_on, what % {"day": day(order.answer_by_on)}, matter
        )
        if order.arrived_on:
            found[ClockEventType.RESUMED, order.arrived_on] = Moment(
                order.arrived_on, _arrival(order)
            )
        if order.lapsed_on:
            what = _("Supplementation order lapsed without an answer")
            found[ClockEventType.RESUMED, order.lapsed_on] = Moment(
                order.lapsed_on, what
            )
    return found


def _arrival(order: Supplementation) -> str:
    if order.written_on is None:
        return _("Answer to the supplementation order arrived")
    return _("Answer to the supplementation order arrived, dated %(day)s") % {
        "day": day(order.written_on)
    }


def _event(event: ClockEvent, *, shows_text: bool) -> Moment:
    what = str(event.get_type_display())
    if event.until_on:
        what = _("%(what)s until %(day)s") % {"what": what, "day": day(event.until_on)}
    if event.part_until_on:
        part = {"what": what, "day": day(event.part_until_on)}
        what = _("%(what)s, the first part until %(day)s") % part
    return Moment(event.on, what, _reason(event) if shows_text else "")


def _reason(event: ClockEvent) -> str:
    """Return why, in words; an import leaves a code instead."""
    if event.reason == EXTENSION_REASON:
        return str(Cause.LEDGER.label)
    return event.reason


def _decision(unit: Unit, decision: Decision) -> Moment:
    words = labels.outcome_in_words(unit, decision.outcome, decision.decided_on)
    return Moment(
        decision.decided_on,
        _("Decision: %(outcome)s") % {"outcome": words},
        str(decision.get_cause_display()),
    )


def _third_parties(asked: ThirdParties) -> list[Moment]:
    """Return letters, answers and holds with their days."""
    found = []
    for line in asked.consultations:
        row, name = line.row, line.name or ""
        if row.sent_on:
            found.append(Moment(row.sent_on, _("Third party asked"), name))
        if row.answered_on:
            words = {"answer": row.get_answer_display()}
            what = _("Third party: %(answer)s") % words
            found.append(Moment(row.answered_on, what, name))
    for held in asked.holds:
        kind = str(held.row.get_kind_display())
        found.append(Moment(held.row.from_on, _("Hand-over held"), kind))
        if held.row.lifted_on:
            found.append(Moment(held.row.lifted_on, _("Hold lifted"), kind))
    return found


def _moves(unit: Unit, *, shows_text: bool) -> list[Moment]:
    """Return the transfers from organ to organ."""
    found = []
    for move in unit.organ_transfers.select_related("from_organ", "to_organ"):
        organs = {"from": move.from_organ.name, "to": move.to_organ.name}
        what = _("Transferred from %(from)s to %(to)s") % organs
        found.append(Moment(move.on, what, move.reason if shows_text else ""))
    return found


def _ends(unit: Unit, *, shows_text: bool) -> list[Moment]:
    ends = []
    if withdrawal := getattr(unit, "withdrawal", None):
        text = withdrawal.reason if shows_text else ""
        ends.append(Moment(withdrawal.on, _("Withdrawn"), text))
    if transfer := getattr(unit, "transfer", None):
        text = transfer.receiver if shows_text else ""
        ends.append(Moment(transfer.on, _("Transferred"), text))
    return ends
