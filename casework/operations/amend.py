"""Amend what was taken from the form at intake (入力訂正)."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from audit import trail
from casework.intake_checks import CannotAmendIntake, check_intake, nothing_changes
from casework.intake_facts import (
    Changes,
    IntakeFacts,
    changes_between,
    requester_of,
    stored_intake,
)
from casework.models import Case, Party, Unit
from casework.operations import clock
from casework.operations.begin import begin, touch, units_of_case
from offices.models import Organ, Staff
from ordinances.periods import Event

__all__ = ["CannotAmendIntake", "IntakeFacts", "amend"]


@transaction.atomic
def amend(
    *,
    unit: Unit,
    intake: IntakeFacts,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Unit:
    """Change what is stored of the form a unit came in with.

    Another receipt day moves the clocks of all units; another organ takes its
    open units along, without division and handler. Writes case, units, requester,
    perhaps a RECEIVED event, and one trail entry with old and new beside it.

    Args:
        unit: The unit; what belongs to its case changes for all units.
        intake: The form as it really was, whole.
        version: The version the person read.
        by: Who amends; every unit has to be among the person's rights.
        on: Today.
        at: The instant.

    Returns:
        The unit.

    Raises:
        NotPermitted: A unit is not among the person's rights.
        CannotAct: The number is void.
        Stale: Somebody changed the unit since.
        CannotAmendIntake: Nothing would change, or something cannot be so.

    Source:
        練馬区情報公開条例 6, 12(1); the regime and the fiscal year are fixed by
        the receipt day.
    """
    unit = begin("amend", unit, by=by, on=on, version=version)
    units = units_of_case("amend", unit, by=by, on=on)
    changes = changes_between(stored_intake(unit), intake)
    if not changes:
        raise nothing_changes(unit)
    check_intake(unit.case, units, intake, changes, on=on)
    amendment = _Amendment(unit.case, units, intake, changes)
    amendment.write(leading=unit.pk)
    if "received_on" in changes:
        amendment.move_clocks(by=by, at=at)
    for each in units:
        touch(each)
    _tell(unit, changes, by=by, at=at)
    return next(each for each in units if each.pk == unit.pk)


@dataclass(frozen=True, slots=True)
class _Amendment:
    case: Case
    units: list[Unit]
    intake: IntakeFacts
    changes: Changes

    def write(self, *, leading: int) -> None:
        """Change case, units and requester."""
        case, intake = self.case, self.intake
        if "subject" in self.changes:
            self._rename(next(u for u in self.units if u.pk == leading))
        if "organ" in self.changes:
            self._readdress(intake.organ)
        if any(name.startswith("requester.") for name in self.changes):
            self._rewrite_requester()
        case.received_on, case.requested_on = intake.received_on, intake.requested_on
        case.channel, case.purpose = intake.channel, intake.purpose
        case.requester_category = intake.requester_category
        case.wanted_methods = list(intake.wanted_methods)
        case.version += 1
        case.save()
        for unit in self.units:
            unit.received_on = case.received_on
            unit.save()

    def move_clocks(self, *, by: Staff, at: datetime) -> None:
        """Tell the receipt anew; the event recorded last holds."""
        received = Event("received", self.intake.received_on)
        clock.write_event(
            case=self.case, unit=None, event=received, by=by.as_actor(), at=at
        )
        for unit in self.units:
            clock.refresh(unit)

    def _rename(self, unit: Unit) -> None:
        """Change what the unit is asked for, and the same words of its case."""
        old, new = unit.subject_text, self.intake.subject.strip()
        if unit.subject:
            unit.subject = new
        self.case.subject = self.case.subject.replace(old, new, 1)

    def _readdress(self, organ: Organ) -> None:
        """Give the open units of the organ addressed so far to the right one."""
        old, self.case.organ = self.case.organ, organ
        for unit in self.units:
            if unit.organ == old:
                unit.organ, unit.division, unit.handler = organ, None, None

    def _rewrite_requester(self) -> None:
        stored, wanted = requester_of(self.units[0]), self.intake.requester
        if wanted is None:
            return
        party = stored or Party(case=self.case)
        for name, value in asdict(wanted).items():
            setattr(party, name, value)
        party.save()


def _tell(unit: Unit, changes: Changes, *, by: Staff, at: datetime) -> None:
    facts: dict[str, object] = {"fields": sorted(changes)}
    if "received_on" in changes:
        facts["received_on"] = [str(value) for value in changes["received_on"]]
    trail.record(
        stream=unit.case.stream,
        act="amend",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts=facts,
        detail={name: [_text(v) for v in pair] for name, pair in changes.items()},
    )


def _text(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, bool) else str(value)
