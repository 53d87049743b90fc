"""Send what stands in the outbox: one mail at a time, at least once.

A mail is claimed in one transaction, handed to the server outside of any, and its
end noted in another. Who dies between the server's yes and the note leaves a mail
that is sent again, under the same Message-ID: the only way to a second copy.
"""

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage

from desk.models import MailAddress
from notices.models import MailState, OutgoingMail
from notices.operations.claim_mail import claim_mail
from notices.operations.end_mail import ACCEPTED, end_mail

# the server's no for good begins here; what is below may be a yes later
FOR_GOOD = 500
logger = logging.getLogger(__name__)


def send_one(*, clock: Callable[[], datetime]) -> bool:
    """Send the oldest mail whose turn has come.

    Args:
        clock: What time it is.

    Returns:
        Whether there was one.
    """
    at = clock()
    since = at - timedelta(seconds=settings.MAIL_SILENCE_SECONDS)
    mail = claim_mail(silent_since=since, at=at)
    if mail is None:
        return False
    state, result = _send(mail)
    end_mail(mail=mail, state=state, result=result, at=clock())
    return True


def _send(mail: OutgoingMail) -> tuple[str, str]:
    """Hand a mail to the server; return how the mail stands, and why."""
    address = _address_of(mail)
    if not address:
        return MailState.DROPPED, "no_address"
    message = EmailMessage(
        subject=mail.subject,
        body=mail.body,
        to=[address],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _said in error.recipients.values()]
        return _after(min(codes), error)
    except smtplib.SMTPDataError as error:
        return _after(error.smtp_code, error)
    except (OSError, smtplib.SMTPException) as error:
        # a wrong password or sender is mended by the administrator, then it goes
        return _after(0, error)
    return MailState.SENT, ACCEPTED


def _address_of(mail: OutgoingMail) -> str:
    """Return where a mail goes now: a person may have said no since."""
    found = MailAddress.objects.filter(
        staff=mail.recipient_id, staff__is_active=True, wants_mails=True
    )
    return found.values_list("address", flat=True).first() or ""


def _after(code: int, error: Exception) -> tuple[str, str]:
    """Judge a fault by the server's code; the address it names is not logged."""
    kind = f"{type(error).__name__} {code}".strip()
    logger.warning("a mail could not be sent: %s", kind)
    state = MailState.REFUSED if code >= FOR_GOOD else MailState.WAITING
    return state, kind
