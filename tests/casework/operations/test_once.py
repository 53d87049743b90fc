"""An act with a one-time key is done once, whatever arrives twice."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from casework.models import FormToken, Note, Unit
from casework.operations.add_note import CannotAddNote, add_note
from casework.operations.once import KeyReused, once
from offices.models import Staff
from tests.factories.cases import make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import NOW, TODAY, told
from tests.factories.power_cut import Cut, PowerCut

Do = Callable[[], dict[str, object]]
ALIVE = 10**9
WAIT = 20


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return make_unit()


def noting(unit: Unit, by: Staff, text: str = "x") -> Do:
    def do() -> dict[str, object]:
        return {"note": add_note(unit=unit, text=text, by=by, on=TODAY, at=NOW).pk}

    return do


def send(
    do: Do, by: Staff, *, key: str = "k", act: str = "add_note", text: str = "x"
) -> dict[str, object]:
    return once(key=key, by=by, act=act, payload={"text": text}, at=NOW, do=do)


@pytest.mark.django_db
def test_first_time_is_done_and_its_answer_kept(cast: Cast, unit: Unit) -> None:
    by = cast.division_staff

    answer = send(noting(unit, by), by)

    note, token = Note.objects.get(), FormToken.objects.get()
    assert answer == {"note": note.pk}
    assert (token.key, token.staff, token.act, token.answer, token.at, token.case) == (
        "k",
        by,
        "add_note",
        {"note": note.pk},
        NOW,
        None,
    )
    assert "x" not in token.payload_digest


@pytest.mark.django_db
def test_second_time_gets_the_first_answer(cast: Cast, unit: Unit) -> None:
    by = cast.division_staff
    first = send(noting(unit, by), by)

    assert send(noting(unit, by), by) == first
    assert Note.objects.count() == 1
    assert len(told("add_note")) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("other", [{"text": "y"}, {"act": "log_contact"}])
def test_another_payload_or_act_is_refused(
    cast: Cast, unit: Unit, other: dict[str, str]
) -> None:
    by = cast.division_staff
    send(noting(unit, by), by)

    with pytest.raises(KeyReused) as refusal:
        send(noting(unit, by), by, **other)

    assert refusal.value.code == "key_reused"
    assert Note.objects.count() == 1


@pytest.mark.django_db
def test_keys_of_others_are_other_keys(cast: Cast, unit: Unit) -> None:
    send(noting(unit, cast.division_staff), cast.division_staff)

    send(noting(unit, cast.approver), cast.approver)

    assert Note.objects.count() == 2


@pytest.mark.django_db
def test_refused_act_leaves_its_key_free(cast: Cast, unit: Unit) -> None:
    by = cast.division_staff
    with pytest.raises(CannotAddNote):
        send(noting(unit, by, text=" "), by)

    assert send(noting(unit, by), by) == {"note": Note.objects.get().pk}


@pytest.mark.django_db
def test_cut_at_every_statement_leaves_nothing_and_the_key_free(
    cast: Cast, unit: Unit
) -> None:
    def sent() -> None:
        by = Staff.objects.get(pk=cast.division_staff.pk)
        send(noting(unit, by), by)

    counter = Cut(ALIVE)
    with rolled_back(), connection.execute_wrapper(counter):
        sent()

    for k in range(1, counter.count + 1):
        with rolled_back():
            with pytest.raises(PowerCut), connection.execute_wrapper(Cut(k)):
                sent()
            left = (FormToken.objects.count(), Note.objects.count(), told("add_note"))
            assert left == (0, 0, []), k
            sent()
            assert (FormToken.objects.count(), Note.objects.count()) == (1, 1), k
    assert counter.count >= 8


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_is_done() -> None:
    cast = make_cast()
    unit, by = make_unit(), cast.division_staff
    on_the_way, answers = threading.Event(), list[dict[str, object]]()

    def slow() -> dict[str, object]:
        assert on_the_way.wait(WAIT)
        return noting(unit, by)()

    def first() -> None:
        answers.append(send(slow, by))
        connection.close()

    def second() -> None:
        on_the_way.set()
        answers.append(send(noting(unit, by), by))
        connection.close()

    run_both(first, second)

    note = Note.objects.get()
    assert answers == [{"note": note.pk}] * 2
    assert FormToken.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_key_both_are_done() -> None:
    cast = make_cast()
    unit, by = make_unit(), cast.division_staff

    def act() -> None:
        noting(unit, by)()
        connection.close()

    run_both(act, act)

    assert Note.objects.count() == 2


def run_both(*works: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
        assert not thread.is_alive()


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
