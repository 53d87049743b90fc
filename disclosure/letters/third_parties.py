"""The letters to third parties: the question, and what came of their opposition.

Their facts are put together from an allow-list: neither who asked nor what for, and
nothing of another third party.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from casework.consultation_letters import ConsultationToWrite, consultations_to_write
from casework.holding import earliest_implementation
from casework.models import ThirdPartyConsultation, Unit
from casework.models.third_party_consultation import MANDATORY
from casework.opposers import ToTell, disclosed_records, opposers_to_tell
from disclosure.letters.facts import Facts, iso, office_facts, outcome_label
from disclosure.letters.told import Told
from notices.letter import Gap
from ordinances.calendars import OutsideCalendar
from ordinances.loading import pack as load_pack


def questions_told(unit: Unit) -> Iterator[Told]:
    """Yield the letter to every third party that is asked."""
    for each in consultations_to_write(unit):
        consultation = each.consultation
        yield Told(
            form="third_party_letter",
            about=f"third_party_consultation:{consultation.pk}",
            on=each.sent_on,
            facts=office_facts(unit, on=each.sent_on) | _question(unit, each),
            to=(consultation.party,),
        )


def _question(unit: Unit, asked: ConsultationToWrite) -> Facts:
    facts, pack = asked.facts, load_pack(unit.regime)
    case = pack.notice_word(facts.duty, asked.sent_on) if facts.duty else ""
    return {
        "requested_on": iso(facts.requested_on),
        "record_title": "\n".join(facts.titles),
        "information": facts.concerns,
        "answer_by_on": iso(facts.answer_by_on),
        "answer_to": facts.answer_to,
        "mandatory_case": "\n".join(filter(None, (case, facts.why))),
    }


def opposers_told(unit: Unit) -> Iterator[Told]:
    """Yield the letter to every third party whose opposition did not prevail."""
    told = opposers_to_tell(unit)
    if not told:
        return
    earliest_on = _earliest(unit)
    for each in told:
        yield Told(
            form="third_party_notice",
            about=f"decision:{each.decision.pk}",
            on=each.decision.decided_on,
            facts=office_facts(unit, on=each.decision.decided_on)
            | _answer(unit, each, earliest_on),
            gaps=_gaps(each.consultation, earliest_on),
            to=(each.consultation.party,),
        )


def _answer(unit: Unit, told: ToTell, earliest_on: date | None) -> Facts:
    consultation, decision = told.consultation, told.decision
    outcome = outcome_label(
        load_pack(unit.regime), decision.outcome, decision.decided_on
    )
    return {
        "requested_on": iso(unit.received_on),
        "record_title": "\n".join(_titles(told)),
        "decided_on": iso(decision.decided_on),
        "outcome": outcome,
        "reason": _reason(consultation),
        "implementation_on": iso(earliest_on),
    }


def _reason(consultation: ThirdPartyConsultation) -> str:
    """Return why it is disclosed all the same; that of the duty until one is given."""
    is_duty = consultation.kind in MANDATORY
    return consultation.disclosed_because or (consultation.why if is_duty else "")


def _titles(told: ToTell) -> list[str]:
    """Return the records disclosed among those the third party was asked about."""
    rows = told.consultation.consulted.select_related("record")
    disclosed = disclosed_records(told.decision)
    return [
        row.record.title
        for row in rows.order_by("record__position", "pk")
        if disclosed is None or row.record_id in disclosed
    ]


def _earliest(unit: Unit) -> date | None:
    try:
        return earliest_implementation(unit)
    except OutsideCalendar:
        return None


def _gaps(
    consultation: ThirdPartyConsultation, earliest_on: date | None
) -> tuple[Gap, ...]:
    gaps = [] if earliest_on else [_no_day()]
    if not _reason(consultation).strip():
        gaps.append(_no_reason())
    return tuple(gaps)


def _no_reason() -> Gap:
    says = _(
        "The letter says why the record is disclosed over the opposition. Please "
        "enter the reason with the answer of the third party."
    )
    return Gap(says=says, field="reason")


def _no_day() -> Gap:
    says = _(
        "The first day on which the record may be disclosed lies outside the calendar. "
        "Please ask the administrator to add the coming year."
    )
    return Gap(says=says, field="implementation_on")
