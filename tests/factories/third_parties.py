"""Third parties and holds, through the operations of the kernel."""

from datetime import date
from typing import Any

from casework.consultation_facts import ConsultationFacts
from casework.handover import Handover
from casework.intake import PartyFacts
from casework.models import Hold, PartyRole, Record, ThirdPartyConsultation, Unit
from casework.operations.answer_consultation import (
    ThirdPartyAnswer,
    answer_consultation,
)
from casework.operations.carry_out import carry_out
from casework.operations.consult_third_party import consult_third_party
from casework.operations.hold import HoldFacts, hold
from casework.operations.lift_hold import lift_hold
from offices.models import Staff
from tests.factories.cases import AT

FIRM = PartyFacts(
    role=PartyRole.THIRD_PARTY,
    name="架空建設株式会社",
    is_corporation=True,
    postal_code="176-8501",
    address="架空区架空町1-1",
)


def asking(*records: Record, **changes: Any) -> ConsultationFacts:
    """Return the facts of a letter of 3 June 2020, to be answered by 10 June."""
    facts: dict[str, Any] = {
        "record_ids": tuple(record.pk for record in records),
        "party": FIRM,
        "kind": "optional",
        "concerns": "入札の単価",
        "answer_to": "区民情報ひろば",
        "sent_on": date(2020, 6, 3),
        "answer_by_on": date(2020, 6, 10),
    }
    return ConsultationFacts(**{**facts, **changes})


def ask(
    unit: Unit, by: Staff, *records: Record, on: date = date(2020, 6, 3), **changes: Any
) -> ThirdPartyConsultation:
    """Ask the firm about records of a unit."""
    facts = asking(*records, **changes)
    return consult_third_party(unit=unit, consultation=facts, by=by, on=on, at=AT)


def answered(
    consultation: ThirdPartyConsultation,
    by: Staff,
    answer: str = "opposes",
    *,
    on: date = date(2020, 6, 8),
    opinion: str = "",
    because: str = "",
    recorded_on: date | None = None,
) -> ThirdPartyConsultation:
    """Let the answer of a third party arrive."""
    return answer_consultation(
        consultation=consultation,
        answer=ThirdPartyAnswer(
            answer=answer, answered_on=on, opinion=opinion, disclosed_because=because
        ),
        by=by,
        on=recorded_on or on,
        at=AT,
    )


def held(unit: Unit, by: Staff, *, on: date, until_on: date | None = None) -> Hold:
    """Hold the hand-over because a stay is asked for."""
    facts = HoldFacts(
        kind="stay_asked", from_on=on, until_on=until_on, reason="執行停止の申立て"
    )
    return hold(unit=unit, facts=facts, by=by, on=on, at=AT)


def lifted(row: Hold, by: Staff, *, on: date, because: str = "却下された") -> Hold:
    """Lift a hold."""
    return lift_hold(hold=row, lifted_on=on, because=because, by=by, on=on, at=AT)


def handed_over(unit: Unit, *, by: Staff, on: date) -> Unit:
    """Record that a disclosure was carried out."""
    return carry_out(
        unit=unit, handover=Handover(on=on), version=None, by=by, on=on, at=AT
    )
