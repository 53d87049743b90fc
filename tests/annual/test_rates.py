"""The definitions of the rate, against published numbers."""

from dataclasses import replace
from decimal import Decimal

import pytest

from annual.rates import formula, fraction, percent_of_integers
from ordinances.table_rules import table_rules
from ordinances.tables import Rate, RateExample

RATES = {rate.code: rate for rate in table_rules("nerima").rates}
EXAMPLES = [(rate, example) for rate in RATES.values() for example in rate.examples]
COUNTS_2020 = {
    "full": 1107,
    "partial": 1667,
    "non_disclosure": 23,
    "absent": 139,
    "existence_refused": 0,
    "withdrawn": 166,
}


def test_every_definition_is_there() -> None:
    assert list(RATES) == ["nerima", "tokyo", "records_held", "all_received"]


@pytest.mark.parametrize(
    ("rate", "example"), EXAMPLES, ids=lambda value: getattr(value, "code", "")
)
def test_definition_gives_the_published_rate(rate: Rate, example: RateExample) -> None:
    parts = fraction(rate, example.counts)

    assert str(parts.percent) == example.rate
    assert percent_of_integers(parts.above, parts.below) == example.rate


@pytest.mark.parametrize(
    ("code", "below"),
    [("nerima", 2797), ("tokyo", 2936), ("records_held", 2797), ("all_received", 3102)],
)
def test_denominators_of_2020(code: str, below: int) -> None:
    assert fraction(RATES[code], COUNTS_2020).below == below


def test_definitions_part_as_soon_as_something_was_inadmissible() -> None:
    counts = COUNTS_2020 | {"inadmissible": 100}

    assert str(fraction(RATES["nerima"], counts).percent) == "95.8"
    assert str(fraction(RATES["records_held"], counts).percent) == "99.2"


def test_pending_and_transferred_units_are_outside() -> None:
    counts = COUNTS_2020 | {"transferred": 7, "pending": 9}

    parts = fraction(RATES["nerima"], counts)

    assert parts.below == 2797
    assert parts.excluded == ("absent", "withdrawn", "transferred", "pending")
    assert formula(RATES["nerima"], counts) == "(1,107+1,667)÷(3,118−139−166−7−9)"


def test_formula_of_a_denominator_given_by_its_keys() -> None:
    text = formula(RATES["records_held"], COUNTS_2020)

    assert text == "(1,107+1,667)÷(1,107+1,667+23+0)"
    assert formula(RATES["all_received"], COUNTS_2020) == "(1,107+1,667)÷(3,102)"


def test_rate_is_none_when_nothing_is_below() -> None:
    assert fraction(RATES["nerima"], {"full": 0, "absent": 5}).percent is None


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [(1, 2000, "0.1"), (1, 2001, "0.0"), (1999, 2000, "100.0"), (1, 800, "0.1")],
)
def test_rounding_is_half_up_on_both_paths(
    above: int, below: int, expected: str
) -> None:
    parts = replace(fraction(RATES["all_received"], {}), above=above, below=below)

    assert parts.percent == Decimal(expected)
    assert percent_of_integers(above, below) == expected
