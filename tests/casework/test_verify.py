"""`manage.py verify`: tampering is found and located, due dates are recomputed."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from audit import triggers
from audit.models import Detail, Entry
from audit.verification import heads
from casework import verification
from casework.models import Case, ClockEvent, Unit
from casework.operations.add_note import add_note
from casework.operations.extend import extend
from casework.verification import ClockVerification
from tests.factories.cases import AT, end, intake, make_branch, make_unit
from tests.factories.cast import CLERK, Cast, make_cast
from tests.factories.desk import NOW, TODAY, take_up, taken_back_by_requester

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def streams(cast: Cast) -> tuple[str, str]:
    """Two cases of four entries each."""
    made = []
    for _ in range(2):
        unit = make_unit(intake(requester="甲"))
        unit = take_up(unit, by=cast.records_officer, handler=cast.division_staff)
        add_note(unit=unit, text="x", by=cast.records_officer, on=TODAY, at=NOW)
        taken_back_by_requester(unit, by=cast.records_officer)
        made.append(unit.case.stream)
    return made[0], made[1]


def verify(*arguments: str) -> tuple[int, list[str]]:
    out = io.StringIO()
    code = 0
    try:
        call_command("verify", *arguments, stdout=out)
    except SystemExit as stop:
        code = int(stop.code or 0)
    return code, out.getvalue().splitlines()


@contextmanager
def tampering() -> Iterator[None]:
    with triggers.lifted():
        yield


def at(stream: str, seq: int) -> Entry:
    return Entry.objects.get(stream=stream, seq=seq)


def test_trail_that_holds_is_said_to_hold(streams: tuple[str, str]) -> None:
    assert verify("trail") == (
        0,
        ["8 entries in 2 streams: all of them hold."],
    )


@pytest.mark.parametrize(
    "change",
    [
        {"act": "decide"},
        {"actor_key": "staff:999"},
        {"actor_label": "別人"},
        {"subject_key": "unit:999"},
        {"facts": {"note": 999}},
        {"at": AT},
        {"detail_digest": "0" * 64},
        {"prev_hash": "0" * 64},
        {"hash": "0" * 64},
    ],
)
def test_changed_entry_is_named(
    streams: tuple[str, str], change: dict[str, object]
) -> None:
    with tampering():
        Entry.objects.filter(stream=streams[0], seq=3).update(**change)

    code, lines = verify("trail")

    assert (code, lines) == (
        1,
        [
            f"{streams[0]}: entry 3 was changed, inserted or swapped",
            "8 entries in 2 streams: 1 faults.",
        ],
    )


def remove_middle(one: str, other: str) -> list[str]:
    at(one, 2).delete()
    at(one, 3).delete()
    return [f"{one}: the entries 2 to 3 are missing"]


def remove_first(one: str, other: str) -> list[str]:
    at(one, 1).delete()
    key = Case.objects.get(pk=one.partition(":")[2]).number_text
    return [
        f"{one}: entry 1 is missing",
        f"{one}: the trail of {key} is gone.",
    ]


def insert_at_the_end(one: str, other: str) -> list[str]:
    entry = at(one, 4)
    entry.pk, entry.seq, entry.prev_hash = None, 5, entry.hash
    entry.save(force_insert=True)
    return [f"{one}: entry 5 was changed, inserted or swapped"]


def insert_in_between(one: str, other: str) -> list[str]:
    for seq in (4, 3, 2):
        Entry.objects.filter(stream=one, seq=seq).update(seq=F("seq") + 1)
    entry = at(one, 1)
    entry.pk, entry.seq = None, 2
    entry.save(force_insert=True)
    return [
        f"{one}: entry {seq} was changed, inserted or swapped" for seq in (2, 3, 4, 5)
    ]


def swap_two(one: str, other: str) -> list[str]:
    Entry.objects.filter(stream=one, seq=2).update(seq=99)
    Entry.objects.filter(stream=one, seq=3).update(seq=2)
    Entry.objects.filter(stream=one, seq=99).update(seq=3)
    return [f"{one}: entry {seq} was changed, inserted or swapped" for seq in (2, 3)]


def swap_between_cases(one: str, other: str) -> list[str]:
    Entry.objects.filter(stream=one, seq=2).update(stream="x")
    Entry.objects.filter(stream=other, seq=2).update(stream=one)
    Entry.objects.filter(stream="x", seq=2).update(stream=other)
    return [
        f"{stream}: entry 2 was changed, inserted or swapped" for stream in (one, other)
    ]


def change_a_detail(one: str, other: str) -> list[str]:
    Detail.objects.create(entry=at(one, 4), values={"reason": "別の理由"})
    return [f"{one}: the detail of entry 4 was changed"]


def remove_a_whole_stream(one: str, other: str) -> list[str]:
    Entry.objects.filter(stream=one).delete()
    number = Case.objects.get(pk=one.partition(":")[2]).number_text
    return [f"{one}: the trail of {number} is gone."]


@pytest.mark.parametrize(
    "tamper",
    [
        remove_middle,
        remove_first,
        insert_at_the_end,
        insert_in_between,
        swap_two,
        swap_between_cases,
        change_a_detail,
        remove_a_whole_stream,
    ],
)
def test_tampering_is_named_with_its_place(
    streams: tuple[str, str], tamper: Callable[[str, str], list[str]]
) -> None:
    with tampering():
        expected = tamper(*streams)

    code, lines = verify("trail")

    assert code == 1
    assert lines[:-1] == expected


def test_japanese_office_is_told_in_japanese(streams: tuple[str, str]) -> None:
    with translation.override("ja"):
        lines = verify("trail")[1]

    assert lines == ["操作記録8件(2系列)に異常はありません。"]


def test_erased_detail_is_no_fault(cast: Cast) -> None:
    unit = make_unit()
    taken_back_by_requester(unit, by=cast.records_officer)
    Detail.objects.all().delete()

    assert verify("trail")[0] == 0


def test_lifted_guards_are_named(streams: tuple[str, str]) -> None:
    triggers.lift()
    try:
        code, lines = verify("trail")
    finally:
        triggers.install()

    assert code == 1
    missing = [f"hiroba_audit_entry_no_{act}" for act in ("delete", "update")]
    for name in missing:
        assert f"The append-only guard {name} is missing." in lines


def test_tail_cut_off_is_found_by_the_noted_heads(
    streams: tuple[str, str], tmp_path: Path
) -> None:
    noted = tmp_path / "heads"
    assert verify("trail", "--note-heads", str(noted))[0] == 0
    with tampering():
        at(streams[1], 4).delete()

    assert verify("trail")[0] == 0
    assert verify("trail", "--heads", str(noted)) == (
        1,
        [
            f"{streams[1]}: entry 4 was there when the heads were noted",
            "7 entries in 2 streams: 1 faults.",
        ],
    )


def test_older_database_put_back_is_found_by_the_noted_heads(
    cast: Cast, streams: tuple[str, str], tmp_path: Path
) -> None:
    """What came after the older state is gone, and other acts took its place."""
    noted = tmp_path / "heads"
    unit = make_unit()
    verify("trail", "--note-heads", str(noted))
    with tampering():
        Entry.objects.filter(stream=unit.case.stream).delete()
        at(streams[0], 4).delete()
    ClockEvent.objects.filter(case=unit.case).delete()
    Unit.objects.filter(pk=unit.pk).delete()
    Case.objects.filter(pk=unit.case_id).delete()
    # what is written now chains on the older state
    note_on(streams[0], cast)

    assert verify("trail")[0] == 0
    code, lines = verify("trail", "--heads", str(noted))
    assert code == 1
    assert lines[:-1] == [
        f"{streams[0]}: entry 4 was changed, inserted or swapped",
        f"{unit.case.stream}: entry 1 was there when the heads were noted",
    ]


def note_on(stream: str, cast: Cast) -> None:
    unit = Unit.objects.get(case=int(stream.partition(":")[2]))
    add_note(unit=unit, text="y", by=cast.records_officer, on=TODAY, at=NOW)


def test_heads_that_grew_since_hold(
    cast: Cast, streams: tuple[str, str], tmp_path: Path
) -> None:
    noted = tmp_path / "heads"
    verify("trail", "--note-heads", str(noted))
    note_on(streams[0], cast)
    make_unit()

    assert verify("trail", "--heads", str(noted))[0] == 0
    assert [head.seq for head in heads()] == [5, 4, 1]


def test_heads_of_a_broken_trail_are_not_noted(
    streams: tuple[str, str], tmp_path: Path
) -> None:
    with tampering():
        Entry.objects.filter(stream=streams[0], seq=3).update(act="x")

    assert verify("trail", "--note-heads", str(tmp_path / "heads"))[0] == 1
    assert not (tmp_path / "heads").exists()


@pytest.mark.parametrize("text", ["not a head\n", "case:1\tx\ty\n", None])
def test_file_that_is_none_of_heads_is_refused(
    tmp_path: Path, text: str | None
) -> None:
    path = tmp_path / "heads"
    if text is not None:
        path.write_text(text)

    with pytest.raises(CommandError):
        verify("trail", "--heads", str(path))


def test_noted_heads_are_not_overwritten(
    streams: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "heads"
    path.write_text("")

    with pytest.raises(CommandError, match="File exists"):
        verify("trail", "--note-heads", str(path))


def test_walks_take_the_same_statements_whatever_the_size(cast: Cast) -> None:
    counts = []
    for _ in range(2):
        for _ in range(5):
            end(make_branch(make_unit(), division=cast.office.roads), "absent")
        taken = []
        for what in ("trail", "clocks"):
            with CaptureQueriesContext(connection) as queries:
                assert verify(what)[0] == 0
            taken.append(len(queries))
        counts.append(taken)

    assert counts[0] == counts[1]


def an_office(cast: Cast) -> list[Unit]:
    """Units in every state: running, extended before and after a split, ended."""
    first = make_unit(intake(received_on=date(2022, 2, 25)))
    until = {"until_on": date(2022, 4, 8), "reason": "", "by": CLERK, "at": AT}
    extend(unit=first, on=date(2022, 3, 1), **until)  # type: ignore[arg-type]
    second = make_branch(first, division=cast.office.roads, on=date(2022, 3, 3))
    third = make_branch(second, division=cast.office.roads, on=date(2022, 3, 4))
    end(second, "absent", on=date(2022, 3, 3))
    appeal = make_unit(intake(kind="appeal", request_kind="appeal"))
    unknown = make_unit(intake(received_on=date(2027, 12, 25)))
    return [first, second, third, appeal, unknown]


def test_clocks_that_hold_are_said_to_hold(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "PIECE", 2)
    units = an_office(cast)

    assert verify("clocks") == (
        0,
        [f"{len(units)} units: every due date is what its events make of it."],
    )


@pytest.mark.parametrize(
    ("change", "stored"),
    [
        ({"due_on": date(2022, 4, 9)}, "2022-04-09 (running)"),
        ({"due_on": None}, "- (running)"),
        ({"clock_state": "stopped"}, "2022-04-08 (stopped)"),
    ],
)
def test_changed_clock_is_named(
    cast: Cast, change: dict[str, object], stored: str
) -> None:
    third = an_office(cast)[2]
    Unit.objects.filter(pk=third.pk).update(**change)

    assert verify("clocks") == (
        1,
        [
            f"令和3年度 第1号の3: stored is {stored}, the events give "
            "2022-04-08 (running).",
            "5 units: the clocks of 1 are wrong.",
        ],
    )


def remove_the_extension(unit: Unit) -> None:
    ClockEvent.objects.filter(type="extended").delete()


def remove_the_stop(unit: Unit) -> None:
    ClockEvent.objects.filter(type="stopped").delete()


def move_the_receipt(unit: Unit) -> None:
    Unit.objects.filter(case=unit.case).update(received_on=date(2022, 2, 24))


def answer_without_order(unit: Unit) -> None:
    ClockEvent.objects.filter(type="extended").update(type="resumed", until_on=None)


@pytest.mark.parametrize(
    ("tamper", "n_wrong"),
    [
        (remove_the_extension, 3),
        (remove_the_stop, 1),
        (move_the_receipt, 3),
        (answer_without_order, 3),
    ],
)
def test_changed_events_are_found(
    cast: Cast, tamper: Callable[[Unit], None], n_wrong: int
) -> None:
    tamper(an_office(cast)[0])

    found = list(ClockVerification().differences())

    assert len(found) == n_wrong
    assert verify("clocks")[0] == 1


def test_act_in_between_is_no_difference(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The events of a piece were read, then an officer extended, then its units."""
    unit = make_unit()
    read = verification._units_of

    def extended_meanwhile(keys: list[int]) -> list[Unit]:
        extend(
            unit=unit,
            on=TODAY,
            until_on=date(2020, 7, 15),
            reason="",
            by=CLERK,
            at=AT,
        )
        return read(keys)

    monkeypatch.setattr(verification, "_units_of", extended_meanwhile)

    assert verify("clocks")[0] == 0
