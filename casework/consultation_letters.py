"""What a letter to a third party may say: an allow-list, and nothing beside it.

Whoever writes such a letter gets these facts and no row of a case: they hold
neither who asked nor for what, nor any other third party.
"""

from dataclasses import dataclass
from datetime import date

from casework.models import ThirdPartyConsultation, Unit
from casework.models.third_party_consultation import MANDATORY


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationLetterFacts:
    """Everything a letter to a third party tells.

    Attributes:
        requested_on: The day the request came in.
        titles: The names of the records it is asked about.
        concerns: What they say about this third party.
        answer_to: Where to answer.
        answer_by_on: By when.
        duty: A code of `ConsultationKind` where the organ has to ask; else empty.
        why: Why that case applies; else empty.

    Source:
        個人情報保護法施行令 25; 行政機関の保有する情報の公開に関する法律 13.
    """

    requested_on: date
    titles: tuple[str, ...]
    concerns: str
    answer_to: str
    answer_by_on: date
    duty: str
    why: str


@dataclass(frozen=True, slots=True)
class ConsultationToWrite:
    """A letter that goes out: to whom, of which day, with which facts.

    Attributes:
        consultation: Names the third party, the addressee.
        sent_on: The day the letter bears.
        facts: What it may say.
    """

    consultation: ThirdPartyConsultation
    sent_on: date
    facts: ConsultationLetterFacts


def letter_facts_of(
    consultation: ThirdPartyConsultation,
) -> ConsultationLetterFacts | None:
    """Return what the letter of a consultation may say.

    Returns:
        None where no letter goes out because the whereabouts are unknown.
    """
    if consultation.answer_by_on is None:
        return None
    is_duty = consultation.kind in MANDATORY
    rows = sorted(
        consultation.consulted.all(), key=lambda row: (row.record.position, row.pk)
    )
    titles = [row.record.title for row in rows]
    return ConsultationLetterFacts(
        requested_on=consultation.unit.received_on,
        titles=tuple(titles),
        concerns=consultation.concerns,
        answer_to=consultation.answer_to,
        answer_by_on=consultation.answer_by_on,
        duty=consultation.kind if is_duty else "",
        why=consultation.why if is_duty else "",
    )


def consultations_to_write(unit: Unit) -> list[ConsultationToWrite]:
    """Return the letters to third parties of a unit, in the order they were asked."""
    asked = ThirdPartyConsultation.objects.filter(unit=unit, sent_on__isnull=False)
    found = []
    asked = asked.select_related("party", "unit").prefetch_related("consulted__record")
    for consultation in asked.order_by("pk"):
        facts = letter_facts_of(consultation)
        if facts is not None and consultation.sent_on is not None:
            found.append(ConsultationToWrite(consultation, consultation.sent_on, facts))
    return found
