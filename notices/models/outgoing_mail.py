"""Mail to the staff: the row is the queue of record, the broker only rings."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SUBJECT = 200


class MailState(models.TextChoices):
    """Where a mail stands."""

    WAITING = "waiting", pgettext_lazy("mail", "Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    # the person was not to be written to any more when its turn came
    DROPPED = "dropped", _("Not sent")
    REFUSED = "refused", _("Refused by the mail server")


class OutgoingMail(models.Model):
    """One mail to one person, written in the transaction of what it tells of.

    It names units by number and holds no personal data. `key` makes writing twice
    one mail; `message_id` is the same for every attempt, so that a mail server or
    a reader can tell a second copy.
    """

    key = models.CharField(max_length=120, unique=True)
    recipient = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="mails"
    )
    subject = models.CharField(max_length=SUBJECT)
    body = models.TextField()
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(
        max_length=10, choices=MailState.choices, default=MailState.WAITING
    )
    written_at = models.DateTimeField()
    # not before: after an attempt that failed the next one waits a while
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints and indexes."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=MailState.values), name="notices_mail_state"
            ),
            models.CheckConstraint(
                condition=(Q(state=MailState.SENT) & Q(sent_at__isnull=False))
                | (~Q(state=MailState.SENT) & Q(sent_at__isnull=True)),
                name="notices_mail_sent_has_instant",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_at"], name="notices_mail_queue"),
        ]

    def __str__(self) -> str:
        return self.key


class MailAttempt(models.Model):
    """One attempt to hand a mail to the server: begun, and how it ended.

    Without an end the sender died in between: whether the server has the mail is
    not known, and it is sent once more.
    """

    mail = models.ForeignKey(
        OutgoingMail, on_delete=models.PROTECT, related_name="tries"
    )
    number = models.PositiveIntegerField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    # "accepted", or the kind of fault; never what the server said of an address
    result = models.CharField(max_length=60, blank=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mail", "number"], name="notices_mail_attempt_number"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, result="")
                | (Q(ended_at__isnull=False) & ~Q(result="")),
                name="notices_mail_attempt_end_has_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mail_id} {self.number}"
