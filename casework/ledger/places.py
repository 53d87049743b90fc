"""Organs and divisions as a ledger names them."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from casework.ledger.cells import RowCells, say, unknown_word
from casework.ledger.columns import Words, fold
from offices.models import Division, Organ
from ordinances.fiscal_years import fiscal_year_of
from ordinances.schema import Municipality, NotInForce

FIRST_MONTH = 4
# two names as like as 情報公開課 and 情報公開係 may be one
LIKE = 0.75


NO_DIVISION = ""


def division_key(organ_pk: int | None, name: str | None) -> str:
    """Return what tells divisions apart: organ and name, through all times."""
    return f"{organ_pk}:{fold(name)}" if name else NO_DIVISION


class Places:
    """The organisation of the office, read once for an import.

    Attributes:
        new_divisions: Divisions that are to be created, unsaved.
    """

    def __init__(self, municipality: Municipality, *, may_create: bool) -> None:
        self.municipality = municipality
        self.new_divisions: list[Division] = []
        self._may_create = may_create
        self._organs = {organ.code: organ for organ in Organ.objects.all()}
        self._words = Words(
            (organ.code, (organ.name_ja, *organ.synonyms, organ.name_en))
            for organ in municipality.organs
        )
        self._divisions: dict[tuple[int, str], list[Division]] = {}
        for division in Division.objects.select_related("parent"):
            self._remember(division)

    def organ(self, row: RowCells, key: str, *, on: date) -> Organ | None:
        """Return the organ a cell names, None with an error when it cannot be.

        Args:
            row: The row.
            key: The column of the organ.
            on: The receipt day: the organ has to exist then.
        """
        text = row.required(key)
        code = row.code(key, self._words) if text else None
        if code is None:
            return None
        try:
            self.municipality.organ(code, on)
        except NotInForce as error:
            row.error(key, say(error.sentence))
            return None
        organ = self._organs.get(code)
        if organ is None:
            row.error(
                key,
                _("The organ “%(name)s” is not set up in this office.")
                % {"name": text},
                _("Run `manage.py prepare_office` first."),
            )
        return organ

    def organ_of(self, pk: int | None) -> Organ | None:
        """Return an organ of the office by its key."""
        found = (organ for organ in self._organs.values() if organ.pk == pk)
        return next(found, None)

    def division(
        self, row: RowCells, key: str, *, organ: Organ, on: date
    ) -> Division | None:
        """Return the division a cell names, a new one where that is allowed.

        Args:
            row: The row.
            key: The column of the division.
            organ: The organ it belongs to.
            on: The receipt day: of several by that name, the one of that day.
        """
        text = row.text(key)
        if not text:
            return None
        found = self._divisions.get((organ.pk, fold(text)))
        if found:
            return _of_day(found, on)
        if self._may_create:
            return self._create(row, key, text, organ=organ, on=on)
        reason, mend = unknown_word(text, self._names(organ))
        create = _("Or let the import create divisions that are not known yet.")
        row.error(key, reason, f"{mend} {create}" if mend else create)
        return None

    def save_new(self, wanted: Collection[str]) -> None:
        """Store those of the new divisions whose rows are going to be written.

        Args:
            wanted: Their keys, see `division_key`.
        """
        Division.objects.bulk_create(
            [
                division
                for division in self.new_divisions
                if division_key(division.organ_id, division.name) in wanted
            ]
        )

    def _create(
        self, row: RowCells, key: str, text: str, *, organ: Organ, on: date
    ) -> Division:
        near = self._names(organ).nearest(text, n=1, cutoff=LIKE)
        if near:
            row.warn(
                key,
                _("A new division “%(name)s” is created; “%(near)s” exists already.")
                % {"name": text, "near": near[0]},
            )
        else:
            row.warn(key, _("A new division “%(name)s” is created.") % {"name": text})
        division = Division(
            organ=organ,
            code=text[:60],
            name=text,
            valid_from=min(organ.valid_from, _first_day(on)),
        )
        self.new_divisions.append(division)
        self._remember(division)
        return division

    def _names(self, organ: Organ) -> Words:
        names = (
            division
            for (organ_pk, _name), divisions in self._divisions.items()
            if organ_pk == organ.pk
            for division in divisions
        )
        return Words((division.name, [division.name]) for division in names)

    def _remember(self, division: Division) -> None:
        names = {division.name}
        if division.parent is not None:
            names.add(division.parent.name + division.name)
        for name in names:
            key = (division.organ_id, fold(name))
            self._divisions.setdefault(key, []).append(division)


def _of_day(divisions: list[Division], on: date) -> Division:
    """Return the division of that day, else the one nearest before or after."""
    in_force = [
        division
        for division in divisions
        if division.valid_from <= on
        and (division.valid_until is None or on < division.valid_until)
    ]
    if in_force:
        return in_force[-1]
    return min(divisions, key=lambda division: abs(division.valid_from - on))


def _first_day(on: date) -> date:
    return date(fiscal_year_of(on), FIRST_MONTH, 1)
