"""Builders of cases; everything goes through the operations of the kernel."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

from casework.conclusions import Conclusion
from casework.intake import Intake, Part, PartyFacts
from casework.models import Channel, Origin, PartyRole, Unit
from casework.operations.open_case import open_case
from casework.operations.record_outcome import record_outcome
from casework.operations.split import split
from offices.models import Division, Organ
from ordinances.loading import municipality
from tests.factories.cast import CLERK, Office, make_office

AT = datetime(2020, 6, 1, 3, 0, tzinfo=UTC)
RECEIVED = date(2020, 6, 1)
_serial = count(1)


def intake(
    *,
    kind: str = "public_records",
    request_kind: str = "disclosure",
    received_on: date = RECEIVED,
    organ: Organ | None = None,
    division: Division | None = None,
    subject: str | None = None,
    requester: str = "",
) -> Intake:
    """Return the facts of a case; organ and division default to the mayor's."""
    office = make_office()
    organ = organ or office.mayor
    serial = next(_serial)
    role = PartyRole.APPELLANT if kind == "appeal" else PartyRole.REQUESTER
    return Intake(
        pack=municipality("nerima").regime_for(
            kind=kind, organ_code=organ.code, received_on=received_on
        ),
        request_kind=request_kind,
        received_on=received_on,
        first=Part(organ=organ, division=division or _division(office, organ)),
        subject=subject if subject is not None else f"件名その{serial}",
        channel=Channel.COUNTER,
        parties=(PartyFacts(role=role, name=requester),) if requester else (),
        origin=Origin.DESK,
    )


def make_unit(facts: Intake | None = None) -> Unit:
    """Open a case and return its first unit."""
    return open_case(intake=facts or intake(), by=CLERK, at=AT)


def make_branch(unit: Unit, *, division: Division, on: date | None = None) -> Unit:
    """Split a further unit off."""
    part = Part(organ=division.organ, division=division)
    return split(unit=unit, part=part, on=on or unit.received_on, by=CLERK, at=AT)


def end(
    unit: Unit,
    outcome: str,
    *,
    on: date | None = None,
    grounds: tuple[str, ...] | None = None,
    reason_kinds: tuple[str, ...] = (),
) -> Unit:
    """Record an outcome; a refusal without stated grounds gets `personal`."""
    if grounds is None:
        needs = outcome in {"partial", "non_disclosure"} and not reason_kinds
        grounds = ("personal",) if needs else ()
    conclusion = Conclusion(
        outcome=outcome,
        on=on or unit.received_on,
        grounds=grounds,
        reason_kinds=reason_kinds,
    )
    return record_outcome(unit=unit, conclusion=conclusion, by=CLERK, at=AT)


def numbered(facts: Intake, number: int) -> Intake:
    """Return the same facts with a given number."""
    return replace(facts, number=number)


def _division(office: Office, organ: Organ) -> Division | None:
    return {
        office.mayor.pk: office.general_affairs,
        office.board_of_education.pk: office.schools,
    }.get(organ.pk)
