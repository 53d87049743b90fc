"""Case numbers as ledgers write them."""

import pytest

from ordinances import casenumber
from ordinances.casenumber import BadCaseNumber, CaseNumber


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("令和2年度 第123号", CaseNumber(2020, 123)),
        ("令和２年度第１２３号の２", CaseNumber(2020, 123, 2)),
        ("令和2年度　第123号 の 2", CaseNumber(2020, 123, 2)),
        ("令和元年度 第5号", CaseNumber(2019, 5)),
        ("R2-123", CaseNumber(2020, 123)),
        ("Ｒ２－１２３の３", CaseNumber(2020, 123, 3)),
        ("2020-123", CaseNumber(2020, 123)),
        ("R2\u2212123", CaseNumber(2020, 123)),
        ("R2\u2013123", CaseNumber(2020, 123)),
        ("H30-7の2", CaseNumber(2018, 7, 2)),
        ("第123号", CaseNumber(None, 123)),
        ("第123号の2", CaseNumber(None, 123, 2)),
        ("123", CaseNumber(None, 123)),
        ("123の2", CaseNumber(None, 123, 2)),
        ("0123", CaseNumber(None, 123)),
    ],
)
def test_parse_reads_every_usual_form(text: str, number: CaseNumber) -> None:
    assert casenumber.parse(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "第号",
        "123の",
        "令和2年度",
        "0",
        "123の0",
        "昭和64年度第1号",
        "ABC-1",
        "1.5",
    ],
)
def test_parse_says_why_it_refuses_and_how_to_mend(text: str) -> None:
    with pytest.raises(BadCaseNumber) as refused:
        casenumber.parse(text)

    assert refused.value.value == text
    assert "第123号" in refused.value.mend
    assert str(refused.value).endswith("ように書いてください。")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (CaseNumber(2020, 123), "令和2年度 第123号"),
        (CaseNumber(2020, 1234, 1), "令和2年度 第1234号"),
        (CaseNumber(2019, 1, 2), "令和元年度 第1号の2"),
        (CaseNumber(None, 7), "第7号"),
    ],
)
def test_format_follows_the_template(number: CaseNumber, text: str) -> None:
    assert casenumber.format(number) == text


def test_format_takes_the_template_of_a_series() -> None:
    text = casenumber.format(CaseNumber(2021, 9, 3), "{年度}-{n}", "-{b}")

    assert text == "2021-9-3"


def test_every_number_comes_back() -> None:
    numbers = [
        CaseNumber(year, number, branch)
        for year in (2018, 2019, 2020, 2030)
        for number in (1, 10, 3102)
        for branch in (None, 2, 12)
    ]

    assert [casenumber.parse(casenumber.format(n)) for n in numbers] == numbers
