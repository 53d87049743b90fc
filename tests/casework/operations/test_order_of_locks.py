"""Acts at the same moment on one case follow each other: the case is locked first."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from audit import trail
from casework.models import CaseLink, Note, Unit
from casework.operations.add_note import add_note
from casework.operations.link_cases import CannotLink, link_cases
from offices.models import Staff
from tests.factories.cases import make_branch, make_unit
from tests.factories.cast import make_cast
from tests.factories.desk import NOW, TODAY

pytestmark = pytest.mark.django_db(transaction=True)

WAIT = 30
ROUNDS = 5


def at_once(*works: Callable[[], None]) -> list[BaseException]:
    """Run works side by side and return what they died of."""
    start, died = threading.Barrier(len(works)), list[BaseException]()

    def run(work: Callable[[], None]) -> None:
        try:
            start.wait(WAIT)
            work()
        except BaseException as error:
            died.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
        assert not thread.is_alive()
    return died


def noting(unit: Unit, by: Staff) -> Callable[[], None]:
    def work() -> None:
        for n in range(ROUNDS):
            add_note(unit=unit, text=str(n), by=by, on=TODAY, at=NOW)

    return work


def test_units_of_one_case_share_its_stream() -> None:
    cast = make_cast()
    unit = make_unit()
    other = make_branch(unit, division=cast.office.roads)

    died = at_once(
        noting(unit, cast.records_officer), noting(other, cast.records_officer)
    )

    assert died == []
    assert Note.objects.count() == 2 * ROUNDS
    assert trail.verify(unit.case.stream) == []


def test_two_who_link_the_same_cases_do_not_wait_for_each_other() -> None:
    cast = make_cast()
    one, other = make_unit(), make_unit()

    def linking(unit: Unit, to: Unit) -> Callable[[], None]:
        def work() -> None:
            link_cases(
                unit=unit,
                other=to.case,
                kind="same_subject",
                by=cast.records_officer,
                on=TODAY,
                at=NOW,
            )

        return work

    died = at_once(linking(one, other), linking(other, one))

    assert [type(error) for error in died] == [CannotLink]
    assert CaseLink.objects.count() == 1
