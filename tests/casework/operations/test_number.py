"""Numbers: consecutive per series and year, lifted by given ones."""

import pytest
from django.db import transaction

from casework.operations import number

pytestmark = pytest.mark.django_db


def test_take_counts_per_series_and_year() -> None:
    taken = [
        number.take(series=series, fiscal_year=year)
        for series, year in (("a", 2020), ("a", 2020), ("b", 2020), ("a", 2021))
    ]

    assert taken == [1, 2, 1, 1]


def test_take_gives_a_number_again_when_its_transaction_is_rolled_back() -> None:
    with transaction.atomic():
        number.take(series="a", fiscal_year=2020)
        transaction.set_rollback(True)

    assert number.take(series="a", fiscal_year=2020) == 1


@pytest.mark.parametrize(("given", "following"), [(41, 42), (3, 11), (10, 11)])
def test_lift_raises_the_counter_and_never_lowers_it(
    given: int, following: int
) -> None:
    number.lift(series="a", fiscal_year=2020, number=10)

    number.lift(series="a", fiscal_year=2020, number=given)

    assert number.take(series="a", fiscal_year=2020) == following
