"""The five eras of civil dates: names, letters, first and last days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

PROLEPTIC_BEFORE = date(1873, 1, 1)
"""First day of the Gregorian calendar in Japan; earlier dates are reckoned back."""


@dataclass(frozen=True, slots=True)
class Era:
    """One era; ``last_on`` is included, because two eras can share a day."""

    name: str
    letter: str
    first_on: date
    last_on: date

    def year_of(self, year: int) -> int:
        """Return the era year of a calendar year; the first year is 1."""
        return year - self.first_on.year + 1

    def calendar_year(self, era_year: int) -> int:
        """Return the calendar year of an era year."""
        return self.first_on.year + era_year - 1

    def contains(self, on: date) -> bool:
        """Say whether a date may be written in this era."""
        return self.first_on <= on <= self.last_on


# The first days of 大正 and 昭和 were also the last days of the era before, so
# both readings are accepted; 平成 and 令和 began on the day after.
ERAS: tuple[Era, ...] = (
    Era("令和", "R", date(2019, 5, 1), date.max),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 25)),
    Era("明治", "M", date(1868, 1, 1), date(1912, 7, 30)),
)
"""Newest first; a day shared by two eras is printed in the newer one."""

_BY_SIGN = {sign: era for era in ERAS for sign in (era.name, era.letter, era.name[0])}


def era_on(on: date) -> Era | None:
    """Return the era a day is printed in, None before 明治."""
    return next((era for era in ERAS if era.first_on <= on), None)


def era_named(sign: str) -> Era:
    """Return the era called by its name, first character or letter.

    Raises:
        KeyError: no era is called so.

    Example:
        >>> era_named("令").name, era_named("h").name
        ('令和', '平成')
    """
    return _BY_SIGN[sign.upper()]
