"""Mails leave by Django's backend; what the server says decides how they stand."""

import smtplib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMessage

from desk.mails import send_one
from desk.models import MailAddress
from notices.models import MailAttempt, MailState, OutgoingMail
from notices.operations.write_mail import MailText, write_mail
from offices.models import Staff
from tests.factories.cast import make_staff

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 6, 3, 1, 0, tzinfo=UTC)
SUBJECT = "令和2年度 第1号 𠮷 の期限 " * 6
REFUSED = smtplib.SMTPRecipientsRefused({"r@example.invalid": (550, b"who?")})
GREY = smtplib.SMTPRecipientsRefused({"r@example.invalid": (451, b"later")})


@pytest.fixture
def reader() -> Staff:
    staff = make_staff("reader")
    MailAddress.objects.create(staff=staff, address="r@example.invalid")
    return staff


def send(at: datetime = NOW) -> bool:
    return send_one(clock=lambda: at)


def write(reader: Staff, key: str = "k") -> OutgoingMail:
    text = MailText(subject=SUBJECT[:200].strip(), body="本文\n")
    return write_mail(key=key, recipient=reader, text=text, at=NOW)


def test_mail_is_sent_once_with_its_id(reader: Staff) -> None:
    row = write(reader)

    assert send()
    assert not send()

    [message] = outbox.outbox
    assert message.to == ["r@example.invalid"]
    assert message.body == "本文\n"
    sent: Any = message.message()
    assert sent["Message-ID"] == row.message_id
    assert str(make_header(decode_header(sent["Subject"]))) == row.subject
    row.refresh_from_db()
    assert (row.state, row.sent_at) == (MailState.SENT, NOW)


@pytest.mark.parametrize(
    "change",
    [
        lambda staff: MailAddress.objects.update(wants_mails=False),
        lambda staff: MailAddress.objects.update(address=""),
        lambda staff: MailAddress.objects.all().delete(),
        lambda staff: Staff.objects.update(is_active=False),
    ],
)
def test_who_said_no_since_is_not_written_to(
    reader: Staff, change: Callable[[Staff], object]
) -> None:
    write(reader)
    change(reader)

    assert send()

    assert outbox.outbox == []
    assert OutgoingMail.objects.get().state == MailState.DROPPED


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (ConnectionRefusedError(111, "no"), MailState.WAITING),
        (TimeoutError(), MailState.WAITING),
        (smtplib.SMTPServerDisconnected("gone"), MailState.WAITING),
        (smtplib.SMTPDataError(452, b"full"), MailState.WAITING),
        (GREY, MailState.WAITING),
        (REFUSED, MailState.REFUSED),
        (smtplib.SMTPDataError(554, b"no"), MailState.REFUSED),
        (smtplib.SMTPAuthenticationError(535, b"no"), MailState.WAITING),
        (smtplib.SMTPSenderRefused(553, b"no", "hiroba"), MailState.WAITING),
    ],
)
def test_fault_is_tried_again_unless_the_reader_was_refused(
    reader: Staff, fault: Exception, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: EmailMessage, **_: object) -> int:
        raise fault

    row = write(reader)
    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", fail)
        assert send()

    row.refresh_from_db()
    assert row.state == state
    attempt = MailAttempt.objects.get()
    assert attempt.result.startswith(type(fault).__name__)
    # what the server says may name a person
    assert "example" not in attempt.result
    if state == MailState.WAITING:
        assert not send()
        assert send(NOW + timedelta(minutes=1))
        assert len(outbox.outbox) == 1
