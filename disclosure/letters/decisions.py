"""The letters of decisions."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from casework.in_force import findings_of
from casework.models import Cause, Decision, PartyRole, Unit
from casework.models.decision import BESIDE
from casework.models.record import RecordOutcome
from disclosure.letters.facts import (
    Decided,
    Facts,
    gaps_of_records,
    grounds_text,
    iso,
    outcome_label,
    record_facts,
    request_facts,
)
from disclosure.letters.showing import showing_facts
from disclosure.letters.told import Told
from notices.letter import Gap
from notices.models import Notice
from ordinances.loading import pack as load_pack

# these show no record: the first because nothing may tell whether there is one
WITHOUT_RECORDS = frozenset({RecordOutcome.EXISTENCE_REFUSED.value, "inadmissible"})


def decisions_told(unit: Unit) -> Iterator[Told]:
    """Yield the decision that counts and those that vary it, the oldest first.

    A ledger's went out by other means. One that another corrects was a slip of the
    pen: it has no letter beside the right one.
    """
    decisions = list(unit.decisions.order_by("seq").select_related("supersedes"))
    counted = next((one for one in decisions if one.counts), None)
    for decision in decisions:
        if decision.cause != Cause.LEDGER and (
            decision.counts or _varies(decision, counted, decisions)
        ):
            yield _decision(unit, decision)


def _varies(
    decision: Decision, counted: Decision | None, decisions: list[Decision]
) -> bool:
    """Tell whether a decision changes the one that counts, however often."""
    if counted is None or decision.cause not in BESIDE:
        return False
    return _first_of(decision, decisions) == _first_of(counted, decisions)


def _first_of(decision: Decision, decisions: list[Decision]) -> Decision:
    """Follow a decision back to the one it began with."""
    by_key = {one.pk: one for one in decisions}
    while decision.supersedes_id is not None:
        decision = by_key[decision.supersedes_id]
    return decision


def _decision(unit: Unit, decision: Decision) -> Told:
    facts, gaps = _decision_facts(unit, decision, findings_of(decision))
    request = request_facts(unit, on=decision.decided_on)
    return Told(
        form=decision.outcome,
        about=f"decision:{decision.pk}",
        on=decision.decided_on,
        facts={**request, **facts, **_shown(unit, decision), **_cited(decision)},
        gaps=tuple(gaps),
    )


def _shown(unit: Unit, decision: Decision) -> Facts:
    return showing_facts(unit, outcome=decision.outcome, on=decision.decided_on)


def _cited(decision: Decision) -> Facts:
    """Return the letter this decision replaces, or the day of the decision it varies.

    A correction of an entry replaces nothing where no letter had gone out yet.
    """
    before = decision.supersedes
    if before is None:
        return {}
    issued = Notice.objects.filter(about=f"decision:{before.pk}")
    told = issued.exclude(party__role=PartyRole.THIRD_PARTY).order_by("pk").last()
    if told is not None:
        return {"cited_on": iso(told.issued_on), "cited_number": told.number_text}
    if decision.cause in BESIDE:
        return {"cited_on": iso(before.decided_on), "cited_number": ""}
    return {}


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
