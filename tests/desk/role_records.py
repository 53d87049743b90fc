"""Records and drafts in the role table: who reads, types, drafts and approves.

The units are those of `role_world`: `shared_own` is under examination with one
record, `own_record`; `shared_other` waits for approval with `other_record`.
`strange_record` is the one of `shared_other` asked for under `shared_own`. Letters
and people as in `role_table`.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime

from casework.approvals import Proposal
from casework.findings import Finding
from casework.models import Record, Unit
from casework.operations.add_records import add_records
from casework.operations.decide_record import RecordChoice, decide_record
from casework.operations.draft import draft
from casework.record_facts import RecordFacts
from offices.models import Staff
from tests.desk.role_third_parties import ask_third_party
from tests.factories.cast import Cast

LINES = """
desk:records       shared_own     GET   o  o  x  o  x  x  x  x  x  x  x  s  s
desk:records       shared_own     POST  r  r  x  x  x  x  x  x  x  x  x  s  s
desk:records       shared_other   GET   o  x  o  x  x  x  x  x  x  x  x  s  s
desk:records       shared_other   POST  r  x  r  x  x  x  x  x  x  x  x  s  s
desk:records       own_request    GET   o  o  x  o  x  x  x  x  x  x  x  s  s
desk:records       own_personal   GET   o  o  x  o  x  x  x  x  x  x  x  s  s
desk:records       other_personal GET   o  x  o  x  x  x  x  x  x  x  x  s  s
desk:records       appeal         GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:records       missing        GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:records-paste shared_own     GET   o  o  x  x  x  x  x  x  x  x  x  s  s
desk:records-paste shared_own     POST  o  o  x  x  x  x  x  x  x  x  x  s  s
desk:records-paste shared_other   GET   o  x  o  x  x  x  x  x  x  x  x  s  s
desk:records-paste appeal         GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:records-paste missing        POST  x  x  x  x  x  x  x  x  x  x  x  s  s
desk:record-remove own_record     GET   o  o  x  x  x  x  x  x  x  x  x  s  s
desk:record-remove own_record     POST  r  r  x  x  x  x  x  x  x  x  x  s  s
desk:record-remove other_record   GET   o  x  o  x  x  x  x  x  x  x  x  s  s
desk:record-remove strange_record POST  x  x  x  x  x  x  x  x  x  x  x  s  s
desk:record-remove missing        GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:draft         shared_own     GET   o  o  x  o  x  x  x  x  x  x  x  s  s
desk:draft         shared_own     POST  o  o  x  x  x  x  x  x  x  x  x  s  s
desk:draft         shared_other   GET   o  x  o  x  x  x  x  x  x  x  x  s  s
desk:draft         appeal         GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:draft         missing        GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:draft-print   shared_own     GET   o  o  x  o  x  x  x  x  x  x  x  s  s
desk:draft-print   shared_other   GET   o  x  o  x  x  x  x  x  x  x  x  s  s
desk:draft-print   shared_own     POST  m  m  m  m  m  m  m  m  m  m  m  s  s
desk:draft-print   missing        GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:approval      shared_own     GET   o  o  x  o  x  x  x  x  x  x  x  s  s
desk:approval      shared_other   GET   o  x  o  x  x  x  x  x  x  x  x  s  s
desk:approval      shared_other   POST  r  x  x  x  x  x  x  x  x  x  x  s  s
desk:approval      appeal         GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:approval      missing        POST  x  x  x  x  x  x  x  x  x  x  x  s  s
"""
PAGES = frozenset({"records", "records-paste", "draft", "draft-print", "approval"})
FORMS: dict[str, dict[str, object]] = {
    "desk:draft": {"act": "draft", "token": "once"},
    "desk:approval": {"act": "send_back", "token": "once", "comment": "直してください"},
    "desk:record-remove": {"version": "2"},
}
Mark = Callable[[str, str], str]
# no record has this key
NOWHERE = 987654
UNIT_OF = {
    "own_record": "shared_own",
    "other_record": "shared_other",
    "strange_record": "shared_own",
}
RECORD_OF = {
    "own_record": "shared_own",
    "other_record": "shared_other",
    "strange_record": "shared_other",
}
ON = date(2020, 6, 2)
AT = datetime(2020, 6, 2, 3, 0, tzinfo=UTC)


def make_records(cast: Cast, units: dict[str, Unit], mark: Mark) -> None:
    """Give both units of the shared case a record, one of them a draft."""
    _record("shared_own", units, cast.division_staff, mark)
    _record("shared_other", units, cast.other_division_staff, mark)
    ask_third_party(cast, units, mark)
    draft(
        unit=units["shared_other"],
        proposal=Proposal(
            outcome="non_disclosure",
            differs_reason=mark("differs", "shared_other"),
            note=mark("note", "shared_other"),
        ),
        version=None,
        by=cast.other_division_staff,
        on=ON,
        at=AT,
    )


def parameters(thing: str, units: dict[str, Unit]) -> dict[str, str | int]:
    """Return the parts of the address of a record."""
    if thing not in UNIT_OF:
        return {"pk": NOWHERE, "record_pk": NOWHERE}
    record = Record.objects.get(unit=units[RECORD_OF[thing]])
    return {"pk": units[UNIT_OF[thing]].pk, "record_pk": record.pk}


def _record(thing: str, units: dict[str, Unit], by: Staff, mark: Mark) -> None:
    facts = RecordFacts(
        title=mark("title", thing), document_number=mark("numbered", thing)
    )
    (record,) = add_records(unit=units[thing], records=[facts], by=by, on=ON, at=AT)
    finding = Finding(
        outcome="partial",
        withheld_part=mark("part", thing),
        grounds=("personal",),
        reason=mark("why", thing),
    )
    choice = RecordChoice(record_id=record.pk, version=1, finding=finding)
    decide_record(unit=units[thing], choices=[choice], by=by, on=ON, at=AT)
