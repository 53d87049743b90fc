"""Log a contact: with whom, by which means, about what (連絡記録)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import Counterpart, Means, Note, NoteKind, Unit
from casework.operations.begin import begin
from casework.wording import day
from offices.models import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFacts:
    """A contact as it was.

    Attributes:
        had_on: Its day.
        counterpart: With whom, a code of `casework.models.Counterpart`.
        means: By which means, a code of `casework.models.Means`.
        text: What was said.
    """

    had_on: date
    counterpart: str
    means: str
    text: str


class CannotLogContact(CaseworkError):
    """The contact cannot be logged as it stands.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def log_contact(
    *, unit: Unit, contact: ContactFacts, by: Staff, on: date, at: datetime
) -> Note:
    """Log a contact; it is evidence in an appeal and never edited.

    A telephone call moves no clock and ends no unit. Writes the entry and one
    entry of the trail that names it.

    Args:
        unit: The unit it was about.
        contact: Day, counterpart, means and content.
        by: Who logs it.
        on: Today.
        at: The instant.

    Returns:
        The entry.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The number is void.
        CannotLogContact: Its day lies in the future, or something is missing.

    Source:
        Practice: day, way and content of every contact with a requester.
    """
    unit = begin("log_contact", unit, by=by, on=on)
    _check(contact, on=on)
    note = Note.objects.create(
        case=unit.case,
        unit=unit,
        kind=NoteKind.CONTACT,
        on=contact.had_on,
        counterpart=contact.counterpart,
        means=contact.means,
        text=contact.text.strip(),
        staff=by,
        at=at,
    )
    facts = {"on": note.on.isoformat(), "counterpart": note.counterpart}
    trail.record(
        stream=unit.case.stream,
        act="log_contact",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={"note": note.pk, **facts, "means": note.means},
    )
    return note


def _check(contact: ContactFacts, *, on: date) -> None:
    if contact.had_on > on:
        raise CannotLogContact(
            "contact_in_future",
            _(
                "The contact cannot have been on %(had)s: today is %(today)s. Enter "
                "the day on which it was."
            )
            % {"had": day(contact.had_on), "today": day(on)},
            field="had_on",
        )
    if contact.counterpart not in Counterpart.values:
        raise CannotLogContact(
            "no_counterpart", _("Say with whom the contact was."), field="counterpart"
        )
    if contact.means not in Means.values:
        raise CannotLogContact(
            "no_means", _("Say by which means the contact was."), field="means"
        )
    if not contact.text.strip():
        raise CannotLogContact(
            "no_text", _("Write what was said, in a sentence or two."), field="text"
        )
