"""Values that hold from a day until another day, and how to find them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from ordinances.sentences import OrdinanceError, Sentence
from ordinances.wareki import format_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

T = TypeVar("T")


class NotInForce(OrdinanceError):
    """What was asked for does not exist in the rules on that day."""

    def __init__(self, *, owner: str, what: str, key: str, on: date | None) -> None:
        day_ja = f"{format_date(on)}の時点では、" if on else ""
        day_en = f" on {on.isoformat()}" if on else ""
        super().__init__(
            Sentence(
                f"{day_ja}{owner}に{what}「{key}」の定めがありません。"
                "制度と日付を確かめてください。",
                en=f"{owner} has no {what} “{key}”{day_en}. "
                "Please check the regime and the date.",
            )
        )
        self.owner, self.what, self.key, self.on = owner, what, key, on


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Where an entry comes from and when it holds.

    Attributes:
        verified: True only if the text behind it was read.
        source: the article, or the practice it rests on.
        in_force_from: first day; None is "since ever".
        replaced_on: first day of the text that replaced it; None is "still".
    """

    verified: bool
    source: str
    in_force_from: date | None = None
    replaced_on: date | None = None

    def in_force(self, on: date) -> bool:
        """Say whether the entry holds on that day."""
        began = self.in_force_from is None or self.in_force_from <= on
        return began and (self.replaced_on is None or on < self.replaced_on)

    def overlaps(self, other: Dated) -> bool:
        """Say whether there is a day on which both entries hold."""
        return _starts_before_end(self, other) and _starts_before_end(other, self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Dated, Generic[T]):
    """One dated value."""

    value: T


D = TypeVar("D", bound=Dated)


def all_on(entries: Iterable[D], on: date) -> tuple[D, ...]:
    """Return the entries in force on that day, in their order."""
    return tuple(entry for entry in entries if entry.in_force(on))


def the_one_on(entries: Iterable[D], on: date, owner: str, what: str, key: str) -> D:
    """Return the entry in force on that day.

    Raises:
        NotInForce: none is.
    """
    for entry in entries:
        if entry.in_force(on):
            return entry
    raise NotInForce(owner=owner, what=what, key=key, on=on)


def _starts_before_end(one: Dated, other: Dated) -> bool:
    if one.in_force_from is None or other.replaced_on is None:
        return True
    return one.in_force_from < other.replaced_on
