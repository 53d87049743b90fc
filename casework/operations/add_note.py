"""Add a note of the office to a unit (メモ)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import Note, NoteKind, Unit
from casework.operations.begin import begin
from offices.models import Staff


class CannotAddNote(CaseworkError):
    """There is nothing to keep.

    Attributes:
        field: What to mend.
    """

    code, field = "no_text", "text"

    def __init__(self) -> None:
        super().__init__(_("The note is empty. Write what is to be remembered."))


@transaction.atomic
def add_note(*, unit: Unit, text: str, by: Staff, on: date, at: datetime) -> Note:
    """Add a note; it is never edited, only followed by others.

    Writes the note and one trail entry that names it.

    Args:
        unit: The unit it is about.
        text: What is to be remembered.
        by: Who writes it.
        on: The day.
        at: The instant.

    Returns:
        The note.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The number is void.
        CannotAddNote: There is no text.
    """
    unit = begin("add_note", unit, by=by, on=on)
    if not text.strip():
        raise CannotAddNote
    note = Note.objects.create(
        case=unit.case,
        unit=unit,
        kind=NoteKind.NOTE,
        on=on,
        text=text.strip(),
        staff=by,
        at=at,
    )
    trail.record(
        stream=unit.case.stream,
        act="add_note",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={"note": note.pk},
    )
    return note
