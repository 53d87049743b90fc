"""An office to back up; `main` with a verb works on the database of the settings."""

import io
import itertools
import json
import sys
import time
from collections.abc import Callable, Sequence

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from audit import triggers
from audit.models import Entry
from casework.attachment_files import attachment_store
from casework.models import Attachment, Case, Party, Unit
from casework.operations.attach import FileFacts, attach
from config.backup import rows
from desk.letters import PRESS
from notices.bytes_check import checked_bytes
from notices.models import Notice
from notices.operations.print_notice import render_missing
from notices.store import digest_of, notice_store
from tests.factories.cases import end, intake, make_unit
from tests.factories.cast import make_cast
from tests.factories.course import ON
from tests.factories.decided import decided_unit
from tests.factories.desk import NOW, TODAY
from tests.factories.letters import issued

OUTCOMES = ("full", "partial", "non_disclosure")
# a surrogate pair in UTF-16, a variation selector, a combining mark, two signs
REQUESTER = "𠮷野 葛\U000e0100子 か\u3099 ～〜"
PDF = b"%PDF-1.7\n..."


def main(arguments: Sequence[str]) -> None:
    """Do what a verb asks for and print what came of it."""
    verbs: dict[str, Callable[..., object]] = {
        "prepare": prepare,
        "look": look,
        "receive": receive,
        "go-on": go_on,
        "tamper": tamper,
        "hold": hold,
    }
    verb, *rest = arguments
    sys.stdout.write(json.dumps(verbs[verb](*rest), ensure_ascii=False))


def prepare(cases: str, letter: str = "") -> None:
    """Make an office in which something was decided, attached and refused.

    Args:
        cases: How many requests it has.
        letter: To whom a letter is issued and printed; to nobody if empty.
    """
    call_command("migrate", verbosity=0)
    cast = make_cast()
    units = [
        make_unit(intake(requester=f"{REQUESTER}{n}")) for n in range(1, int(cases) + 1)
    ]
    for unit, outcome in zip(units, itertools.cycle(OUTCOMES), strict=False):
        end(unit, outcome)
    for name in ("請求書.pdf", "委任状.pdf"):
        content = io.BytesIO(PDF + name.encode())
        attach(
            unit=make_unit(intake(requester=name)),
            file=FileFacts(
                kind="request_form", name=name, content=content, of_whole_case=False
            ),
            store=attachment_store(),
            by=cast.records_officer,
            on=TODAY,
            at=NOW,
        )
    if letter:
        unit = decided_unit(cast, name=letter)
        Party.objects.filter(case=unit.case).update(address="星川台1番地の1")
        issued(Unit.objects.get(pk=unit.pk), cast.records_officer, on=ON, press=PRESS)
        render_missing(render=PRESS.render, store=notice_store(), clock=lambda: NOW)
    Session.objects.create(session_key="s", session_data="x", expire_date=NOW)


def look() -> dict[str, object]:
    """Return everything that stands."""
    tables = rows.tables_at(rows.leaves())
    return {
        "tables": {
            table._meta.db_table: [content.rows, content.sha256]
            for table in tables
            for content in [rows.content_of(table)]
            if content.rows
        },
        "sessions": Session.objects.count(),
        "guards": triggers.missing(),
        "files": [
            attachment_store().open(row.path, sha256=row.sha256).read().decode()
            for row in Attachment.objects.order_by("pk")
        ],
        # opened with every check a letter passes before it is sent
        "letters": [
            digest_of(checked_bytes(notice, store=notice_store()))
            for notice in Notice.objects.select_related("unit__case").order_by("pk")
        ],
        "requesters": [case.parties.get().name for case in Case.objects.order_by("pk")],
    }


def receive() -> str:
    """Receive one more request and return its number."""
    return make_unit(intake(requester=REQUESTER)).number_text


def go_on() -> None:
    """Receive requests until somebody ends this process; say each number."""
    while True:
        sys.stdout.write(f"{receive()}\n")
        sys.stdout.flush()


def tamper() -> None:
    """Change an entry of the trail past its guard."""
    with triggers.lifted(), connection.cursor():
        entry = Entry.objects.order_by("pk")[2]
        Entry.objects.filter(pk=entry.pk).update(act="nothing_happened")


def hold(seconds: str) -> None:
    """Keep a connection open, as somebody who looks at the database does."""
    connection.ensure_connection()
    sys.stdout.write(f"{timezone.now().isoformat()}\n")
    sys.stdout.flush()
    time.sleep(float(seconds))
