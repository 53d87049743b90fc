"""The tables of letters and mails, one noun per file."""

from notices.models.delivery import Delivery, DeliveryMeans, ReturnReason
from notices.models.notice import Notice
from notices.models.outgoing_mail import MailAttempt, MailState, OutgoingMail
from notices.models.printed import Printed

__all__ = [
    "Delivery",
    "DeliveryMeans",
    "MailAttempt",
    "MailState",
    "Notice",
    "OutgoingMail",
    "Printed",
    "ReturnReason",
]
