"""Digits as the annual statement prints them.

Tables and most sentences use half-width digits; some slots of the printed page
write a single digit full-width (``８件``) and longer numbers half-width. The
style belongs to the slot, so it is an argument here and data elsewhere.
"""

from __future__ import annotations

from typing import Literal

DigitStyle = Literal["full1", "half"]

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ONE_DIGIT = 10


def format_number(number: int, style: DigitStyle = "half") -> str:
    """Write a whole number with a comma from 1,000 on.

    Args:
        number: any whole number.
        style: ``half`` writes half-width digits; ``full1`` writes a number of
            one digit full-width and longer ones half-width.

    Returns:
        The number as printed.

    Example:
        >>> format_number(8, "full1"), format_number(1, "half")
        ('８', '1')
        >>> format_number(3102, "full1")
        '3,102'
    """
    text = f"{number:,}"
    if style == "full1" and abs(number) < _ONE_DIGIT:
        return full_width(text)
    return text


def full_width(text: str) -> str:
    """Turn the half-width digits of a text into full-width ones.

    Example:
        >>> full_width("2年度")
        '２年度'
    """
    return text.translate(_FULL_WIDTH)
