"""What is typed of a third party to be asked: plain facts and their refusals."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from casework.intake import PartyFacts
from casework.models import ConsultationKind, Unit
from casework.models.third_party_consultation import MANDATORY
from casework.wording import day


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationFacts:
    """Who is asked about which records, and how.

    Attributes:
        record_ids: Records of the unit that hold information on this third party.
        party: Who it is, by copied values.
        kind: A code of `ConsultationKind`.
        concerns: What the records say about this third party, for the letter.
        why: Which case of the duty and why; needed where the organ has to ask.
        answer_to: Where to answer.
        sent_on: The day of the letter; None where the whereabouts are unknown.
        answer_by_on: By when to answer.
        search: How the third party was looked for in vain; fills the place of
            the letter.
    """

    record_ids: tuple[int, ...]
    party: PartyFacts
    kind: str
    concerns: str
    why: str = ""
    answer_to: str = ""
    sent_on: date | None = None
    answer_by_on: date | None = None
    search: str = ""


class CannotConsult(CaseworkError):
    """The third party cannot be asked so.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


def check_consultation(unit: Unit, facts: ConsultationFacts, *, on: date) -> None:
    """Refuse a consultation that lacks something or cannot be.

    Args:
        unit: The unit.
        facts: What was typed.
        on: Today.

    Raises:
        CannotConsult: With the field to mend.

    Source:
        練馬区情報公開条例 14 (content after 行政機関の保有する情報の公開に関する
        法律 13; not read in the ordinance).
    """
    if facts.kind not in ConsultationKind.values:
        message = _("Say whether the third party may or has to be asked.")
        raise CannotConsult("unknown_kind", message, field="kind")
    needed = {
        "record_ids": (bool(facts.record_ids), _("Choose at least one record.")),
        "name": (bool(facts.party.name.strip()), _("Enter who the third party is.")),
        "concerns": (
            bool(facts.concerns.strip()),
            _("Write what the records say about this third party; the letter tells."),
        ),
        "why": (
            facts.kind not in MANDATORY or bool(facts.why.strip()),
            _(
                "Where the third party has to be asked, the letter says which case it "
                "is and why. Write why it applies here."
            ),
        ),
    }
    for field, (is_there, message) in needed.items():
        if not is_there:
            raise CannotConsult(f"no_{field}", message, field=field)
    if facts.search.strip():
        _check_no_letter(facts)
    else:
        _check_letter(unit, facts, on=on)


def _check_no_letter(facts: ConsultationFacts) -> None:
    if facts.sent_on or facts.answer_by_on:
        message = _(
            "A letter goes out, or the whereabouts are unknown: not both. Clear the "
            "days of the letter, or the search."
        )
        raise CannotConsult("letter_and_search", message, field="search")


def _check_letter(unit: Unit, facts: ConsultationFacts, *, on: date) -> None:
    if facts.sent_on is None:
        message = _(
            "Enter the day of the letter. Where the whereabouts are unknown, write "
            "how the third party was looked for instead."
        )
        raise CannotConsult("no_day", message, field="sent_on")
    if not unit.received_on <= facts.sent_on <= on:
        message = _(
            "The letter cannot bear %(sent)s: the request came in on %(received)s and "
            "today is %(today)s."
        ) % {
            "sent": day(facts.sent_on),
            "received": day(unit.received_on),
            "today": day(on),
        }
        raise CannotConsult("letter_day", message, field="sent_on")
    if facts.answer_by_on is None or facts.answer_by_on <= facts.sent_on:
        message = _(
            "Give the third party time: enter a day after that of the letter by which "
            "to answer."
        )
        raise CannotConsult("answer_day", message, field="answer_by_on")
    if not facts.party.address.strip():
        message = _("Enter the address, so that the letter can be sent.")
        raise CannotConsult("no_address", message, field="address")
    if not facts.answer_to.strip():
        message = _("Enter where the third party answers to; the letter tells.")
        raise CannotConsult("no_answer_to", message, field="answer_to")
