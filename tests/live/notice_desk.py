"""Letters in a live test: issued here, printed by processes that may be killed.

`main` with a verb works on the database of the settings and prints JSON.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2

from audit import triggers
from casework.models import Party, Unit
from desk.letters import PRESS
from notices.bytes_check import BytesDiffer, checked_bytes
from notices.models import Notice, Printed
from notices.operations import print_notice as printing
from notices.store import NoticeStore, digest_of, notice_store
from tests.factories.cast import make_cast
from tests.factories.course import ON
from tests.factories.decided import decided_unit
from tests.factories.desk import NOW
from tests.factories.letters import issued
from tests.live.mail_desk import Killer


def main(arguments: Sequence[str]) -> None:
    """Do what a verb asks for and print what came of it."""
    verbs: dict[str, Callable[..., object]] = {
        "issue": issue_many,
        "print": print_waiting,
        "look": look,
        "swap": swap,
    }
    verb, *rest = arguments
    sys.stdout.write(json.dumps(verbs[verb](*rest), ensure_ascii=False))


def issue_many(count: str) -> list[str]:
    """Issue letters to as many people; nobody is told that they wait."""
    cast = make_cast()
    numbers = []
    for n in range(1, int(count) + 1):
        unit = decided_unit(cast, name=f"見本 {n}号")
        Party.objects.filter(case=unit.case).update(address=f"星川台{n}番地の{n}")
        unit = Unit.objects.get(pk=unit.pk)
        notice = issued(unit, cast.records_officer, on=ON, press=PRESS)
        numbers.append(notice.number_text)
    return numbers


def print_waiting(point: str, nth: str) -> int:
    """Print what waits by a clock that stands; be killed at a point of the n-th."""
    press = Press()
    press.lie_in_wait(point, Killer(int(nth)))
    done = 0
    while count := printing.render_missing(
        render=press.render, store=notice_store(), clock=lambda: NOW
    ):
        done += count
    return done


@dataclass
class Press:
    """The printer, and where its process is killed."""

    render: Callable[[Mapping[str, Any]], bytes] = field(
        default_factory=lambda: PRESS.render
    )

    def lie_in_wait(self, point: str, killer: Killer) -> None:
        """Choose one of the eight points, or none."""
        points: dict[str, Callable[[], None]] = {
            "none": lambda: None,
            "before the lock": lambda: killer.before(printing, "_held"),
            "after the lock": lambda: killer.after(printing, "_held"),
            "before the print": lambda: killer.before(self, "render"),
            "after the print": lambda: killer.after(self, "render"),
            "before the file": lambda: killer.before(NoticeStore, "put"),
            "inside the file": lambda: killer.after(os, "fsync"),
            "before the row": lambda: killer.after(NoticeStore, "put"),
            "after the commit": lambda: killer.after(printing, "print_notice"),
        }
        points[point]()


def look() -> dict[str, object]:
    """Return how the letters stand, and which hold other words than their facts."""
    notices = list(Notice.objects.select_related("unit__case").order_by("pk"))
    printed = Printed.objects.count()
    return {
        "issued": len(notices),
        "numbers": [notice.number for notice in notices],
        "printed": printed,
        "wrong": [
            notice.number_text for notice in notices if printed and not _is_own(notice)
        ],
    }


def _is_own(notice: Notice) -> bool:
    """Tell whether the words in the PDF are those of the letter and of no other."""
    try:
        words = words_in(checked_bytes(notice, store=notice_store()))
    except BytesDiffer:
        return False
    party = Party.objects.get(case=notice.unit.case)
    own = (
        notice.number_text,
        party.name,
        party.address,
        notice.unit.number_text,
        notice.unit.subject_text,
    )
    return all("".join(text.split()) in words for text in own)


def words_in(content: bytes) -> str:
    """Return the text of a PDF without spaces and line ends."""
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_range() for page in document]
    return "".join("".join(pages).split())


def swap() -> dict[str, int]:
    """Put something wrong in the place of every letter; return what was caught."""
    notices = list(Notice.objects.select_related("unit__case").order_by("pk"))
    caught = injected = 0
    for notice, other in zip(notices, notices[1:] + notices[:1], strict=True):
        for spoil in (_others_bytes, _other_row, _altered_mark):
            with spoil(notice, other):
                injected += 1
                caught += _is_caught(notice)
    return {
        "injected": injected,
        "caught": caught,
        "right": sum(not _is_caught(notice) for notice in notices),
    }


def _is_caught(notice: Notice) -> bool:
    fresh = Notice.objects.select_related("unit__case").get(pk=notice.pk)
    try:
        checked_bytes(fresh, store=notice_store())
    except BytesDiffer:
        return True
    return False


class Spoiled:
    """Something is wrong with a letter for as long as the block lasts."""

    def __init__(self, spoil: Iterator[None]) -> None:
        self._spoil = spoil

    def __enter__(self) -> None:
        """Spoil it."""
        next(self._spoil)

    def __exit__(self, *_error: object) -> None:
        """Mend it."""
        next(self._spoil, None)


def _others_bytes(notice: Notice, other: Notice) -> Spoiled:
    """Lay the file of another letter in its place."""

    def spoil() -> Iterator[None]:
        folder = notice_store().folder
        place = folder / notice.printed.path
        right = place.read_bytes()
        place.write_bytes((folder / other.printed.path).read_bytes())
        yield
        place.write_bytes(right)

    return Spoiled(spoil())


def _other_row(notice: Notice, other: Notice) -> Spoiled:
    """Let its row name bytes made for another, digest and all."""
    content = PRESS.render({**other.text, "form_version": "another"})
    return _with_row(notice, content)


def _altered_mark(notice: Notice, _other: Notice) -> Spoiled:
    """Let its own words bear the mark of another addressee."""
    marks = [
        mark + "0" if mark.startswith("addressee:") else mark
        for mark in notice.text["marks"]
    ]
    return _with_row(notice, PRESS.render({**notice.text, "marks": marks}))


def _with_row(notice: Notice, content: bytes) -> Spoiled:
    def spoil() -> Iterator[None]:
        store, rows = notice_store(), Printed.objects.filter(notice=notice)
        right = rows.values("path", "sha256").get()
        with triggers.lifted():
            rows.update(path=store.put(content), sha256=digest_of(content))
        yield
        with triggers.lifted():
            rows.update(**right)

    return Spoiled(spoil())
