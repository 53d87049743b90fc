"""Answer what the office asked the division (所管課照会への回答)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import Existence, Inquiry, Unit
from casework.operations.begin import begin
from offices.models import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryAnswer:
    """What the division knows.

    Attributes:
        existence: A code of `casework.models.Existence`.
        holder: Who holds it, where another does or a person is to be named.
        sheets: How many sides, as far as known.
        remark: What else the office should know.
    """

    existence: str
    holder: str = ""
    sheets: int | None = None
    remark: str = ""


class CannotAnswerInquiry(CaseworkError):
    """There is nothing to answer, or the answer lacks something.

    Attributes:
        field: What to mend.
    """

    field = "existence"

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@transaction.atomic
def answer_inquiry(
    *, unit: Unit, answer: InquiryAnswer, by: Staff, on: date, at: datetime
) -> Inquiry:
    """Answer the oldest inquiry of a unit that waits.

    The records office may enter what a division said by telephone. Nothing is
    decided by an answer. Writes the inquiry and one trail entry; words stand
    beside the chain.

    Args:
        unit: The unit.
        answer: What is known.
        by: Who answers.
        on: The day.
        at: The instant.

    Returns:
        The inquiry.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit has ended, or the number is void.
        CannotAnswerInquiry: Nobody asked, or it does not say what is known.
    """
    unit = begin("answer_inquiry", unit, by=by, on=on)
    inquiry = _waiting(unit)
    if answer.existence not in Existence.values:
        message = _("Say whether the record exists, or that it is not known yet.")
        raise CannotAnswerInquiry("no_answer", message)
    inquiry.answered_by, inquiry.answered_on = by, on
    inquiry.existence, inquiry.sheets = answer.existence, answer.sheets
    inquiry.holder, inquiry.remark = answer.holder.strip(), answer.remark.strip()
    inquiry.save()
    words = {"holder": inquiry.holder, "remark": inquiry.remark}
    trail.record(
        stream=unit.case.stream,
        act="answer_inquiry",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={
            "inquiry": inquiry.pk,
            "existence": inquiry.existence,
            "sheets": inquiry.sheets,
        },
        detail={name: text for name, text in words.items() if text},
    )
    return inquiry


def _waiting(unit: Unit) -> Inquiry:
    waiting = Inquiry.objects.select_for_update().filter(unit=unit, answered_on=None)
    inquiry = waiting.order_by("asked_on", "pk").first()
    if inquiry is None:
        raise CannotAnswerInquiry(
            "not_asked",
            _(
                "No question about %(number)s waits for an answer; perhaps a "
                "colleague has answered it. Open the unit to see."
            )
            % {"number": unit.number_text},
        )
    return inquiry
