"""Log that somebody was helped without a case (相談・案内・情報提供)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.operations.once import once
from casework.wording import day
from disclosure.models import Guidance
from disclosure.permissions import can_receive
from offices.models import Division, Staff


class CannotLogGuidance(CaseworkError):
    """The entry cannot be logged as it stands.

    Attributes:
        field: What to mend: `on`, `what`, or empty.
    """

    def __init__(self, code: str, message: str, *, field: str = "") -> None:
        self.code, self.field = code, field
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceFacts:
    """What is known of it: nothing about the person.

    Attributes:
        on: The day.
        kind: A code of `GuidanceKind`.
        what: What it was about, in words.
        division: Whose matter it was, if any.
    """

    on: date
    kind: str
    what: str
    division: Division | None = None


def log_guidance(
    *, facts: GuidanceFacts, key: str, by: Staff, on: date, at: datetime
) -> Guidance:
    """Log advice, a redirect or something handed over without a case.

    Writes the entry and one trail entry; the same form sent twice is one entry.

    Args:
        facts: What was done.
        key: The one-time key of the form.
        by: Who helped.
        on: Today.
        at: The instant.

    Returns:
        The entry.

    Raises:
        CannotLogGuidance: The person may not log it, nothing is said of what it
            was about, or the day is still to come.
        KeyReused: The form was sent before with other contents.

    Source:
        Practice: logged without a case, no personal data needed.
    """
    _check(facts, by=by, on=on)
    payload = {
        "on": facts.on.isoformat(),
        "kind": facts.kind,
        "what": facts.what,
        "division": facts.division.pk if facts.division else None,
    }
    answer = once(
        key=key,
        by=by,
        act="log_guidance",
        payload=payload,
        at=at,
        do=lambda: {"guidance": _write(facts, by=by, at=at).pk},
    )
    return Guidance.objects.get(pk=answer["guidance"])


def _check(facts: GuidanceFacts, *, by: Staff, on: date) -> None:
    if not can_receive(by, on=on):
        raise CannotLogGuidance(
            "not_permitted",
            _("Guidance is logged by records officers. Please ask one of them."),
        )
    if not facts.what.strip():
        raise CannotLogGuidance(
            "nothing_said",
            _("Please write in a few words what it was about, without any name."),
            field="what",
        )
    if facts.on > on:
        raise CannotLogGuidance(
            "in_future",
            _("The day %(day)s is still to come. Please enter the day it was.")
            % {"day": day(facts.on)},
            field="on",
        )


@transaction.atomic
def _write(facts: GuidanceFacts, *, by: Staff, at: datetime) -> Guidance:
    entry = Guidance.objects.create(
        on=facts.on,
        kind=facts.kind,
        what=facts.what,
        division=facts.division,
        staff=by,
        at=at,
    )
    trail.record(
        stream=f"guidance:{entry.pk}",
        act="log_guidance",
        subject=f"guidance:{entry.pk}",
        by=by.as_actor(),
        at=at,
        facts={"on": facts.on.isoformat(), "kind": facts.kind},
    )
    return entry
