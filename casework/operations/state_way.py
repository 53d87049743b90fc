"""Record in which way the requester wants the record shown (公開の方法の申出)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.in_force import outcome_in_force
from casework.models import DisclosureWay, Unit, WantedMethod
from casework.operations.begin import begin, touch
from casework.phases import TO_IMPLEMENT
from casework.ways import statement_due_on
from casework.wording import day
from offices.models import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class WayFacts:
    """What the requester said.

    Attributes:
        methods: Codes of `WantedMethod`, at least one.
        stated_on: The day the statement arrived.
        just_cause: Why it is taken although it came late; empty where in time.
        remark: Which parts, which day, anything else.
    """

    methods: tuple[str, ...]
    stated_on: date
    just_cause: str = ""
    remark: str = ""


class CannotStateWay(CaseworkError):
    """The statement cannot be recorded as it stands.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def state_way(
    *,
    unit: Unit,
    way: WayFacts,
    arrived_on: date | None,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> DisclosureWay:
    """Record the stated way; a later statement replaces an earlier one.

    Args:
        unit: A decided unit of which something is to be shown.
        way: What was said, and when it arrived.
        arrived_on: The day the notice arrived; unknown, no period runs.
        version: The version the person read.
        by: Who records it.
        on: The day of recording.
        at: The instant.

    Returns:
        The statement.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit is not decided, or done.
        Stale: Somebody changed the unit since.
        CannotStateWay: Nothing is to be shown, no way is named, the day does not
            fit, or the period is over and no cause is stated.

    Source:
        個人情報保護法 87(3), with its just cause; for public records the period is
        the pack's and was not read.
    """
    unit = begin("state_way", unit, by=by, on=on, version=version)
    _check(unit, way, on=on)
    _check_period(unit, way, arrived_on)
    row = DisclosureWay.objects.create(
        unit=unit,
        stated_on=way.stated_on,
        methods=list(way.methods),
        just_cause=way.just_cause.strip(),
        remark=way.remark.strip(),
        staff=by,
        at=at,
    )
    touch(unit)
    _tell(unit, row, by=by, at=at)
    return row


def _check(unit: Unit, way: WayFacts, *, on: date) -> None:
    number = {"number": unit.number_text}
    if outcome_in_force(unit) not in TO_IMPLEMENT:
        message = _("%(number)s ended without anything to disclose.") % number
        raise CannotStateWay("nothing_to_disclose", message, field="methods")
    if not way.methods or not set(way.methods) <= set(WantedMethod.values):
        message = _("Choose at least one way of disclosure.")
        raise CannotStateWay("no_method", message, field="methods")
    if way.stated_on > on:
        message = _(
            "The statement cannot have arrived on %(stated)s: today is %(today)s."
        ) % {"stated": day(way.stated_on), "today": day(on)}
        raise CannotStateWay("in_future", message, field="stated_on")
    if unit.outcome_on and way.stated_on < unit.outcome_on:
        message = _(
            "%(stated)s lies before the decision of %(decided)s. What the request "
            "itself named needs no statement."
        ) % {"stated": day(way.stated_on), "decided": day(unit.outcome_on)}
        raise CannotStateWay("before_decision", message, field="stated_on")


def _check_period(unit: Unit, way: WayFacts, arrived_on: date | None) -> None:
    if arrived_on is None or way.just_cause.strip():
        return
    last = statement_due_on(unit, arrived_on)
    if last is not None and way.stated_on > last:
        message = _(
            "The way could be stated until %(last)s, counted from the arrival of the "
            "notice on %(arrived)s. If there was just cause for the delay, write "
            "which; otherwise a new request is needed."
        ) % {"last": day(last), "arrived": day(arrived_on)}
        raise CannotStateWay("too_late", message, field="stated_on")


def _tell(unit: Unit, row: DisclosureWay, *, by: Staff, at: datetime) -> None:
    words = {"just_cause": row.just_cause, "remark": row.remark}
    trail.record(
        stream=unit.case.stream,
        act="state_way",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={"stated_on": row.stated_on.isoformat(), "methods": row.methods},
        detail={name: text for name, text in words.items() if text},
    )
