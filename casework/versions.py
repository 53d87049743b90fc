"""Two people at one thing: whoever comes second is told who changed what."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from audit.models import Entry
from casework.errors import CaseworkError
from casework.wording import moment


@dataclass(frozen=True, slots=True)
class Change:
    """The act that came first.

    Attributes:
        subject: What it changed, such as `record:3`.
        act: The verb.
        actor_label: Who.
        at: When.
    """

    subject: str
    act: str
    actor_label: str
    at: datetime


class Stale(CaseworkError):
    """Somebody changed it since this person read it; nothing was overwritten.

    Attributes:
        changes: What came first, oldest first.
        subjects: The keys of what was changed meanwhile.
    """

    code = "stale"

    def __init__(
        self, what: str, *, changes: list[Change], subjects: tuple[str, ...]
    ) -> None:
        self.what, self.changes, self.subjects = what, changes, subjects
        super().__init__(_sentence(what, changes))


def check_version(
    *, held: int, sent: int | None, what: str, stream: str, subject: str
) -> None:
    """Refuse when a row has changed since it was read.

    Args:
        held: The version stored now, under lock.
        sent: The version the person read; None where nobody read it (a ledger).
        what: What it is called, such as the number of the unit.
        stream: The chain of the trail.
        subject: The key of the row on the trail.

    Raises:
        Stale: The versions differ.
    """
    if sent is not None and held != sent:
        changes = last_changes(stream, (subject,))
        raise Stale(what, changes=changes, subjects=(subject,))


def last_changes(stream: str, subjects: tuple[str, ...]) -> list[Change]:
    """Return the latest act on each subject, oldest first."""
    latest: dict[str, Change] = {}
    entries = Entry.objects.filter(stream=stream, subject_key__in=subjects)
    for entry in entries.order_by("seq"):
        latest[entry.subject_key] = Change(
            entry.subject_key, entry.act, entry.actor_label, entry.at
        )
    return sorted(latest.values(), key=lambda change: change.at)


def _sentence(what: str, changes: list[Change]) -> str:
    if not changes:
        return _(
            "%(what)s has changed since you opened it. Nothing was overwritten. "
            "Please look at it as it is now and send yours again."
        ) % {"what": what}
    last = changes[-1]
    return _(
        "%(what)s was changed by %(who)s at %(when)s since you opened it. Nothing "
        "was overwritten. Please look at it as it is now and send yours again."
    ) % {
        "what": what,
        "who": last.actor_label,
        "when": moment(last.at.astimezone(get_current_timezone())),
    }
