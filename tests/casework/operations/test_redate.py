"""A changed closing day re-dates what waits, and nothing that ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit import trail
from casework import closed_days
from casework.closed_days import Row, supposing
from casework.models import ClockEvent, Closure, RedatedUnit, Redating, Unit
from casework.operations import clock
from casework.operations import redate as module
from casework.operations.advance import lock
from casework.operations.calendar_lock import KEY
from casework.operations.extend import extend
from casework.operations.moves import Move, moves
from casework.operations.redate import CannotRedate, Change, change_closures
from casework.queries import explain_clock
from casework.verification import ClockVerification
from offices.models import Role, Staff
from ordinances.schema import ClosedDay
from tests.factories.cases import AT, end, intake, make_unit
from tests.factories.cast import CLERK, Cast, make_cast, make_staff
from tests.factories.desk import told

pytestmark = pytest.mark.django_db

# 14 days from 1 June 2020 end on Monday the 15th
MONDAY, TUESDAY = date(2020, 6, 15), date(2020, 6, 16)
LATER = datetime(2020, 6, 8, 1, 0, tzinfo=UTC)
TODAY = date(2020, 6, 8)
CLOSED = Row(on=MONDAY, name="庁舎停電", source="庁舎管理規則")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def close(cast: Cast, *days: date, by: Staff | None = None) -> Redating:
    change = Change(
        reason="庁舎の停電",
        added=tuple(Row(on=on, name="庁舎停電", source="庁舎管理規則") for on in days),
    )
    return change_closures(
        change=change, by=by or cast.records_officer, on=TODAY, at=LATER
    )


def reopen(cast: Cast, *days: date, at: datetime = LATER) -> Redating:
    change = Change(reason="停電は中止", removed=days)
    return change_closures(change=change, by=cast.records_officer, on=TODAY, at=at)


def due(unit: Unit) -> date | None:
    return Unit.objects.get(pk=unit.pk).due_on


def wrong_clocks() -> list[str]:
    return [found.number for found in ClockVerification().differences()]


def test_unit_that_waits_moves_with_an_entry_each(cast: Cast) -> None:
    first, second = make_unit(), make_unit()
    assert first.due_on == second.due_on == MONDAY
    elsewhere = make_unit(intake(received_on=date(2020, 6, 3)))
    before = due(elsewhere)

    applied = close(cast, MONDAY)

    assert (due(first), due(second), due(elsewhere)) == (TUESDAY, TUESDAY, before)
    assert applied.n_units == 2
    rows = RedatedUnit.objects.filter(redating=applied)
    assert {(r.unit_id, r.before_on, r.after_on) for r in rows} == {
        (first.pk, MONDAY, TUESDAY),
        (second.pk, MONDAY, TUESDAY),
    }
    for unit in (first, second):
        (event,) = ClockEvent.objects.filter(unit=unit, type="redated")
        assert (event.on, event.until_on, event.reason) == (TODAY, None, "庁舎の停電")
    facts = {
        "redating": applied.pk,
        "before": "2020-06-15",
        "after": "2020-06-16",
    }
    entries = told("redate")
    assert [(s, f) for s, f, _d in entries if s.startswith("unit:")] == [
        (f"unit:{first.pk}", facts),
        (f"unit:{second.pk}", facts),
    ]
    assert (f"redating:{applied.pk}", {"reason": "庁舎の停電"}) in [
        (s, d) for s, _f, d in entries
    ]
    assert wrong_clocks() == []
    assert not list(trail.verify("calendar"))


def test_explanation_names_the_closed_day(cast: Cast) -> None:
    unit = make_unit()
    close(cast, MONDAY)

    ledger = explain_clock(Unit.objects.get(pk=unit.pk))

    assert ledger is not None
    assert ledger.clock.explanation is not None
    assert any("庁舎停電" in step.text for step in ledger.clock.explanation.steps)


def test_what_ended_never_moves(cast: Cast) -> None:
    decided = end(make_unit(), "non_disclosure", on=date(2020, 6, 5))

    applied = close(cast, MONDAY)

    assert (applied.n_units, due(decided)) == (0, MONDAY)
    assert wrong_clocks() == []
    # and stays when it is looked at again
    clock.refresh(Unit.objects.get(pk=decided.pk))
    assert due(decided) == MONDAY


def test_day_taken_away_moves_back(cast: Cast) -> None:
    unit = make_unit()
    close(cast, MONDAY)

    applied = reopen(cast, MONDAY, at=LATER + timedelta(days=1))

    assert (due(unit), applied.n_units) == (MONDAY, 1)
    assert wrong_clocks() == []
    row = Closure.objects.get()
    assert (row.removed_by, row.on) == (cast.records_officer, MONDAY)


def test_what_ended_in_between_keeps_the_day_of_its_time(cast: Cast) -> None:
    unit = make_unit()
    close(cast, MONDAY)
    end(Unit.objects.get(pk=unit.pk), "full", on=date(2020, 6, 10))
    ClockEvent.objects.filter(unit=unit, type="stopped").update(
        recorded_at=LATER + timedelta(hours=5)
    )
    clock.refresh(Unit.objects.get(pk=unit.pk))

    reopen(cast, MONDAY, at=LATER + timedelta(days=1))

    assert due(unit) == TUESDAY
    assert wrong_clocks() == []


def test_day_a_notice_named_stays(cast: Cast) -> None:
    unit = make_unit()
    named = date(2020, 7, 15)
    extend(
        unit=unit, on=date(2020, 6, 5), until_on=named, reason="多量", by=CLERK, at=AT
    )

    applied = close(cast, named)

    assert (due(unit), applied.n_units) == (named, 0)
    assert wrong_clocks() == []


def test_new_unit_is_dated_by_the_new_days(cast: Cast) -> None:
    close(cast, MONDAY)

    assert make_unit().due_on == TUESDAY


# an independent recomputation: day by day, nothing of the engine
HOLIDAYS = {
    date(2020, 7, 23),
    date(2020, 7, 24),
    date(2020, 8, 10),
}


def walked(received_on: date, closed: set[date]) -> date:
    """Fourteen days after the receipt, then on to a day that is open."""
    on = received_on
    for _day in range(14):
        on += timedelta(days=1)
    while on.weekday() >= 5 or on in HOLIDAYS or on in closed:
        on += timedelta(days=1)
    return on


def test_equal_to_a_walk_from_day_to_day(cast: Cast) -> None:
    starts = [date(2020, 6, 1) + timedelta(days=n) for n in range(45)]
    units = {on: make_unit(intake(received_on=on)) for on in starts}
    closed: set[date] = set()
    moved = 0
    for n, days in enumerate(
        [
            {date(2020, 6, 15), date(2020, 6, 16)},
            {date(2020, 6, 19), date(2020, 6, 22), date(2020, 6, 23)},
            {date(2020, 7, 22), date(2020, 7, 27)},
        ]
    ):
        before = {on: walked(on, closed) for on in starts}
        closed |= days
        applied = change_closures(
            change=Change(
                reason="停電",
                added=tuple(Row(on=on, name="停電", source="規則") for on in days),
            ),
            by=cast.records_officer,
            on=TODAY,
            at=LATER + timedelta(hours=n),
        )
        after = {on: walked(on, closed) for on in starts}
        assert {on: due(unit) for on, unit in units.items()} == after
        assert applied.n_units == sum(before[on] != after[on] for on in starts)
        moved += applied.n_units
    assert moved > 10
    assert wrong_clocks() == []


def test_preview_says_what_apply_does_and_writes_nothing(cast: Cast) -> None:
    unit = make_unit()

    with supposing(added=[CLOSED], removed=[]):
        (seen,) = moves()

    assert (seen.unit, seen.before_on, seen.after_on) == (unit, MONDAY, TUESDAY)
    assert list(moves()) == []
    assert (Closure.objects.count(), due(unit)) == (0, MONDAY)
    close(cast, MONDAY)
    with supposing(added=[], removed=[MONDAY]):
        assert [(m.before_on, m.after_on) for m in moves()] == [(TUESDAY, MONDAY)]


def test_statements_do_not_grow_with_the_units(
    cast: Cast,
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            list(moves())
        return len(seen)

    make_unit()
    few = cost()
    for _n in range(12):
        make_unit()
    assert cost() == few


def test_unit_decided_in_between_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, cast: Cast
) -> None:
    stays, goes = make_unit(), make_unit()

    def seen_before_the_end() -> Iterator[Move]:
        for found in list(moves()):
            if found.unit == goes:
                end(goes, "full", on=date(2020, 6, 5))
            yield found

    monkeypatch.setattr(module, "moves", seen_before_the_end)

    applied = close(cast, MONDAY)

    assert (applied.n_units, due(stays), due(goes)) == (1, TUESDAY, MONDAY)


def test_goes_red_when_what_ended_is_not_left_alone(
    monkeypatch: pytest.MonkeyPatch, cast: Cast
) -> None:
    monkeypatch.setattr(clock, "ended_at", lambda _rows: None)

    with pytest.raises(AssertionError):
        test_what_ended_never_moves(cast)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Change(reason=" ", added=(CLOSED,)), "reason_missing"),
        (Change(reason="長" * 201, added=(CLOSED,)), "reason_missing"),
        (Change(reason="停電"), "nothing_to_change"),
        (Change(reason="停電", removed=(MONDAY,)), "open_already"),
    ],
)
def test_refused(cast: Cast, change: Change, code: str) -> None:
    with pytest.raises(CannotRedate) as refusal:
        change_closures(change=change, by=cast.records_officer, on=TODAY, at=LATER)

    assert refusal.value.code == code
    assert (Closure.objects.count(), Redating.objects.count()) == (0, 0)


def test_no_day_is_closed_twice(cast: Cast) -> None:
    close(cast, MONDAY)

    with pytest.raises(CannotRedate) as refusal:
        close(cast, MONDAY)

    assert refusal.value.code == "closed_already"


def test_only_by_an_officer_of_the_whole_office(cast: Cast) -> None:
    of_one_organ = make_staff(
        "organ_officer", Role.RECORDS_OFFICER, organ=cast.office.mayor
    )
    for person in (cast.division_staff, cast.sysadmin, of_one_organ):
        with pytest.raises(CannotRedate) as refusal:
            close(cast, MONDAY, by=person)
        assert refusal.value.code == "not_permitted"


@contextmanager
def other_rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the version say that a day is closed which it did not know before."""

    def packed(_code: str) -> object:
        class Changed:
            closed_days = (ClosedDay(on=MONDAY, name_ja="臨時", source="改正"),)

        return Changed

    with monkeypatch.context() as patch:
        patch.setattr(closed_days, "municipality", packed)
        yield


