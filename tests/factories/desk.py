"""The desk on one day: who works, when, and how an act is named on the trail."""

from datetime import UTC, date, datetime

from audit.models import Detail, Entry
from casework.models import Unit
from casework.operations.assign import Assignment, assign
from casework.operations.withdraw import WithdrawalFacts, withdraw
from offices.models import Staff

# a Wednesday, two days after `tests.factories.cases.RECEIVED`
TODAY = date(2020, 6, 3)
NOW = datetime(2020, 6, 3, 1, 0, tzinfo=UTC)


def take_up(unit: Unit, *, by: Staff, handler: Staff) -> Unit:
    """Give a unit to a person, so that it is under examination."""
    return assign(
        unit=unit,
        assignment=Assignment(handler=handler),
        version=None,
        by=by,
        on=TODAY,
        at=NOW,
    )


def taken_back_by_requester(unit: Unit, *, by: Staff) -> Unit:
    """Record that the requester took the request back in writing."""
    return withdraw(
        unit=unit,
        withdrawal=WithdrawalFacts(arrived_on=TODAY, is_written=True),
        version=None,
        by=by,
        on=TODAY,
        at=NOW,
    )


def told(act: str) -> list[tuple[str, dict[str, object], dict[str, object]]]:
    """Return subject, facts and detail of every entry of an act, oldest first."""
    return [
        (entry.subject_key, entry.facts, _detail(entry))
        for entry in Entry.objects.filter(act=act).order_by("id")
    ]


def _detail(entry: Entry) -> dict[str, object]:
    detail = Detail.objects.filter(entry=entry).first()
    return dict(detail.values) if detail else {}
