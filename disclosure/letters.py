"""Which letters of a public-records request are due, from what happened.

Nothing here is remembered: a decision, an extension and the like each have their
letter for as long as they hold, and what was issued is known by its subject.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from casework.findings import finding_of
from casework.models import Cause, ClockEvent, ClockEventType, Decision, Origin, Unit
from casework.models.record import RecordOutcome
from casework.operations import clock
from disclosure.addressees import addressee_of, gaps_of_addressee, requesters_of
from disclosure.letter_facts import (
    Decided,
    Facts,
    gaps_of_form,
    gaps_of_records,
    grounds_text,
    iso,
    outcome_label,
    record_facts,
    request_facts,
)
from notices.letter import Gap, Letter
from ordinances.loading import pack as load_pack
from ordinances.periods import Event

PUBLIC_RECORDS = "public_records"
EXTENSIONS = {
    ClockEventType.EXTENDED: "extension",
    ClockEventType.SPECIAL: "special_extension",
}
# these show no record: the first because nothing may tell whether there is one
WITHOUT_RECORDS = frozenset({RecordOutcome.EXISTENCE_REFUSED.value, "inadmissible"})


@dataclass(frozen=True, slots=True)
class Told:
    """What one letter tells, before it is addressed.

    Attributes:
        form: The key of the form.
        about: The subject key.
        on: The day it bears.
        facts: Under the names of the form's slots.
        gaps: What the facts lack.
    """

    form: str
    about: str
    on: date
    facts: Facts
    gaps: tuple[Gap, ...] = ()


def letters_of(unit: Unit, *, on: date) -> list[Letter]:
    """Return every letter of a public-records unit as things stand.

    Args:
        unit: Any unit; of other regimes there are none here.
        on: Today.

    Returns:
        In the order of what happened. A letter that lacks something says so in its
        gaps; one that was issued already is among them all the same.
    """
    if unit.kind != PUBLIC_RECORDS or unit.voided:
        return []
    told = [*_extensions(unit), *_decisions(unit)]
    return [letter for one in told for letter in _to_requesters(unit, one)]


def _to_requesters(unit: Unit, told: Told) -> Iterator[Letter]:
    for party in requesters_of(unit.case):
        face = gaps_of_addressee(party)
        pack = gaps_of_form(told.form, unit=unit, organ=told.facts["organ"], on=told.on)
        yield Letter(
            form=told.form,
            about=told.about,
            unit=unit,
            addressee=addressee_of(party, regime=unit.regime, on=told.on),
            issued_on=told.on,
            facts=told.facts,
            gaps=(*face, *told.gaps, *pack),
        )


# ------------------------------------------------------------------- decisions


def _decisions(unit: Unit) -> Iterator[Told]:
    """Yield the decision that counts; a ledger's went out by other means."""
    for decision in unit.decisions.filter(counts=True).exclude(cause=Cause.LEDGER):
        yield _decision(unit, decision)


def _decision(unit: Unit, decision: Decision) -> Told:
    records = unit.records.prefetch_related("grounds").order_by("position")
    decided = [(record, finding_of(record)) for record in records]
    facts, gaps = _decision_facts(unit, decision, decided)
    return Told(
        form=decision.outcome,
        about=f"decision:{decision.pk}",
        on=decision.decided_on,
        facts={**request_facts(unit), **facts},
        gaps=tuple(gaps),
    )


def _decision_facts(
    unit: Unit, decision: Decision, decided: list[Decided]
) -> tuple[Facts, list[Gap]]:
    pack, on = load_pack(unit.regime), decision.decided_on
    facts: Facts = {"outcome": outcome_label(pack, decision.outcome, on)}
    gaps = gaps_of_records(decided) or _mismatch(decision, decided)
    if decision.outcome not in WITHOUT_RECORDS:
        facts["records"] = record_facts(decided, pack=pack, on=on)
        return facts, gaps
    # one row, titled as the request puts it: its title is not told
    facts["reason"] = "\n".join(
        dict.fromkeys(f.reason for _r, f in decided if f.reason)
    )
    if decided and not facts["reason"] and not gaps:
        gaps = [_no_words()]
    if decision.outcome == RecordOutcome.EXISTENCE_REFUSED:
        lines = [grounds_text(finding, pack=pack, on=on) for _r, finding in decided]
        facts["grounds"] = "\n".join(dict.fromkeys(lines))
    return facts, gaps


def _mismatch(decision: Decision, decided: list[Decided]) -> list[Gap]:
    """Say that the records do not bear the decision out."""
    outcomes = {finding.outcome for _r, finding in decided}
    mixed = decision.outcome == "partial" and len(outcomes) > 1
    reasoned = decision.outcome == "inadmissible" and outcomes
    if mixed or reasoned or outcomes == {decision.outcome}:
        return []
    says = _(
        "The records of the unit are not decided as the decision says, so the letter "
        "would contradict it. Please open the unit again and decide its records."
    )
    return [Gap(says=says, field="records")]


def _no_words() -> Gap:
    says = _(
        "The letter has to say why, and no record gives the reason. Please open the "
        "unit again and enter it."
    )
    return Gap(says=says, field="reason")


# ------------------------------------------------------------------ extensions


def _extensions(unit: Unit) -> Iterator[Told]:
    """Yield a letter for every extension the desk made."""
    rows = clock.rows_of(unit)
    for position, row in enumerate(rows):
        form = EXTENSIONS.get(ClockEventType(row.type))
        is_own = row.unit_id in {None, unit.pk}
        if form is None or not is_own or _is_of_ledger(unit, row):
            continue
        yield _extension(unit, form, rows[:position], row)


def _extension(
    unit: Unit, form: str, before: list[ClockEvent], row: ClockEvent
) -> Told:
    """Tell the due dates as they stood on the day of the extension."""
    events = [_event(each) for each in before]
    facts = request_facts(unit) | {
        "due_on": _due_on(unit, events),
        "reason": row.reason,
        "article": row.article,
    }
    if form == "extension":
        facts["new_due_on"] = _due_on(unit, [*events, _event(row)])
    else:
        first = Event(row.type, row.on)
        facts["part_due_on"] = _due_on(unit, [*events, first])
        facts["rest_due_on"] = iso(row.until_on)
    return Told(
        form=form,
        about=f"clock_event:{row.pk}",
        on=row.on,
        facts=facts,
        gaps=() if row.reason.strip() else (_no_reason(),),
    )


def _no_reason() -> Gap:
    says = _(
        "The extension was recorded without a reason, and its letter has to give one. "
        "Please record the extension with its reason."
    )
    return Gap(says=says, field="reason")


def _event(row: ClockEvent) -> Event:
    return Event(row.type, row.on, row.until_on)


def _due_on(unit: Unit, events: list[Event]) -> str:
    found = clock.fold_clock(
        load_pack(unit.regime), received_on=unit.received_on, events=events
    )
    return iso(found.due_on if found else None)


def _is_of_ledger(unit: Unit, row: ClockEvent) -> bool:
    """Tell whether an event came in with a ledger: its letter went out long ago."""
    case = unit.case
    return case.origin == Origin.LEDGER and row.recorded_at == case.recorded_at
