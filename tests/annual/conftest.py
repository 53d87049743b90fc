"""Shared by the tests of the tables."""

from collections.abc import Callable
from datetime import date

import pytest

from annual.statement import Statement, annual_statement
from tests.annual.builders import AS_OF

StatementOf = Callable[..., Statement]


@pytest.fixture
def statement_of(db: None) -> StatementOf:
    """Return a function that fills the tables of a year."""

    def fill(fiscal_year: int = 2020, as_of: date = AS_OF) -> Statement:
        return annual_statement(
            municipality="nerima", fiscal_year=fiscal_year, as_of=as_of
        )

    return fill
