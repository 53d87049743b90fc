"""Moves of who examines a unit: assign, records, split, notes."""

from casework.operations.add_note import add_note
from casework.operations.add_records import add_records
from casework.operations.assign import Assignment, assign
from casework.operations.decide_record import RecordChoice, decide_record
from casework.operations.remove_record import remove_record
from casework.operations.split_off import SplitFacts, split_off
from casework.record_facts import RecordFacts
from tests.factories.way import procedure as law
from tests.factories.way.procedure import FINDINGS, OFFICERS
from tests.factories.way.walk import Move, Walk
from tests.factories.way.words import finding


def try_assign(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to assign."""
    place = walk.random.choice((None, None, "A", "B"))
    handler = walk.random.choice((None, "O1", "DA", "DB", "PA"))
    at = place or unit.division
    moves = at != unit.division
    new = handler or (None if moves else unit.handler)
    can_handle = new is None or law.works_on(new, law.Unit(unit.case, at))
    is_legal = (
        unit.is_at_work
        and law.works_on(person, unit)
        and (at, new) != (unit.division, unit.handler)
        and can_handle
    )

    def change() -> None:
        unit.division, unit.handler = at, new
        if new and unit.phase == "R":
            unit.phase = "E"

    assignment = Assignment(
        division=walk.divisions[place] if place else None,
        handler=walk.people[handler] if handler else None,
    )
    return (
        is_legal,
        lambda: assign(
            unit=walk.unit(unit),
            assignment=assignment,
            version=None,
            **walk.hand(person, unit),
        ),
        change,
    )


def try_add_records(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to add records."""
    n = walk.random.randint(1, 3)

    def change() -> None:
        unit.records += [law.Record() for _one in range(n)]
        if unit.phase == "R":
            unit.phase = "E"

    facts = [RecordFacts(title=f"文書{i}") for i in range(n)]
    return (
        unit.is_at_work and law.works_on(person, unit),
        lambda: add_records(
            unit=walk.unit(unit), records=facts, **walk.hand(person, unit)
        ),
        change,
    )


def try_decide_record(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to decide record."""
    if not unit.records:
        return None
    some = walk.random.random() < 0.4
    places = (
        walk.random.sample(range(len(unit.records)), 1)
        if some
        else list(range(len(unit.records)))
    )
    kind = walk.random.choice(tuple(FINDINGS))
    is_old = walk.random.random() < 0.1

    def change() -> None:
        for place in places:
            unit.records[place].kind = kind

    def run() -> object:
        records = walk.records(unit)
        choices = [
            RecordChoice(
                record_id=records[place].pk,
                version=records[place].version - (1 if is_old else 0),
                finding=finding(kind),
            )
            for place in places
        ]
        hand = walk.hand(person, unit)
        return decide_record(unit=walk.unit(unit), choices=choices, **hand)

    is_legal = unit.is_at_work and law.works_on(person, unit) and not is_old
    return is_legal, run, change


def try_remove_record(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to remove record."""
    if not unit.records:
        return None
    place = walk.random.randrange(len(unit.records))

    def run() -> object:
        record, hand = walk.records(unit)[place], walk.hand(person, unit)
        return remove_record(record=record, version=record.version, **hand)

    # who was asked about it would not know what became of it
    is_free = not unit.records[place].asked
    is_legal = unit.is_at_work and law.works_on(person, unit) and is_free
    return is_legal, run, lambda: unit.records.pop(place)


def try_split(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to split."""
    n = walk.random.randint(0, len(unit.records))
    places = sorted(walk.random.sample(range(len(unit.records)), n))
    place = walk.random.choice("AB")
    is_legal = (
        unit.is_at_work and person in OFFICERS and (n == 0 or n < len(unit.records))
    )

    def change() -> None:
        made = law.Unit(unit.case, place)
        made.records = [unit.records[i] for i in places]
        unit.records = [k for i, k in enumerate(unit.records) if i not in places]
        if place == unit.division and unit.handler:
            made.handler, made.phase = unit.handler, "E"
        elif places:
            made.phase = "E"
        # a split moves no clock: what happened before today holds for both
        today = unit.case.today.toordinal()
        made.happened = [
            event
            for event in unit.happened
            if event[0] in {"suspended", "resumed"}
            or (event[1] < today and event[0] not in {"stopped", "reopened"})
        ]
        unit.case.units.append(made)

    def run() -> object:
        records = walk.records(unit)
        facts = SplitFacts(
            division=walk.divisions[place],
            record_ids=[records[i].pk for i in places],
        )
        return split_off(
            unit=walk.unit(unit), facts=facts, version=None, **walk.hand(person, unit)
        )

    return is_legal, run, change


def try_add_note(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to add note."""
    may = law.works_on(person, unit) or law.approves_on(person, unit)
    return (
        may and not unit.case.is_void,
        lambda: add_note(
            unit=walk.unit(unit), text="電話の件", **walk.hand(person, unit)
        ),
        lambda: None,
    )
