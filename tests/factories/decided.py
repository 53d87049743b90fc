"""A unit decided at the desk, whose letter is due, issued, sent or come back."""

from casework.approvals import Proposal
from casework.findings import Finding
from casework.models import Party, Unit
from casework.operations.decide import decide
from desk.letters import PRESS
from notices.models import Notice
from notices.operations.print_notice import print_notice
from notices.operations.record_delivery import Sending, record_delivery
from notices.operations.record_return import Returned, record_return
from notices.store import notice_store
from tests.factories.cases import intake, make_unit
from tests.factories.cast import Cast
from tests.factories.course import AT, FULL, ON, from_outside, judge
from tests.factories.desk import take_up
from tests.factories.letters import issued


def decided_unit(
    cast: Cast,
    *,
    name: str = "山田 花子",
    finding: Finding = FULL,
    outcome: str = "full",
) -> Unit:
    """Return a unit whose decision was recorded and whose letter is due."""
    unit = make_unit(intake(division=cast.office.general_affairs, requester=name))
    Party.objects.filter(case=unit.case).update(
        postal_code="000-0000", address="星川台1-2-3"
    )
    take_up(unit, by=cast.records_officer, handler=cast.division_staff)
    judge(unit, [finding], by=cast.division_staff)
    decide(
        unit=Unit.objects.get(pk=unit.pk),
        proposal=Proposal(outcome=outcome),
        external=from_outside(),
        version=None,
        by=cast.division_staff,
        on=ON,
        at=AT,
    )
    return Unit.objects.get(pk=unit.pk)


def issued_unit(cast: Cast, *, name: str = "山田 花子") -> Unit:
    """Return a unit whose letter was issued and printed."""
    unit = decided_unit(cast, name=name)
    notice = issued(unit, cast.records_officer, on=ON, press=PRESS)
    print_notice(notice=notice, render=PRESS.render, store=notice_store(), at=AT)
    return Unit.objects.get(pk=unit.pk)


def sent_unit(cast: Cast) -> Unit:
    """Return a unit whose letter is under way."""
    unit = issued_unit(cast)
    record_delivery(
        unit=unit,
        sending=Sending(notice=the_notice(unit).pk, sent_on=ON, means="post"),
        store=notice_store(),
        version=None,
        by=cast.records_officer,
        on=ON,
        at=AT,
    )
    return Unit.objects.get(pk=unit.pk)


def returned_unit(cast: Cast) -> Unit:
    """Return a unit whose letter came back."""
    unit = sent_unit(cast)
    record_return(
        unit=unit,
        returned=Returned(notice=the_notice(unit).pk, on=ON, reason="unknown"),
        version=None,
        by=cast.records_officer,
        on=ON,
        at=AT,
    )
    return Unit.objects.get(pk=unit.pk)


def the_notice(unit: Unit) -> Notice:
    """Return the one letter of a unit."""
    return Notice.objects.get(unit=unit)
