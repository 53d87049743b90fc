"""Open a case: number, case, first unit and running clock."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from audit import trail
from audit.trail import Actor
from casework.intake import Intake, Part
from casework.models import Case, Party, Unit
from casework.operations import clock, number
from ordinances import casenumber
from ordinances.casenumber import CaseNumber
from ordinances.fiscal_years import fiscal_year_of
from ordinances.loading import municipality
from ordinances.periods import Event
from ordinances.schema import Pack


@transaction.atomic
def open_case(*, intake: Intake, by: Actor, at: datetime) -> Unit:
    """Open a case with its first unit.

    Writes the case, its parties, the unit, a RECEIVED clock event, the due date
    and one trail entry. The number is taken right before the rows that carry it,
    so that nothing else is done while others wait; a given one lifts the counter.

    Args:
        intake: What is known of the case.
        by: Who logs it.
        at: When it is logged.

    Returns:
        The first unit, in phase received.

    Raises:
        IntegrityError: The given number exists already in its series and year.

    Source:
        練馬区情報公開条例 6 (request), 12(1) (the period runs from receipt).
    """
    case = _case(intake, at=at)
    case.save()
    Party.objects.bulk_create(
        [Party(case=case, **asdict(party)) for party in intake.parties]
    )
    unit = new_unit(case, intake.first, branch=intake.first.branch or 1)
    unit.save()
    clock.write_event(
        case=case, unit=None, event=Event("received", case.received_on), by=by, at=at
    )
    clock.refresh(unit)
    trail.record(
        stream=case.stream,
        act="open_case",
        subject=f"case:{case.pk}",
        by=by,
        at=at,
        facts=opening_facts(case, unit),
    )
    return unit


def new_unit(case: Case, part: Part, *, branch: int) -> Unit:
    """Return an unsaved unit with the case's values copied for the indexes."""
    return Unit(
        case=case,
        branch=branch,
        organ=part.organ,
        division=part.division,
        subject=part.subject,
        remarks=part.remarks,
        kind=case.kind,
        regime=case.regime,
        request_kind=case.request_kind,
        fiscal_year=case.fiscal_year,
        number=case.number,
        received_on=case.received_on,
    )


def opening_facts(case: Case, unit: Unit) -> dict[str, object]:
    """Return what the trail keeps of an opening: no personal data."""
    return {
        "kind": case.kind,
        "regime": case.regime,
        "request_kind": case.request_kind,
        "series": case.series,
        "fiscal_year": case.fiscal_year,
        "number": case.number,
        "branch": unit.branch,
        "received_on": case.received_on.isoformat(),
        "origin": case.origin,
    }


def new_case(intake: Intake, *, given: int, at: datetime) -> Case:
    """Return an unsaved case with its number."""
    fiscal_year = fiscal_year_of(intake.received_on)
    return Case(
        kind=intake.pack.kind,
        regime=intake.pack.code,
        request_kind=intake.request_kind,
        organ=intake.first.organ,
        received_on=intake.received_on,
        fiscal_year=fiscal_year,
        series=intake.pack.series,
        number=given,
        number_text=intake.number_text or _printed(intake.pack, fiscal_year, given),
        channel=intake.channel,
        subject=intake.subject,
        requested_on=intake.requested_on,
        wanted_methods=list(intake.wanted_methods),
        purpose=intake.purpose,
        requester_category=intake.requester_category,
        origin=intake.origin,
        import_run=intake.run,
        recorded_at=at,
    )


def _printed(pack: Pack, fiscal_year: int, given: int) -> str:
    template = municipality(pack.municipality).number_templates[pack.series]
    return casenumber.format(CaseNumber(fiscal_year, given, None), template.case)


def _case(intake: Intake, *, at: datetime) -> Case:
    series = intake.pack.series
    fiscal_year = fiscal_year_of(intake.received_on)
    if intake.number is None:
        given = number.take(series=series, fiscal_year=fiscal_year)
    else:
        given = intake.number
        number.lift(series=series, fiscal_year=fiscal_year, number=given)
    return new_case(intake, given=given, at=at)
