"""Postal codes, however they are typed, and their addresses."""

import pytest

from casework.postcodes import address_of, normal_postcode


@pytest.mark.parametrize(
    "typed",
    [
        "1760012",
        "176-0012",
        "〒176-0012",
        "１７６－００１２",
        "176 0012",
        "１７６ー００１２",
    ],
)
def test_address_of_a_code_in_any_writing(typed: str) -> None:
    assert address_of(typed) == "東京都練馬区豊玉北"
    assert normal_postcode(typed) == "176-0012"


def test_office_with_a_code_of_its_own_has_its_street_number() -> None:
    assert address_of("176-8501") == "東京都練馬区豊玉北6丁目12-1"


@pytest.mark.parametrize("typed", ["", "176", "000-0000", "abc-defg", "17600123"])
def test_no_address_for_what_is_no_code(typed: str) -> None:
    assert address_of(typed) == ""


def test_what_is_no_code_stays_as_typed() -> None:
    assert normal_postcode(" SW1A 1AA ") == "SW1A 1AA"
