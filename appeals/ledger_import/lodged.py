"""The ledger of appeals: each row is an appeal with its board report and end."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from django.db.models import Model
from django.utils.translation import gettext as _

from appeals.ledger_import.contested import ContestedUnits
from appeals.ledger_import.facts import (
    AppealFacts,
    amend_appeal,
    appeal_texts,
    new_appeal,
    stored_appeal_texts,
)
from appeals.ledger_import.steps import read_steps
from appeals.models import Appeal
from casework.intake import Intake, Part
from casework.ledger.cells import RowCells
from casework.ledger.columns import load_columns
from casework.ledger.conclusions import read_conclusion
from casework.ledger.places import Places
from casework.ledger.units import (
    UnitRow,
    case_text,
    number_key,
    read_number,
    read_received,
    read_regime,
)
from casework.models import Case, Kind, Origin, Unit
from casework.operations.import_units import UnitLedger
from ordinances.schema import Municipality, Pack

REQUEST_KIND = "appeal"


class AppealsLedger(UnitLedger):
    """Reads rows of the ledger of appeals; an appeal is a case with one unit."""

    columns = load_columns(Path(__file__).parent / "appeals.yaml")

    def __init__(self, municipality: Municipality) -> None:
        self._contested = ContestedUnits(municipality)

    def read(self, row: RowCells, *, places: Places, today: date) -> UnitRow | None:
        """Return a row as the unit of an appeal, None when it has an error."""
        if not row.is_sound():
            return None
        number = read_number(row, "number")
        received_on = read_received(row, "received_on", today=today)
        if received_on is None:
            row.required("against")
            return None
        contested = self._contested.read(row, received_on=received_on)
        organ = places.organ_of(contested.organ_pk if contested else None)
        pack = read_regime(
            row,
            "received_on",
            places=places,
            kind=Kind.APPEAL,
            organ=organ,
            on=received_on,
        )
        if pack is None:
            return None
        kind = pack.request_kind(REQUEST_KIND, received_on)
        end = read_conclusion(
            row, pack=pack, kind=kind, received_on=received_on, today=today
        )
        steps = read_steps(row, received_on=received_on, today=today)
        if number is None or contested is None:
            return None
        key = number_key(
            row, "number", number, series=pack.series, received_on=received_on
        )
        _check_one_unit(row, number.branch)
        intake = _intake(
            row, pack, received_on, Part(organ=organ, remarks=_remarks(row))
        )
        if key is None or not row.is_sound():
            return None
        return UnitRow(
            line=row.line,
            raw=row.raw,
            key=key,
            branch=None,
            intake=intake,
            conclusion=end,
            own=AppealFacts(contested, steps),
        )

    def own_rows(self, case: Case, row: UnitRow) -> Sequence[Model]:
        """Return the appeal, its referral and its board report."""
        return new_appeal(case, facts_of(row))

    def own_texts(self, row: UnitRow) -> Mapping[str, str]:
        """Return what only this slice knows of a row, by column key."""
        return appeal_texts(facts_of(row))

    def stored_texts(self, units: Sequence[Unit]) -> Mapping[int, Mapping[str, str]]:
        """Return the same of stored appeals."""
        appeals = Appeal.objects.filter(
            case__in={unit.case_id for unit in units}
        ).select_related("referral", "board_report")
        by_case = {appeal.case_id: stored_appeal_texts(appeal) for appeal in appeals}
        return {unit.pk: by_case.get(unit.case_id, {}) for unit in units}

    def amend(self, unit: Unit, row: UnitRow, keys: frozenset[str]) -> None:
        """Change the appeal; a decision that is known by now gives its organ."""
        organ = row.intake.first.organ
        if organ is not None and unit.organ_id is None:
            Unit.objects.filter(pk=unit.pk).update(organ=organ)
            Case.objects.filter(pk=unit.case_id).update(organ=organ)
        amend_appeal(unit.case_id, facts_of(row), keys)


def facts_of(row: UnitRow) -> AppealFacts:
    """Return what this slice put into a row.

    Raises:
        TypeError: The row is of another ledger.
    """
    if not isinstance(row.own, AppealFacts):
        raise TypeError(row.own)
    return row.own


def _intake(row: RowCells, pack: Pack, received_on: date, part: Part) -> Intake:
    return Intake(
        pack=pack,
        request_kind=REQUEST_KIND,
        received_on=received_on,
        first=part,
        origin=Origin.LEDGER,
        number_text=case_text(row.text("number")),
    )


def _remarks(row: RowCells) -> str:
    return row.text("remarks")


def _check_one_unit(row: RowCells, branch: int | None) -> None:
    if branch is not None and branch > 1:
        row.error(
            "number",
            _("An appeal has no branches."),
            _("Give each appeal a number of its own."),
        )
