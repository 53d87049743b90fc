"""The outbox: written once, taken up by one, ended once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from notices.models import MailAttempt, MailState, OutgoingMail
from notices.operations.claim_mail import claim_mail
from notices.operations.end_mail import ACCEPTED, end_mail, pause_after
from notices.operations.write_mail import CannotWriteMail, MailText, write_mail
from offices.models import Staff
from tests.factories.cast import make_staff

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 6, 3, 1, 0, tzinfo=UTC)
SILENCE = timedelta(minutes=5)


@pytest.fixture
def reader() -> Staff:
    return make_staff("reader")


def write(
    reader: Staff, key: str = "k", subject: str = "期限のお知らせ"
) -> OutgoingMail:
    text = MailText(subject=subject, body="令和2年度 第1号")
    return write_mail(key=key, recipient=reader, text=text, at=NOW)


def claim(after: timedelta = timedelta()) -> OutgoingMail | None:
    at = NOW + after
    return claim_mail(silent_since=at - SILENCE, at=at)


def test_mail_written_twice_is_one(reader: Staff) -> None:
    first, second = write(reader), write(reader, subject="別の件名")

    assert first == second
    assert OutgoingMail.objects.get().subject == "期限のお知らせ"
    assert first.message_id.endswith("@localhost>")


def test_mail_goes_with_its_transaction(reader: Staff) -> None:
    with transaction.atomic():
        write(reader)
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "subject",
    [
        "件名\r\nBcc: everybody@example.invalid",
        "件名\n",
        "\r件名",
        "件名\u2028次",
        "件名\x00",
        "",
        "  ",
        "長" * 201,
    ],
)
def test_subject_that_is_no_line_is_refused(reader: Staff, subject: str) -> None:
    with pytest.raises(CannotWriteMail):
        write(reader, subject=subject)

    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "subject", ["𠮷野 髙﨑 葛\U000e0100".replace("\U000e0100", "")]
)
def test_rare_characters_are_a_line(reader: Staff, subject: str) -> None:
    assert write(reader, subject=subject).subject == subject


def test_oldest_is_taken_up_first_and_by_one_only(reader: Staff) -> None:
    first, second = write(reader, "a"), write(reader, "b")

    assert [claim(), claim(), claim()] == [first, second, None]
    assert [row.number for row in MailAttempt.objects.order_by("pk")] == [1, 1]


def test_silent_sender_loses_the_mail_and_cannot_end_it(reader: Staff) -> None:
    write(reader)
    lost = claim()
    assert lost is not None
    assert claim(SILENCE) is None

    taken = claim(SILENCE + timedelta(seconds=1))

    assert taken == lost
    assert taken.message_id == lost.message_id
    assert not end_mail(mail=lost, state=MailState.SENT, result=ACCEPTED, at=NOW)
    assert end_mail(mail=taken, state=MailState.SENT, result=ACCEPTED, at=NOW)
    assert OutgoingMail.objects.get().state == MailState.SENT
    assert claim(timedelta(days=1)) is None
    assert [row.result for row in MailAttempt.objects.order_by("number")] == [
        ACCEPTED,
        ACCEPTED,
    ]


def test_fault_for_now_waits_longer_each_time(reader: Staff) -> None:
    write(reader)
    mail = claim()
    assert mail is not None

    end_mail(mail=mail, state=MailState.WAITING, result="OSError 0", at=NOW)

    assert claim(timedelta(seconds=59)) is None
    assert claim(timedelta(seconds=60)) == mail
    pauses = [pause_after(n).total_seconds() / 60 for n in range(1, 8)]
    assert pauses == [1, 2, 4, 8, 16, 30, 30]
