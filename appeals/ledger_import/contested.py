"""Against which decision an appeal goes, found by the number its ledger names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from appeals.models import Against
from casework.ledger.cells import RowCells
from casework.ledger.columns import Words
from casework.models import Unit
from ordinances import casenumber
from ordinances.casenumber import BadCaseNumber
from ordinances.fiscal_years import fiscal_year_label, fiscal_year_of
from ordinances.schema import Municipality, Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """The contested decision as far as known.

    Attributes:
        against: The system: public records or self-information.
        unit_pk: The unit, None while its number is not known.
        organ_pk: The organ that decided it.
        text: Its number as written.
        kind: The kind of request, empty where nothing tells it.
        complaint: 不服の内容.
    """

    against: str
    unit_pk: int | None
    organ_pk: int | None
    text: str
    kind: str
    complaint: str


@dataclass(frozen=True, slots=True)
class _Known:
    pk: int
    organ_pk: int | None
    request_kind: str
    regime: str
    received_on: date


class ContestedUnits:
    """Finds units by number; the units of a system and year are read once."""

    def __init__(self, municipality: Municipality) -> None:
        self._municipality = municipality
        self._years: dict[tuple[str, int], Mapping[tuple[int, int], _Known]] = {}

    def read(self, row: RowCells, *, received_on: date) -> Contested | None:
        """Return the contested decision of a row, None with an error.

        A number without a year is looked for in the year of the appeal, then in
        the year before. A number nobody knows is kept as text, with a warning.
        """
        row.required("against")
        against = row.code("against", Words.listed("against"))
        if against is None:
            return None
        text = row.text("against_number")
        known = self._find(row, against, text, received_on) if text else None
        if known is None:
            row.warn(
                "against_number",
                _("The contested decision is not known here, so the organ stays empty.")
                if text
                else _("No contested decision is named, so the organ stays empty."),
                _("Take in its ledger, then this one again with the changes."),
                about=f"contested {bool(text)}",
            )
        return Contested(
            against=Against(against),
            unit_pk=known.pk if known else None,
            organ_pk=known.organ_pk if known else None,
            text=text,
            kind=self._kind(row, against, known, received_on),
            complaint=row.text("complaint"),
        )

    def _find(
        self, row: RowCells, against: str, text: str, received_on: date
    ) -> _Known | None:
        try:
            number = casenumber.parse(text)
        except BadCaseNumber:
            return None
        year = fiscal_year_of(received_on)
        years = [number.fiscal_year] if number.fiscal_year else [year, year - 1]
        for fiscal_year in years:
            units = self._units(against, fiscal_year)
            known = units.get((number.number, number.branch or 1))
            if known is not None and known.received_on <= received_on:
                if number.fiscal_year is None:
                    self._warn_year(row, fiscal_year)
                return known
        return None

    def _warn_year(self, row: RowCells, fiscal_year: int) -> None:
        row.warn(
            "against_number",
            _("The number names no year; the one of %(year)s was taken.")
            % {"year": fiscal_year_label(fiscal_year, "half")},
        )

    def _units(self, kind: str, fiscal_year: int) -> Mapping[tuple[int, int], _Known]:
        key = kind, fiscal_year
        if key not in self._years:
            rows = Unit.objects.filter(
                kind=kind, fiscal_year=fiscal_year, voided=False
            ).values(
                "pk",
                "number",
                "branch",
                "organ_id",
                "request_kind",
                "regime",
                "received_on",
            )
            self._years[key] = {
                (row["number"], row["branch"]): _Known(
                    row["pk"],
                    row["organ_id"],
                    row["request_kind"],
                    row["regime"],
                    row["received_on"],
                )
                for row in rows
            }
        return self._years[key]

    def _kind(
        self, row: RowCells, against: str, known: _Known | None, received_on: date
    ) -> str:
        if not row.text("contested_kind"):
            return known.request_kind if known else ""
        for words in self._kind_words(against, known, received_on):
            code = words.code(row.text("contested_kind"))
            if code is not None:
                self._compare_kind(row, code, known)
                return code
        row.code("contested_kind", self._kind_words(against, None, received_on)[-1])
        return ""

    def _compare_kind(self, row: RowCells, code: str, known: _Known | None) -> None:
        if known is not None and known.request_kind != code:
            row.warn(
                "contested_kind",
                _("The contested request itself is of another kind."),
                _("Check the kind or the number."),
            )

    def _kind_words(
        self, against: str, known: _Known | None, received_on: date
    ) -> list[Words]:
        """Return the words to try: the contested regime's, today's, then any."""
        packs = [pack for pack in self._municipality.packs if pack.kind == against]
        first = [pack for pack in packs if known and pack.code == known.regime]
        in_force = [pack for pack in packs if pack.in_force(received_on)]
        lists = [first] if first else [in_force, packs]
        return [_words(chosen) for chosen in lists]


def _words(packs: list[Pack]) -> Words:
    return Words(
        (kind.key, (kind.short_label_ja, kind.label_ja, *kind.synonyms))
        for pack in packs
        for kind in pack.request_kinds
    )
