"""Write a mail: one row, in the transaction of what it tells of."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from notices.models import OutgoingMail
from notices.models.outgoing_mail import SUBJECT
from offices.models import Staff

ID_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class MailText:
    """What a mail says.

    Attributes:
        subject: One line; numbers of units, no personal data.
        body: The same holds for the lines here.
    """

    subject: str
    body: str


class CannotWriteMail(CaseworkError):
    """The mail is none that can be sent."""

    field = "subject"

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@transaction.atomic
def write_mail(
    *, key: str, recipient: Staff, text: MailText, at: datetime
) -> OutgoingMail:
    """Put a mail into the outbox.

    Written again under the same key it is the same mail. Nothing is sent here: who
    calls rings after the commit, and a sweep finds what the bell missed.

    Args:
        key: What the mail is of, such as `reminder:12:7`.
        recipient: Who reads it.
        text: Subject and body.
        at: When.

    Returns:
        The mail.

    Raises:
        CannotWriteMail: The subject is empty, too long, or more than one line.
    """
    _check(text.subject)
    sender = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    mail, _is_new = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "recipient": recipient,
            "subject": text.subject,
            "body": text.body,
            "message_id": f"<{secrets.token_hex(ID_BYTES)}@{sender}>",
            "written_at": at,
            "due_at": at,
        },
    )
    return mail


def _check(subject: str) -> None:
    if not subject.isprintable():
        raise CannotWriteMail(
            "line_break",
            _(
                "The subject of a mail is one line without control characters: what "
                "follows a line break would be taken for instructions to the mail "
                "server. Write it without."
            ),
        )
    if not subject.strip() or len(subject) > SUBJECT:
        raise CannotWriteMail(
            "length",
            _("The subject of a mail has between 1 and %(most)s characters.")
            % {"most": SUBJECT},
        )
