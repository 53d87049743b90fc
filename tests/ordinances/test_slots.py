"""Templates: the style of the digits belongs to the slot."""

from datetime import date

import pytest

from ordinances.slots import (
    EraYear,
    FiscalYear,
    Numeral,
    Span,
    fill,
    text_of,
    wrong_slot,
)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{n}件", "8件"),
        ("{n:half}件", "8件"),
        ("{n:full1}件", "８件"),
        ("{many:full1}件", "12件"),
        ("{thousands:full1}件", "3,102件"),
        ("{year:full1}", "令和２年度"),
        ("{year:half}", "令和2年度"),
        ("{day:half} 3月", "令和3年 3月"),
        ("{day:full1}", "令和３年"),
        ("{first:half}", "令和元年"),
        ("{old:full1}", "平成31年"),
        ("{{n}}", "{n}"),
    ],
)
def test_slot_is_written_in_its_style(template: str, text: str) -> None:
    slots = {
        "n": Numeral(8),
        "many": Numeral(12),
        "thousands": Numeral(3102),
        "year": FiscalYear(2020),
        "day": EraYear(date(2021, 3, 31)),
        "first": EraYear(date(2019, 5, 1)),
        "old": EraYear(date(2019, 3, 31)),
    }

    assert text_of(template, slots) == text


def test_pieces_know_their_slot() -> None:
    spans = fill(
        "また、{year:full1}は{n:full1}件", {"year": FiscalYear(2020), "n": Numeral(8)}
    )

    assert spans == (
        Span("また、"),
        Span("令和２年度", "year"),
        Span("は"),
        Span("８", "n"),
        Span("件"),
    )


@pytest.mark.parametrize(
    ("template", "wrong"),
    [
        ("{n}件", None),
        ("{n:full1}件", None),
        ("件", None),
        ("{m}件", "{m}"),
        ("{n:wide}件", "{n:wide}"),
        ("{n!r}件", "{n}"),
        ("{}件", "{}"),
    ],
)
def test_wrong_slot_is_found(template: str, wrong: str | None) -> None:
    assert wrong_slot(template, ("n",)) == wrong


def test_template_that_does_not_close_is_wrong() -> None:
    assert wrong_slot("{n", ("n",)) is not None


def test_slot_that_is_not_given_is_refused() -> None:
    with pytest.raises(KeyError):
        text_of("{m}", {"n": Numeral(1)})
