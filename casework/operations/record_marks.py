"""The mark 第三者 of records follows what came of the letters about them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from casework.models import Record, ThirdParty, ThirdPartyConsultation
from casework.models.third_party_consultation import MANDATORY


def mark_records(records: Iterable[Record]) -> None:
    """Set the mark of locked records that somebody was asked about.

    A record is done when no letter about it waits for its answer; until then one
    without a mark is marked as to be asked. A duty stays one until somebody was
    asked because of it: an optional letter does not meet it.

    Args:
        records: Locked, with at least one consultation each.
    """
    chosen = list(records)
    asked = ThirdPartyConsultation.objects.filter(consulted__record__in=chosen)
    waiting = _records_of(asked.filter(answer="", sent_on__isnull=False))
    by_duty = _records_of(asked.filter(kind__in=MANDATORY))
    for record in chosen:
        mark: str = ThirdParty.DONE
        if record.third_party == ThirdParty.MUST and record.pk not in by_duty:
            mark = ThirdParty.MUST
        elif record.pk in waiting:
            is_duty = record.third_party == ThirdParty.MUST
            mark = ThirdParty.MUST if is_duty else ThirdParty.NEEDED
        if record.third_party != mark:
            record.third_party = mark
            record.version += 1
            record.save(update_fields=["third_party", "version"])


def _records_of(asked: QuerySet[ThirdPartyConsultation]) -> set[int]:
    return set(asked.values_list("consulted__record", flat=True))
