"""Whose a date is: the handler, else the division, else the records officers."""

from collections.abc import Iterable, Iterator
from datetime import date

from casework.models import Bar
from casework.permissions import reaches
from desk.reminders.dates import Dated
from offices.models import Grant, Role, Staff
from offices.queries import absences_on, deputy_of


class People:
    """Everybody who may be reminded on one day, read once.

    Attributes:
        on: The day.
    """

    def __init__(self, *, on: date) -> None:
        self.on = on
        self._absences = {absence.staff_id: absence for absence in absences_on(on)}
        self._grants: dict[int, list[Grant]] = {}
        self._staff: dict[int, Staff] = {}
        rows = Grant.objects.filter(staff__is_active=True).select_related("staff")
        for grant in rows.order_by("staff_id", "pk"):
            if grant.is_in_force(on):
                self._grants.setdefault(grant.staff_id, []).append(grant)
                self._staff[grant.staff_id] = grant.staff
        self._bars = set(Bar.objects.values_list("staff_id", "case_id"))

    def of(self, found: Dated) -> list[Staff]:
        """Return who is reminded of a date.

        The first of these in which somebody is left who sees the unit: the handler,
        or whoever takes the handler's place; the division's people; the records
        officers. Who is barred from the case, or away, is told nothing.
        """
        for keys in self._groups(found):
            told = [key for key in keys if self._may_be_told(key, found)]
            if told:
                return [self._staff[key] for key in told]
        return []

    def _groups(self, found: Dated) -> Iterator[Iterable[int]]:
        if found.division_id is None and found.unit.handler_id is not None:
            yield self._in_place_of(found.unit.handler_id)
        division = found.division_id or found.unit.division_id
        if division is not None:
            yield self._with(Role.DIVISION_STAFF, division=division)
        yield self._with(Role.RECORDS_OFFICER)

    def _in_place_of(self, key: int) -> list[int]:
        absence = self._absences.get(key)
        if absence is None:
            return [key]
        deputy = deputy_of(absence, self._absences)
        return [] if deputy is None else [deputy]

    def _with(self, role: str, *, division: int | None = None) -> list[int]:
        return [
            key
            for key, grants in self._grants.items()
            if key not in self._absences
            and any(
                grant.role == role
                and (division is None or grant.division_id == division)
                for grant in grants
            )
        ]

    def _may_be_told(self, key: int, found: Dated) -> bool:
        return (key, found.unit.case_id) not in self._bars and any(
            reaches(grant, found.unit) for grant in self._grants.get(key, [])
        )
