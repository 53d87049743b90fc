"""One small office with one object of every relation, every text field marked.

A mark is a word that occurs nowhere else: where it is found, the field leaked
or was shown by right. Which of the two is written by hand in `role_table.py`.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.timezone import localdate

from appeals.models import AdvisoryBody, Against, Appeal, BoardReport, BoardSession
from casework.conclusions import Conclusion
from casework.models import Bar, Channel, ImportRow, ImportRun, Unit
from casework.operations.open_case import open_case
from casework.operations.record_outcome import record_outcome
from disclosure.models import Guidance, GuidanceKind
from offices.models import AccessToken, Division
from offices.operations.create_access_token import create_access_token
from privacy.models import Relation, Request
from tests.desk.role_house import make_house
from tests.desk.role_jobs import make_jobs
from tests.desk.role_queue import make_views
from tests.desk.role_records import make_records
from tests.desk.role_spring import make_spring
from tests.desk.role_staff import make_change
from tests.desk.role_words import write_words
from tests.factories.cases import AT, intake, make_branch
from tests.factories.cast import CLERK, SINCE, Cast, make_cast

DECIDED = date(2020, 6, 12)
WITHDRAWN = date(2020, 6, 5)
LEDGERS = ("disclosure", "privacy", "appeals", "board_sessions", "figures")
LEDGER_OF = {
    "public_records": "disclosure",
    "self_info": "privacy",
    "appeal": "appeals",
}
# each number once in the whole office, so that a number names its unit
NUMBERS = {
    "own_request": 11,
    "other_request": 12,
    "own_personal": 13,
    "other_personal": 14,
    "shared": 15,
    "appeal": 16,
    "old_appeal": 17,
}


def mark(field: str, thing: str) -> str:
    """Return the word that marks one field of one object."""
    return f"marked{field}{thing}dekram".replace("_", "")


@dataclass(frozen=True, slots=True)
class World:
    """The cast and what they may or may not see.

    Attributes:
        units: by relation: `own_request`, `other_request`, `own_personal`,
            `other_personal`, `shared_own` and `shared_other` (two units of one
            case), `appeal` (one board member is barred from it), `old_appeal` (its
            ledger names a decision that nobody knows).
        runs: what was taken in before, by kind of ledger.
        officers_token: by which a program asks as the records officer.
        files: whose ledger waits for its commit → its token.
    """

    cast: Cast
    units: dict[str, Unit]
    session: BoardSession
    runs: dict[str, ImportRun]
    officers_token: AccessToken
    files: dict[str, str] = field(default_factory=dict)


def make_world() -> World:
    """Build the office through the operations of the kernel."""
    cast = make_cast()
    office = cast.office
    units = {
        "own_request": _request("own_request", office.general_affairs),
        "other_request": _request("other_request", office.roads),
        "own_personal": _personal("own_personal", office.general_affairs),
        "other_personal": _personal("other_personal", office.roads),
    }
    units["shared_own"], units["shared_other"] = _shared(cast)
    units["appeal"] = _appeal("appeal", units["other_request"])
    units["old_appeal"] = _appeal("old_appeal", None)
    BoardReport.objects.create(
        appeal=units["old_appeal"].case.appeal,
        on=date(2020, 8, 3),
        result_text=mark("report", "old_appeal"),
    )
    Bar.objects.create(
        case=units["appeal"].case,
        staff=cast.barred_board_member,
        on=SINCE,
        reason="除斥",
    )
    session = _session()
    _guidance(cast)
    make_jobs(cast)
    write_words(cast, units, mark)
    make_records(cast, units, mark)
    make_change(cast)
    make_views(cast)
    make_spring()
    make_house(cast)
    return World(cast, units, session, _runs(units, session), _token(cast))


def _token(cast: Cast) -> AccessToken:
    new = create_access_token(
        name="集計", expires_on=date(2100, 1, 1), by=cast.records_officer, at=AT
    )
    return new.row


def _runs(units: dict[str, Unit], session: BoardSession) -> dict[str, ImportRun]:
    """Pretend that every object came in by a ledger, its row kept as written."""
    runs = {kind: _run(kind) for kind in LEDGERS}
    for line, (thing, unit) in enumerate(sorted(units.items()), start=2):
        raw = {"備考": mark("raw", thing)}
        run = runs[LEDGER_OF[unit.kind]]
        ImportRow.objects.create(run=run, line=line, raw=raw, unit=unit)
    ImportRow.objects.create(
        run=runs["board_sessions"],
        line=2,
        raw={"備考": mark("raw", "session")},
        subject_key=f"board_session:{session.pk}",
    )
    return runs


def _run(kind: str) -> ImportRun:
    return ImportRun.objects.create(
        kind=kind,
        file_name=mark("file", kind) + ".csv",
        sha256="0" * 64,
        at=AT,
        actor_key=CLERK.key,
        actor_label=CLERK.label,
        rows=1,
        created=1,
    )


def _request(thing: str, division: Division) -> Unit:
    """Make a withdrawn request: it has a reason in words."""
    unit = _open(thing, division)
    return record_outcome(
        unit=unit,
        conclusion=Conclusion(
            outcome="withdrawn", on=WITHDRAWN, reason=mark("reason", thing)
        ),
        by=CLERK,
        at=AT,
    )


def _personal(thing: str, division: Division) -> Unit:
    unit = _open(thing, division, kind="self_info")
    Request.objects.create(case=unit.case, relation=Relation.DATA_SUBJECT)
    return record_outcome(
        unit=unit,
        conclusion=Conclusion(
            outcome="non_disclosure", on=DECIDED, grounds=("personal",)
        ),
        by=CLERK,
        at=AT,
    )


def _shared(cast: Cast) -> tuple[Unit, Unit]:
    """Make one case with a unit in either division, each with words of its own."""
    first = _open("shared", cast.office.general_affairs)
    second = make_branch(first, division=cast.office.roads)
    for thing, unit in (("shared_own", first), ("shared_other", second)):
        unit.subject = mark("subject", thing)
        unit.remarks = mark("remarks", thing)
        unit.save()
    return first, second


def _appeal(thing: str, contested: Unit | None) -> Unit:
    unit = _open(thing, None, kind="appeal", request_kind="appeal")
    Appeal.objects.create(
        case=unit.case,
        against=Against.PUBLIC_RECORDS,
        unit=contested,
        against_text="" if contested else mark("against", thing),
        contested_kind="disclosure",
        complaint=mark("complaint", thing),
    )
    return unit


def _open(
    thing: str,
    division: Division | None,
    *,
    kind: str = "public_records",
    request_kind: str = "disclosure",
) -> Unit:
    facts = intake(
        kind=kind,
        request_kind=request_kind,
        division=division,
        subject=mark("subject", thing),
        requester=mark("requester", thing),
    )
    part = replace(facts.first, remarks=mark("remarks", thing))
    facts = replace(facts, first=part, channel=Channel.POST, number=NUMBERS[thing])
    return open_case(intake=facts, by=CLERK, at=AT)


def _guidance(cast: Cast) -> None:
    Guidance.objects.create(
        on=localdate(),
        kind=GuidanceKind.ADVICE,
        what=mark("what", "guidance"),
        staff=cast.records_officer,
        at=AT,
    )


def _session() -> BoardSession:
    body = AdvisoryBody.objects.create(
        code="review_board", name="審査会", valid_from=SINCE
    )
    return BoardSession.objects.create(
        advisory_body=body,
        number=1,
        held_on=date(2020, 7, 1),
        fiscal_year=2020,
        n_present=5,
        agenda=mark("agenda", "session"),
    )
