"""Ask a third party about records that hold its information (第三者意見照会)."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.consultation_facts import (
    CannotConsult,
    ConsultationFacts,
    check_consultation,
)
from casework.models import (
    ConsultedRecord,
    Party,
    PartyRole,
    Record,
    ThirdPartyConsultation,
    Unit,
)
from casework.operations.begin import begin, touch
from casework.operations.record_marks import mark_records
from offices.models import Staff

__all__ = ["CannotConsult", "ConsultationFacts", "consult_third_party"]


@transaction.atomic
def consult_third_party(
    *, unit: Unit, consultation: ConsultationFacts, by: Staff, on: date, at: datetime
) -> ThirdPartyConsultation:
    """Record that a third party is asked, or that nobody knows where it is.

    The clock runs on: the law knows no suspension for it. Writes the third party
    by copied values, the consultation, the marks of its records, one trail entry;
    names and words stand beside the chain.

    Args:
        unit: A unit under examination.
        consultation: Who is asked about which records, and how.
        by: Who asks.
        on: The day.
        at: The instant.

    Returns:
        The consultation.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit does not stand where somebody can be asked.
        CannotConsult: Something is missing or cannot be.

    Source:
        練馬区情報公開条例 14 (not read in the ordinance); 行政機関の保有する情報の
        公開に関する法律 13(1), (2).
    """
    unit = begin("consult_third_party", unit, by=by, on=on)
    check_consultation(unit, consultation, on=on)
    records = _chosen(unit, consultation.record_ids)
    made = _write(unit, consultation, records, by=by)
    mark_records(records)
    touch(unit)
    _tell(made, unit, records, by=by, at=at)
    return made


def _chosen(unit: Unit, record_ids: Sequence[int]) -> list[Record]:
    """Return the records asked about, locked and in their order."""
    rows = Record.objects.select_for_update().filter(unit=unit, pk__in=record_ids)
    chosen = list(rows.order_by("position"))
    if len(chosen) != len(set(record_ids)):
        message = _(
            "A record is not in %(number)s any more: somebody removed it or moved it "
            "to another unit. Choose among the records as they are now."
        )
        raise CannotConsult(
            "record_gone", message % {"number": unit.number_text}, field="record_ids"
        )
    return chosen


def _write(
    unit: Unit, facts: ConsultationFacts, records: Sequence[Record], *, by: Staff
) -> ThirdPartyConsultation:
    typed = replace(
        facts.party, role=PartyRole.THIRD_PARTY, name=facts.party.name.strip()
    )
    party = Party.objects.create(case=unit.case, **asdict(typed))
    made = ThirdPartyConsultation.objects.create(
        unit=unit,
        party=party,
        kind=facts.kind,
        concerns=facts.concerns.strip(),
        why=facts.why.strip(),
        answer_to=facts.answer_to.strip(),
        sent_on=facts.sent_on,
        answer_by_on=facts.answer_by_on,
        search=facts.search.strip(),
        asked_by=by,
    )
    ConsultedRecord.objects.bulk_create(
        [ConsultedRecord(consultation=made, record=record) for record in records]
    )
    return made


def _tell(
    made: ThirdPartyConsultation,
    unit: Unit,
    records: Sequence[Record],
    *,
    by: Staff,
    at: datetime,
) -> None:
    words = {
        "name": made.party.name,
        "concerns": made.concerns,
        "why": made.why,
        "search": made.search,
    }
    trail.record(
        stream=unit.case.stream,
        act="consult_third_party",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={
            "consultation": made.pk,
            "kind": made.kind,
            "records": [record.pk for record in records],
            "sent_on": made.sent_on.isoformat() if made.sent_on else None,
            "answer_by_on": made.answer_by_on.isoformat()
            if made.answer_by_on
            else None,
        },
        detail={name: text for name, text in words.items() if text},
    )
