"""Words people wrote in the course of the work: notes, answers, wishes, files."""

from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO

from casework.attachment_files import attachment_store
from casework.models import Attachment, Unit
from casework.operations.add_note import add_note
from casework.operations.answer_inquiry import InquiryAnswer, answer_inquiry
from casework.operations.ask_reopening import ask_reopening
from casework.operations.attach import FileFacts, attach
from casework.operations.inquire import inquire
from tests.factories.cases import AT
from tests.factories.cast import Cast

TODAY = date(2020, 6, 12)
FILES = {"form_file": "request_form", "released_file": "released"}
Mark = Callable[[str, str], str]


def write_words(cast: Cast, units: Mapping[str, Unit], mark: Mark) -> None:
    """Leave on `shared_own` a note, an answer and two files; on others questions."""
    own, officer = units["shared_own"], cast.records_officer
    add_note(unit=own, text=mark("note", "shared_own"), by=officer, on=TODAY, at=AT)
    _ask(cast, own)
    answer_inquiry(
        unit=own,
        answer=InquiryAnswer(
            existence="yes",
            holder=mark("holder", "shared_own"),
            remark=mark("answer", "shared_own"),
        ),
        by=cast.division_staff,
        on=TODAY,
        at=AT,
    )
    _ask(cast, units["shared_other"])
    ask_reopening(
        unit=units["own_request"],
        reason=mark("wish", "own_request"),
        version=None,
        by=officer,
        on=TODAY,
        at=AT,
    )
    for thing, kind in FILES.items():
        _attach(cast, own, kind, mark(thing, "shared_own"))


def file_of(thing: str) -> int | None:
    """Return the key of a file by the name of the thing, None when there is none."""
    files = Attachment.objects.filter(kind=FILES.get(thing, "nothing"))
    return files.values_list("pk", flat=True).first()


def _ask(cast: Cast, unit: Unit) -> None:
    division = unit.division
    assert division is not None
    inquire(
        unit=unit,
        division=division,
        answer_by_on=TODAY,
        by=cast.records_officer,
        on=TODAY,
        at=AT,
    )


def _attach(cast: Cast, unit: Unit, kind: str, name: str) -> None:
    attach(
        unit=unit,
        file=FileFacts(kind=kind, name=f"{name}.txt", content=BytesIO(b"map")),
        store=attachment_store(),
        by=cast.records_officer,
        on=TODAY,
        at=AT,
    )
