"""One act on many units: each by itself, so that a refusal stops no other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from casework.acts import ACTS
from casework.errors import CaseworkError
from casework.models import Unit
from casework.operations.once import once
from desk.acts import ACT_PAGES, Act, Cleaned
from offices.models import Staff

# a page of the longest list, twice
MOST_UNITS = 200
# room for the key of a unit beside that of the form
KEY_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one unit; `refusal` is empty when the act was done."""

    unit: Unit
    refusal: str


@dataclass(frozen=True, slots=True)
class Batch:
    """An act on units by one person, from one form.

    Attributes:
        key: The one-time key of the form.
        payload: What was sent, without the units.
        versions: key of a unit → the version the person read.
    """

    act: Act
    by: Staff
    on: date
    at: datetime
    key: str
    payload: Mapping[str, object]
    versions: Mapping[int, int]

    def perform(self, units: Sequence[Unit], cleaned: Cleaned) -> list[Line]:
        """Do the act on each unit; sent twice, each is done once."""
        return [Line(unit, self._perform(unit, cleaned)) for unit in units]

    def _perform(self, unit: Unit, cleaned: Cleaned) -> str:
        own = {**cleaned, "version": self.versions.get(unit.pk)}
        do = partial(self.act.perform, unit, own, self.by, self.on, self.at)
        try:
            once(
                key=f"{self.key[:KEY_LENGTH]}.{unit.pk}",
                by=self.by,
                act=self.act.code,
                payload=self.payload,
                at=self.at,
                do=do,
            )
        except CaseworkError as error:
            return str(error)
        return ""


def batch_acts_for(staff: Staff, *, on: date) -> list[Act]:
    """Return the acts on many units that are among a person's rights at all."""
    roles = staff.roles_on(on)
    return [
        act
        for code, act in ACT_PAGES.items()
        if act.in_batch and roles & ACTS[code].roles
    ]
