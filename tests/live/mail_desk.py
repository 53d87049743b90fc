"""Writers and senders of mail in a live test, and where they are killed.

`main` with a verb works on the database of the settings and prints JSON.
"""

import json
import multiprocessing
import os
import signal
import smtplib
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier
from typing import Any, cast

from django.core.mail import EmailMessage
from django.db import connection
from django.utils import timezone

from desk import mails
from desk.models import MailAddress, Reminder, ReminderRecipient
from desk.reminders.raising import raise_reminders
from notices.models import MailAttempt, MailState, OutgoingMail
from notices.operations import end_mail
from notices.operations.write_mail import MailText, write_mail
from ordinances.calendars import load_calendar
from tests.factories.cases import make_unit
from tests.factories.cast import make_cast, make_staff

FORK = multiprocessing.get_context("fork")
PATIENCE_SECONDS = 60
# received on 1 June 2020, due on the 15th: today
DUE = datetime(2020, 6, 15, 1, 0, tzinfo=UTC)


def main(arguments: Sequence[str]) -> None:
    """Do what a verb asks for and print what came of it."""
    verbs: dict[str, Callable[..., object]] = {
        "write": write,
        "send": send,
        "look": look,
        "hurry": hurry,
        "due": due,
        "remind": remind,
    }
    verb, *rest = arguments
    sys.stdout.write(json.dumps(verbs[verb](*rest)))


def write(count: str) -> list[str]:
    """Write mails; return their Message-IDs."""
    reader = make_staff("reader")
    MailAddress.objects.create(staff=reader, address="reader@example.invalid")
    text = MailText(subject="令和2年度 第1号 の期限", body="本文\n")
    at = timezone.now()
    return [
        write_mail(key=f"test:{n}", recipient=reader, text=text, at=at).message_id
        for n in range(int(count))
    ]


def look() -> dict[str, object]:
    """Return how the mails stand."""
    return {
        "left": OutgoingMail.objects.exclude(state=MailState.SENT).count(),
        "attempts": MailAttempt.objects.count(),
        "open": MailAttempt.objects.filter(ended_at=None).count(),
    }


def hurry() -> None:
    """Let the pause after a fault be over."""
    OutgoingMail.objects.update(due_at=timezone.now())


def send(point: str, nth: str) -> int:
    """Send what waits; be killed at a point of the n-th mail.

    Returns:
        How many were sent, if nobody was killed.
    """
    Killer(int(nth)).lie_in_wait(point)
    count = 0
    while mails.send_one(clock=timezone.now):
        count += 1
    return count


class Killer:
    """Kills this process where it is told to, as a power cut would."""

    def __init__(self, nth: int) -> None:
        self.left = nth

    def strike(self) -> None:
        """Count down, then end."""
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, owner: Any, name: str) -> None:
        """Strike before a function is entered."""
        self._wrap(owner, name, first=True)

    def after(self, owner: Any, name: str) -> None:
        """Strike when a function has returned."""
        self._wrap(owner, name, first=False)

    def _wrap(self, owner: Any, name: str, *, first: bool) -> None:
        whole = getattr(owner, name)

        def struck(*args: Any, **kwargs: Any) -> Any:
            if first:
                self.strike()
            found = whole(*args, **kwargs)
            if not first:
                self.strike()
            return found

        setattr(owner, name, struck)

    def inside_the_note(self) -> None:
        """Strike between the two writes of the transaction that notes the end."""
        killer, module = self, cast("Any", end_mail)
        rows = module.OutgoingMail

        class Manager:
            def filter(self, **conditions: Any) -> Any:
                killer.strike()
                return rows.objects.filter(**conditions)

        class Rows:
            objects = Manager()

        module.OutgoingMail = Rows

    def lie_in_wait(self, point: str) -> None:
        """Choose one of the eight points, or none."""
        points: dict[str, Callable[[], None]] = {
            "none": lambda: None,
            "before the claim": lambda: self.before(mails, "claim_mail"),
            "after the claim": lambda: self.after(mails, "claim_mail"),
            "before the server": lambda: self.before(EmailMessage, "send"),
            "after the greeting": lambda: self.after(
                smtplib.SMTP, "ehlo_or_helo_if_needed"
            ),
            "before the text": lambda: self.before(smtplib.SMTP, "data"),
            "after the yes": lambda: self.after(EmailMessage, "send"),
            "inside the note": self.inside_the_note,
            "after the note": lambda: self.after(mails, "end_mail"),
        }
        points[point]()


def due(count: str) -> None:
    """Make units that are due today, and people who want mails."""
    cast = make_cast()
    MailAddress.objects.create(
        staff=cast.division_staff, address="reader@example.invalid"
    )
    for _number in range(int(count)):
        make_unit()


def remind(schedulers: str) -> dict[str, object]:
    """Let several schedulers look at the same time."""
    connection.close()
    start = FORK.Barrier(int(schedulers))
    crew = [
        FORK.Process(target=_look_around, args=(start,), daemon=True)
        for _number in range(int(schedulers))
    ]
    for process in crew:
        process.start()
    for process in crew:
        process.join(PATIENCE_SECONDS)
    return {
        "codes": [process.exitcode for process in crew],
        "reminders": Reminder.objects.filter(what="due").count(),
        "told": ReminderRecipient.objects.filter(reminder__what="due").count(),
        "mails": OutgoingMail.objects.filter(reminded__reminder__what="due").count(),
        "orphans": OutgoingMail.objects.filter(reminded=None).count(),
    }


def _look_around(start: Barrier) -> None:
    connection.ensure_connection()
    start.wait(PATIENCE_SECONDS)
    raise_reminders(calendar=load_calendar(), at=DUE)
