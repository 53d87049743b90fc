"""Whether the third parties that have to be asked were asked before a decision."""

from collections.abc import Collection, Iterable
from datetime import date

from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from casework.models import Record, ThirdParty, ThirdPartyConsultation, Unit
from casework.models.third_party_consultation import MANDATORY
from casework.phases import TO_IMPLEMENT
from casework.wording import day
from ordinances.loading import pack as load_pack

AFTER_PERIOD = "after_period"


class CannotDisclose(CaseworkError):
    """A record cannot be disclosed yet.

    Attributes:
        field: What to mend.
    """

    field = "records"

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def check_consulted(unit: Unit, records: Collection[Record], *, on: date) -> None:
    """Refuse to disclose a record whose third party has to be asked and was not.

    Asked means that the letter went out and its period is over or the answer is
    in, or that the whereabouts are unknown and the search is recorded.

    Args:
        unit: A unit about to be decided.
        records: Its records with what is decided about each.
        on: The day.

    Raises:
        CannotDisclose: Naming the row and the article.

    Source:
        The policy `mandatory_consultation` of the pack.
    """
    disclosed = [record for record in records if record.outcome in TO_IMPLEMENT]
    if not disclosed:
        return
    policy = load_pack(unit.regime).policy("mandatory_consultation", on)
    by_duty = ThirdPartyConsultation.objects.filter(
        consulted__record__in=disclosed, kind__in=MANDATORY
    )
    asked = set(by_duty.values_list("consulted__record", flat=True))
    _check_asked(disclosed, asked, policy.source)
    if policy.value == AFTER_PERIOD:
        running = by_duty.filter(answer="", answer_by_on__gte=on)
        rows = running.values_list("consulted__record", "answer_by_on")
        until = {key: last for key, last in rows.order_by("answer_by_on") if last}
        _check_answered(disclosed, until, policy.source)


def _check_asked(records: Iterable[Record], asked: set[int], source: str) -> None:
    for record in records:
        if record.third_party == ThirdParty.MUST and record.pk not in asked:
            message = _(
                "Row %(row)s is to be disclosed, and its third party has to be asked "
                "before (%(source)s). Ask it by letter, or record how it was looked "
                "for in vain."
            ) % {"row": record.position, "source": source}
            raise CannotDisclose("third_party_not_asked", message)


def _check_answered(
    records: Iterable[Record], until: dict[int, date], source: str
) -> None:
    for record in records:
        if record.pk in until:
            message = _(
                "Row %(row)s: its third party has until %(until)s to answer "
                "(%(source)s). Wait for the answer or for the end of the period."
            ) % {
                "row": record.position,
                "until": day(until[record.pk]),
                "source": source,
            }
            raise CannotDisclose("third_party_may_answer", message)
