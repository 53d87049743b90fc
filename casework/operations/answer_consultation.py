"""Record what a third party answered, or that it did not (意見書)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import (
    ConsultationAnswer,
    Record,
    ThirdPartyConsultation,
    Unit,
)
from casework.operations.begin import begin, touch
from casework.operations.record_marks import mark_records
from casework.wording import day
from offices.models import Staff

OPPOSES = ConsultationAnswer.OPPOSES
WRITTEN = frozenset({ConsultationAnswer.CONSENTS, ConsultationAnswer.OPPOSES})


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyAnswer:
    """What came of the letter.

    Attributes:
        answer: A code of `ConsultationAnswer`.
        answered_on: The day the answer arrived, or on which the period was over.
        opinion: What it says, in words.
        disclosed_because: Why the record is disclosed over the opposition; the
            notice to the third party says it. Only with an opposition.
    """

    answer: str
    answered_on: date
    opinion: str = ""
    disclosed_because: str = ""


class CannotAnswerConsultation(CaseworkError):
    """There is no such letter, or the answer cannot be.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def answer_consultation(
    *,
    consultation: ThirdPartyConsultation,
    answer: ThirdPartyAnswer,
    by: Staff,
    on: date,
    at: datetime,
) -> ThirdPartyConsultation:
    """Record the answer of a third party.

    An opposition binds nobody; if the record is disclosed all the same, two weeks
    lie between. Before the decision an answer entered wrongly is entered again;
    afterwards only one that was still missing comes in, or why the opposition was
    overruled. Writes the consultation,
    the marks of its records, one trail entry; the words stand beside the chain.

    Args:
        consultation: A consultation whose letter went out.
        answer: What came of it.
        by: Who records it.
        on: The day.
        at: The instant.

    Returns:
        The consultation.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The number is void.
        CannotAnswerConsultation: No letter went out, the day cannot be, or a
            written answer stands and the unit is decided.

    Source:
        練馬区情報公開条例 14 (not read in the ordinance); 行政機関の保有する情報の
        公開に関する法律 13(3).
    """
    unit = begin("answer_consultation", consultation.unit, by=by, on=on)
    fresh = ThirdPartyConsultation.objects.select_for_update().get(pk=consultation.pk)
    _check(fresh, unit, answer, on=on)
    was = fresh.answer
    _write(fresh, answer, by=by)
    # what is decided keeps the marks it was decided with
    records = Record.objects.select_for_update(of=("self",)).filter(
        consulted__consultation=fresh, unit__outcome=None
    )
    mark_records(records.order_by("pk"))
    touch(unit)
    _tell(fresh, unit, was, by=by, at=at)
    return fresh


def _write(
    consultation: ThirdPartyConsultation, answer: ThirdPartyAnswer, *, by: Staff
) -> None:
    consultation.answer = answer.answer
    consultation.answered_on = answer.answered_on
    consultation.opinion = answer.opinion.strip()
    consultation.disclosed_because = answer.disclosed_because.strip()
    consultation.answer_recorded_by = by
    consultation.save()


def _check(
    consultation: ThirdPartyConsultation,
    unit: Unit,
    answer: ThirdPartyAnswer,
    *,
    on: date,
) -> None:
    if answer.answer not in ConsultationAnswer.values:
        message = _("Say what the third party answered, or that it did not.")
        raise CannotAnswerConsultation("unknown_answer", message, field="answer")
    if consultation.sent_on is None:
        message = _(
            "No letter went out to this third party, so there is no answer. Ask it "
            "anew when its whereabouts are known."
        )
        raise CannotAnswerConsultation("no_letter", message, field="consultation")
    if answer.disclosed_because.strip() and answer.answer != OPPOSES:
        message = _("Only an opposition is overruled. Clear why, or mend the answer.")
        raise CannotAnswerConsultation(
            "nothing_overruled", message, field="disclosed_because"
        )
    stands = consultation.answer in WRITTEN and not unit.is_open
    if stands and not _says_the_same(consultation, answer):
        message = _(
            "%(number)s is decided and its third party has answered in writing; what "
            "it answered stands. Log what came in later as a contact."
        ) % {"number": unit.number_text}
        raise CannotAnswerConsultation("answered_already", message, field="answer")
    _check_day(consultation, answer, on=on)


def _says_the_same(
    consultation: ThirdPartyConsultation, answer: ThirdPartyAnswer
) -> bool:
    return (answer.answer, answer.answered_on, answer.opinion.strip()) == (
        consultation.answer,
        consultation.answered_on,
        consultation.opinion,
    )


def _check_day(
    consultation: ThirdPartyConsultation, answer: ThirdPartyAnswer, *, on: date
) -> None:
    sent_on, until = consultation.sent_on, consultation.answer_by_on
    if sent_on is None or until is None:
        return
    values = {
        "day": day(answer.answered_on),
        "sent": day(sent_on),
        "until": day(until),
        "today": day(on),
    }
    if not sent_on <= answer.answered_on <= on:
        message = _(
            "The answer cannot have come on %(day)s: the letter is of %(sent)s and "
            "today is %(today)s."
        )
        raise CannotAnswerConsultation(
            "answer_day", message % values, field="answered_on"
        )
    is_silent = answer.answer == ConsultationAnswer.NONE_BY_PERIOD
    if is_silent and answer.answered_on <= until:
        message = _(
            "The third party has until %(until)s to answer. That none came can be "
            "recorded from the day after."
        )
        raise CannotAnswerConsultation(
            "period_runs", message % values, field="answered_on"
        )


def _tell(
    consultation: ThirdPartyConsultation,
    unit: Unit,
    was: str,
    *,
    by: Staff,
    at: datetime,
) -> None:
    assert consultation.answered_on is not None  # noqa: S101 - written just now
    facts: dict[str, object] = {
        "consultation": consultation.pk,
        "answer": consultation.answer,
        "answered_on": consultation.answered_on.isoformat(),
    }
    words = {
        "opinion": consultation.opinion,
        "disclosed_because": consultation.disclosed_because,
    }
    trail.record(
        stream=unit.case.stream,
        act="answer_consultation",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={**facts, "was": was} if was else facts,
        detail={name: text for name, text in words.items() if text},
    )
