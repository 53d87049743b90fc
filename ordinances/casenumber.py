"""Case numbers: 令和2年度 第123号, its branches, and the short forms of ledgers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ordinances.fiscal_years import (
    BadFiscalYear,
    fiscal_year_label,
    parse_fiscal_year,
)
from ordinances.sentences import OrdinanceError, Sentence

CASE_TEMPLATE = "{年度和暦} 第{n}号"
BRANCH_TEMPLATE = "の{b}"

_YEAR = (
    r"(?P<year>(?:明治|大正|昭和|平成|令和|[明大昭平令MTSHRmtshr])(?:元|\d{1,2})|\d{4})"
)
_NUMBER = re.compile(
    rf"(?:{_YEAR}(?:年度?|-))?(?:第(?P<formal>\d+)号|(?P<short>\d+))(?:の(?P<branch>\d+))?"
)


class BadCaseNumber(OrdinanceError):
    """A text is not a case number; ``reason`` says why, ``mend`` shows one."""

    def __init__(self, value: str, reason: Sentence | None = None) -> None:
        self.value = value
        self.reason = reason or Sentence(
            f"「{value}」を受付番号として読めません。",
            en=f"“{value}” is not a case number.",
        )
        self.mend = Sentence(
            "令和2年度 第123号、R2-123、第123号、123(枝番は「の2」)の"
            "ように書いてください。",
            en="Please write it like 令和2年度 第123号, R2-123, 第123号 or 123, "
            "a branch with の2.",
        )
        super().__init__(
            Sentence(f"{self.reason}{self.mend}", en=f"{self.reason.en} {self.mend.en}")
        )


@dataclass(frozen=True, slots=True, order=True)
class CaseNumber:
    """A number as written: parts that were not written are None."""

    fiscal_year: int | None
    number: int
    branch: int | None = None


def parse(text: str) -> CaseNumber:
    """Read a case number in any form a ledger uses.

    Args:
        text: 令和2年度 第123号, R2-123, 2020-123, 第123号 or 123, each with or
            without の2; half or full width, with spaces.

    Returns:
        The parts that were written.

    Raises:
        BadCaseNumber: the text is none, or a part is zero.

    Example:
        >>> parse("令和２年度　第１２３号の２")
        CaseNumber(fiscal_year=2020, number=123, branch=2)
    """
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    folded = re.sub(r"[\u2010-\u2015\u2212]", "-", folded)
    found = _NUMBER.fullmatch(folded)
    if not found:
        raise BadCaseNumber(text)
    number = int(found["formal"] or found["short"])
    branch = int(found["branch"]) if found["branch"] else None
    if number == 0 or branch == 0:
        raise BadCaseNumber(text, _zero(text))
    return CaseNumber(_fiscal_year(text, found["year"]), number, branch)


def format(
    number: CaseNumber,
    template: str = CASE_TEMPLATE,
    branch_template: str = BRANCH_TEMPLATE,
) -> str:
    """Write a case number by the template of its series.

    The first branch is the case itself and is not written. Numbers never
    carry thousands separators.

    Args:
        number: the number; with a fiscal year if the template asks for it.
        template: knows ``{年度和暦}``, ``{年度}`` and ``{n}``.
        branch_template: knows ``{b}``.

    Example:
        >>> format(CaseNumber(2020, 1234, 2))
        '令和2年度 第1234号の2'
    """
    parts = {"{n}": str(number.number)}
    if number.fiscal_year is not None:
        parts["{年度和暦}"] = fiscal_year_label(number.fiscal_year, "half")
        parts["{年度}"] = str(number.fiscal_year)
    text = template
    for placeholder, value in parts.items():
        text = text.replace(placeholder, value)
    if number.fiscal_year is None:
        text = re.sub(r"\{年度(和暦)?\}\s*", "", text)
    if number.branch is not None and number.branch > 1:
        text += branch_template.replace("{b}", str(number.branch))
    return text


def _fiscal_year(text: str, year: str | None) -> int | None:
    if year is None:
        return None
    try:
        return parse_fiscal_year(year)
    except BadFiscalYear as error:
        raise BadCaseNumber(text, error.sentence) from None


def _zero(text: str) -> Sentence:
    return Sentence(
        f"「{text}」の番号は1から始まります。",
        en=f"The numbers in “{text}” start at 1.",
    )
