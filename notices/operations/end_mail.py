"""Note how an attempt to send a mail ended."""

from datetime import datetime, timedelta

from django.db import transaction

from notices.models import MailAttempt, MailState, OutgoingMail

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=30)
ACCEPTED = "accepted"


@transaction.atomic
def end_mail(*, mail: OutgoingMail, state: str, result: str, at: datetime) -> bool:
    """Write down how this attempt ended; what failed for now waits again.

    Args:
        mail: As it was claimed.
        state: `sent`, `refused`, `dropped`, or `waiting` to try again later.
        result: `accepted` or the kind of fault.
        at: When.

    Returns:
        Whether the attempt was still this sender's.
    """
    MailAttempt.objects.filter(
        mail=mail, number=mail.attempts, ended_at__isnull=True
    ).update(ended_at=at, result=result)
    ours = OutgoingMail.objects.filter(
        pk=mail.pk, state=MailState.SENDING, attempts=mail.attempts
    )
    sent_at = at if state == MailState.SENT else None
    due_at = at + pause_after(mail.attempts) if state == MailState.WAITING else at
    return bool(ours.update(state=state, sent_at=sent_at, due_at=due_at))


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: longer each time.

    Example:
        >>> [int(pause_after(n).total_seconds() // 60) for n in (1, 2, 3, 9)]
        [1, 2, 4, 30]
    """
    doubled: timedelta = FIRST_PAUSE * 2 ** min(attempts - 1, 10)
    return min(doubled, LONGEST_PAUSE)
