"""A few dozen units in every state the queue knows, and how it sorts them by hand."""

from datetime import date, timedelta

from casework.models import Unit
from casework.operations import clock
from ordinances.periods import Event
from tests.factories.cases import AT, end, intake, make_branch, make_unit, numbered
from tests.factories.cast import CLERK, Cast

TODAY = date(2020, 6, 15)
LATEST = date.max


def make_units(cast: Cast) -> None:
    """Open thirty units: dated, of one day, suspended, unknown, ended and void."""
    office = cast.office
    for number in range(1, 21):
        day = date(2020, 4, 1) + timedelta(days=number * 7 % 60)
        division = office.roads if number % 3 == 0 else office.general_affairs
        facts = intake(received_on=day, division=division)
        make_unit(numbered(facts, 40 - number))
    for number in (41, 42):
        make_branch(make_unit(numbered(intake(), number)), division=office.roads)
    suspend(make_unit(numbered(intake(), 43)))
    suspend(make_unit(numbered(intake(kind="self_info"), 3)))
    make_unit(numbered(intake(received_on=date(2027, 12, 28)), 1))
    for number, ended in ((44, 9), (45, 11), (46, 9)):
        end(make_unit(numbered(intake(), number)), "full", on=date(2020, 6, ended))
    make_unit(numbered(intake(kind="appeal", request_kind="appeal"), 5))
    void(make_unit(numbered(intake(), 47)))
    void(end(make_unit(numbered(intake(), 48)), "absent", on=date(2020, 6, 12)))


def suspend(unit: Unit) -> None:
    """Stop the clock of a unit until something arrives."""
    event = Event("suspended", TODAY)
    clock.write_event(case=unit.case, unit=unit, event=event, by=CLERK, at=AT)
    clock.refresh(unit)


def void(unit: Unit) -> None:
    """Mark a number as void."""
    Unit.objects.filter(pk=unit.pk).update(voided=True)


def by_number(unit: Unit) -> tuple[object, ...]:
    """Sort as the register does."""
    return unit.kind, unit.fiscal_year, unit.number, unit.branch, unit.pk


def as_usual(unit: Unit) -> tuple[object, ...]:
    """Sort as the officer reads: unknown, dated, suspended, ended, void."""
    if unit.voided:
        return 4, 0, *by_number(unit)
    if unit.outcome_on:
        return 3, -unit.outcome_on.toordinal(), *by_number(unit)
    if unit.clock_state == "unknown":
        return 0, 0, *by_number(unit)
    rank = 2 if unit.clock_state == "suspended" else 1
    return rank, (unit.due_on or LATEST).toordinal(), *by_number(unit)


def by_receipt(unit: Unit) -> tuple[object, ...]:
    """Sort by the day it came in."""
    return unit.received_on, *by_number(unit)


def by_outcome(unit: Unit) -> tuple[object, ...]:
    """Sort by the day it ended; what waits comes first."""
    ended = unit.outcome_on.toordinal() if unit.outcome_on else 0
    return ended, *by_number(unit)


ORACLE = {
    "due": as_usual,
    "number": by_number,
    "received": by_receipt,
    "outcome": by_outcome,
}


def sorted_by_hand(units: list[Unit], sort: str) -> list[Unit]:
    """Sort as the address asks, without the database."""
    name = sort.removeprefix("-") or "due"
    return sorted(units, key=ORACLE[name], reverse=sort.startswith("-"))
