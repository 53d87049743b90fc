"""Third parties and holds on the page of a unit, with what each person may see."""

from dataclasses import dataclass
from datetime import date

from casework.holding import earliest_implementation
from casework.models import ConsultationAnswer, Hold, ThirdPartyConsultation, Unit
from casework.models.hold import holding_on
from casework.opposers import consultations_of
from casework.permissions import FieldClass
from desk.case_page import Seen
from ordinances.calendars import OutsideCalendar


@dataclass(frozen=True, slots=True)
class ConsultationLine:
    """One third party. Its name and its own words are for whom the requester is.

    Attributes:
        row: The consultation.
        name: None where it is not for this person.
        opinion: What it answered; None as the name.
        search: How it was looked for in vain; None as the name.
        titles: The records it was asked about.
        is_opposed: Whether it opposes in writing.
        is_late: Whether the day named has passed and nothing was entered.
    """

    row: ThirdPartyConsultation
    name: str | None
    opinion: str | None
    search: str | None
    titles: list[str]
    is_opposed: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class HoldLine:
    """One hold, and whether it holds today."""

    row: Hold
    is_open: bool


@dataclass(frozen=True, slots=True)
class ThirdParties:
    """What the section shows.

    Attributes:
        consultations: In the order they were asked.
        holds: In the order they were made.
        earliest_on: The first day of a disclosure over an opposition.
        is_unknown: Whether there is such a day and the calendar ends before it.
    """

    consultations: list[ConsultationLine]
    holds: list[HoldLine]
    earliest_on: date | None = None
    is_unknown: bool = False

    @property
    def answer_is_due(self) -> bool:
        """Tell whether an answer should be there by now."""
        return any(line.is_late for line in self.consultations)


NOBODY = ThirdParties([], [])


def third_parties(unit: Unit, *, on: date, seen: Seen) -> ThirdParties:
    """Gather who was asked about the records of a unit and what is held.

    Args:
        unit: A visible unit.
        on: Today.
        seen: The classes of fields the person may see.
    """
    if FieldClass.FREE_TEXT not in seen:
        return NOBODY
    names = FieldClass.REQUESTER in seen
    lines = [_line(row, on=on, names=names) for row in consultations_of(unit)]
    open_now = set(unit.holds.filter(holding_on(on)).values_list("pk", flat=True))
    holds = unit.holds.select_related("held_by", "lifted_by").order_by("pk")
    held = [HoldLine(row, row.pk in open_now) for row in holds]
    try:
        earliest_on = earliest_implementation(unit) if lines else None
    except OutsideCalendar:
        return ThirdParties(lines, held, is_unknown=True)
    return ThirdParties(lines, held, earliest_on)


def _line(row: ThirdPartyConsultation, *, on: date, names: bool) -> ConsultationLine:
    return ConsultationLine(
        row=row,
        name=row.party.name if names else None,
        opinion=row.opinion if names else None,
        search=row.search if names else None,
        titles=[each.record.title for each in row.consulted.all()],
        is_opposed=row.answer == ConsultationAnswer.OPPOSES,
        is_late=bool(not row.answer and row.answer_by_on and row.answer_by_on < on),
    )
