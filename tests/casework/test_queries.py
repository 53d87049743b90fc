"""Questions about units: the explained clock, the counting decision, gaps."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.models import Unit
from casework.queries import (
    counting_decision,
    explain_clock,
    history,
    void_numbers,
    with_decisions,
)
from tests.factories.cases import end, intake, make_unit


@pytest.mark.django_db
def test_explain_clock_counts_the_days_to_the_due_date() -> None:
    unit = make_unit(intake(received_on=date(2020, 12, 15)))

    ledger = explain_clock(unit)

    assert ledger is not None
    assert ledger.clock.due_on == unit.due_on == date(2021, 1, 4)
    assert ledger.rule.verified is False


@pytest.mark.django_db
def test_explain_clock_is_none_for_an_appeal() -> None:
    unit = make_unit(intake(kind="appeal", request_kind="appeal"))

    assert explain_clock(unit) is None


@pytest.mark.django_db
def test_counting_decision_is_none_while_pending() -> None:
    assert counting_decision(make_unit()) is None


@pytest.mark.django_db
def test_history_lists_the_acts_in_order() -> None:
    unit = end(make_unit(), "absent")

    assert [e.act for e in history(unit.case)] == ["open_case", "record_outcome"]


@pytest.mark.django_db
def test_with_decisions_takes_three_statements_whatever_the_number() -> None:
    counts = []
    for _ in range(2):
        for _ in range(3):
            end(make_unit(), "partial", grounds=("personal", "corporate"))
        with CaptureQueriesContext(connection) as queries:
            units = list(with_decisions(Unit.objects.all()))
            grounds = [len(u.counting_decisions[0].grounds.all()) for u in units]
        counts.append(len(queries))

    assert counts == [3, 3]
    assert grounds == [2] * 6


@pytest.mark.parametrize(
    ("given", "gaps"),
    [
        ([], []),
        ([1, 2, 3], []),
        ([2], [(1, 1)]),
        ([1, 4, 5, 9], [(2, 3), (6, 8)]),
        ([1, 1, 2], []),
    ],
)
def test_void_numbers_names_the_gaps(
    given: list[int], gaps: list[tuple[int, int]]
) -> None:
    assert void_numbers(given) == gaps


@pytest.mark.parametrize(
    ("given", "freed", "gaps"),
    [
        ([1, 5], [2, 3, 4], []),
        ([1, 5], [3], [(2, 2), (4, 4)]),
        ([1, 2], [4, 9], []),
        ([], [1, 2], []),
        ([5, 1, 5], [], [(2, 4)]),
    ],
)
def test_freed_numbers_are_no_gaps(
    given: list[int], freed: list[int], gaps: list[tuple[int, int]]
) -> None:
    assert void_numbers(given, freed=freed) == gaps
