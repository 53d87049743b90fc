"""Take up the next mail: each by one sender at a time."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from notices.models import MailAttempt, MailState, OutgoingMail


def claim_mail(*, silent_since: datetime, at: datetime) -> OutgoingMail | None:
    """Take up the oldest mail that waits, or whose sender fell silent.

    The attempt stands in the database before anything is sent: a sender that dies
    leaves it without an end.

    Args:
        silent_since: A mail taken up before then and not ended was left behind.
        at: When.

    Returns:
        The mail, being sent; None when there is nothing to do.
    """
    ready = _ready(silent_since, at)
    while ready.exists():
        with transaction.atomic():
            can_skip = connection.features.has_select_for_update_skip_locked
            mail = ready.select_for_update(skip_locked=can_skip, of=("self",)).first()
            if mail is None:
                return None
            if _taken(mail, at):
                return mail
    return None


def _ready(silent_since: datetime, at: datetime) -> QuerySet[OutgoingMail]:
    waiting = Q(state=MailState.WAITING, due_at__lte=at)
    left_behind = Q(state=MailState.SENDING, claimed_at__lt=silent_since)
    return (
        OutgoingMail.objects.filter(waiting | left_behind)
        .select_related("recipient")
        .order_by("due_at", "pk")
    )


def _taken(mail: OutgoingMail, at: datetime) -> bool:
    """Take it if it still stands as it was read: of two senders one does."""
    seen = OutgoingMail.objects.filter(
        pk=mail.pk, state=mail.state, attempts=mail.attempts
    )
    mail.state, mail.attempts, mail.claimed_at = (
        MailState.SENDING,
        mail.attempts + 1,
        at,
    )
    taken = seen.update(state=mail.state, attempts=mail.attempts, claimed_at=at)
    if taken:
        MailAttempt.objects.create(mail=mail, number=mail.attempts, begun_at=at)
    return bool(taken)
