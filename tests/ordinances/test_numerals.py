"""Digits as the annual statement prints them."""

import pytest

from ordinances.numerals import DigitStyle, format_number, full_width


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        (8, "full1", "８"),
        (0, "full1", "０"),
        (10, "full1", "10"),
        (999, "full1", "999"),
        (3102, "full1", "3,102"),
        (1, "half", "1"),
        (1107, "half", "1,107"),
        (1234567, "half", "1,234,567"),
    ],
)
def test_format_number_follows_its_style(
    number: int, style: DigitStyle, text: str
) -> None:
    assert format_number(number, style) == text


def test_full_width_turns_digits_only() -> None:
    assert full_width("第12号A") == "第１２号A"
