"""Notes, contacts and changes beside the procedure: one timeline, four sorts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from audit.models import Entry
from casework.models import Note, NoteKind
from desk.moments import Moment
from desk.trail_lines import words_of_act

SORTS: dict[str, Promise] = {
    "procedure": pgettext_lazy("timeline", "Procedure"),
    "contact": pgettext_lazy("timeline", "Contacts"),
    "note": pgettext_lazy("timeline", "Notes"),
    "change": pgettext_lazy("timeline", "Changes"),
}
# acts on what was entered, not steps of the procedure
CHANGES = frozenset(
    {
        "amend",
        "void",
        "assign",
        "split",
        "link_cases",
        "attach",
        "remove_attachment",
        "correct_decision",
        "redecide",
        "reveal_requester",
        "hand_over",
    }
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline.

    Attributes:
        sort: A key of `SORTS`.
        at: The instant, where one is known; orders lines of one day.
    """

    sort: str
    on: date
    what: str
    text: str = ""
    who: str = ""
    at: datetime | None = None

    @property
    def sort_label(self) -> str:
        """The sort in words."""
        return str(SORTS[self.sort])


@dataclass(frozen=True, slots=True)
class SortLink:
    """One choice of the filter above the timeline."""

    key: str
    label: str
    n: int
    is_current: bool


def happenings(
    moments: Iterable[Moment], *, notes: Iterable[Note], entries: Iterable[Entry]
) -> list[Happening]:
    """Return everything that happened, oldest first.

    Args:
        moments: The course of the unit.
        notes: Its notes and contacts; empty where words are not for this person.
        entries: Its trail.
    """
    found = [
        Happening("procedure", moment.on, moment.what, moment.text, moment.who)
        for moment in moments
    ]
    found += [_of_note(note) for note in notes]
    found += [
        Happening(
            "change",
            entry.at.astimezone(get_current_timezone()).date(),
            words_of_act(entry.act),
            who=entry.actor_label,
            at=entry.at,
        )
        for entry in entries
        if entry.act in CHANGES
    ]
    return sorted(found, key=lambda line: (line.on, line.at is not None, str(line.at)))


def only(lines: Sequence[Happening], sort: str) -> list[Happening]:
    """Return the lines of one sort; all of them for a sort nobody knows."""
    return [line for line in lines if sort not in SORTS or line.sort == sort]


def sort_links(lines: Sequence[Happening], sort: str) -> list[SortLink]:
    """Return the choices of the filter with how many lines each has."""
    everything = SortLink("", _("All"), len(lines), sort not in SORTS)
    return [
        everything,
        *(
            SortLink(key, str(label), sum(x.sort == key for x in lines), sort == key)
            for key, label in SORTS.items()
        ),
    ]


def _of_note(note: Note) -> Happening:
    if note.kind == NoteKind.CONTACT:
        what = _("%(counterpart)s by %(means)s") % {
            "counterpart": note.get_counterpart_display(),
            "means": note.get_means_display(),
        }
        return Happening("contact", note.on, what, note.text, note.staff.name, note.at)
    label = str(note.get_kind_display())
    return Happening("note", note.on, label, note.text, note.staff.name, note.at)
