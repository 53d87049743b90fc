"""The trail of a case in words: who did what when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.models import Case
from casework.queries import history

ACTS: dict[str, Promise] = {
    "open_case": _("Case entered"),
    "split": _("Unit split off"),
    "extend": _("Period extended"),
    "record_outcome": _("Outcome entered"),
    "implement": _("Implementation entered"),
    "amend": _("Entry amended"),
    "lodge": _("Appeal entered"),
}


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry of the trail."""

    at: datetime
    act: str
    who: str


def trail_lines(case: Case, *, subjects: Collection[str]) -> list[TrailLine]:
    """Return the entries about these subjects, oldest first.

    Args:
        case: Whose trail.
        subjects: Keys such as `unit:31`: the units this person may see.
    """
    return [
        TrailLine(entry.at, str(ACTS.get(entry.act, entry.act)), entry.actor_label)
        for entry in history(case)
        if entry.subject_key in subjects
    ]