def command(*args: str) -> str:
    out = StringIO()
    call_command("redate", *args, stdout=out)
    return out.getvalue()


def test_command_shows_and_applies_changed_rules(
    monkeypatch: pytest.MonkeyPatch, cast: Cast
) -> None:
    unit = make_unit()
    assert "2020-06-15" not in command("--preview")

    with other_rules(monkeypatch):
        # verify names it until it is applied
        assert wrong_clocks() == [unit.number_text]
        line = f"{unit.number_text} (総務課): 2020-06-15 → 2020-06-16"
        assert line in command("--preview")
        assert due(unit) == MONDAY
        with pytest.raises(CommandError):
            command("--apply")
        assert "2020-06-15 → 2020-06-16" in command("--apply", "--reason", "改正")
        assert due(unit) == TUESDAY
        assert wrong_clocks() == []
    (row,) = Redating.objects.all()
    assert (row.cause, row.actor_key, row.n_units) == ("rules", "command:redate", 1)


def test_change_waits_for_who_computes_due_dates(cast: Cast) -> None:
    unit = make_unit()
    with CaptureQueriesContext(connection) as seen:
        lock(unit)
    texts = [query["sql"] for query in seen.captured_queries]

    if connection.vendor == "sqlite":
        # the whole file is locked when a transaction begins
        assert len(texts) == 1
        return
    # before any row: nobody waits for each other in a circle
    assert "pg_advisory_xact_lock_shared" in texts[0]
    assert "FOR UPDATE" in texts[1]
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
            assert cursor.fetchone() == (False,)
            cursor.execute("SELECT pg_try_advisory_lock_shared(%s)", [KEY])
            assert cursor.fetchone() == (True,)
    finally:
        other.close()
