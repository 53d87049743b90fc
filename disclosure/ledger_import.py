"""The ledger of public-records requests: its columns and how a row is read."""

from datetime import date
from pathlib import Path

from casework.intake import Intake, Part, PartyFacts
from casework.ledger.cells import RowCells
from casework.ledger.columns import load_columns
from casework.ledger.conclusions import read_conclusion, read_handover
from casework.ledger.places import Places
from casework.ledger.units import (
    UnitRow,
    case_text,
    number_key,
    read_extension,
    read_number,
    read_received,
    read_regime,
)
from casework.models import Channel, Kind, Origin, PartyRole
from offices.models import Organ
from ordinances.schema import Pack

REQUEST_KIND = "disclosure"
COLUMNS = load_columns(Path(__file__).parent / "ledger.yaml")


class DisclosureLedger:
    """Reads rows of the public-records ledger."""

    columns = COLUMNS

    def read(self, row: RowCells, *, places: Places, today: date) -> UnitRow | None:
        """Return a row as a unit, None when it has an error.

        Args:
            row: The cells.
            places: Organs and divisions.
            today: The day of the import; no receipt or decision lies after it.
        """
        if not row.is_sound:
            return None
        number = read_number(row, "number")
        received_on = read_received(row, "received_on", today=today)
        row.required("subject")
        organ = places.organ(row, "organ", on=received_on or today)
        if number is None or received_on is None or organ is None:
            return None
        pack = read_regime(
            row,
            "received_on",
            places=places,
            kind=Kind.PUBLIC_RECORDS,
            organ=organ,
            on=received_on,
        )
        if pack is None:
            return None
        key = number_key(
            row, "number", number, series=pack.series, received_on=received_on
        )
        intake = _intake(row, pack, organ, received_on, places, number.branch)
        conclusion = read_conclusion(
            row,
            pack=pack,
            kind=pack.request_kind(REQUEST_KIND, received_on),
            received_on=received_on,
            today=today,
        )
        extended_until = read_extension(row, "extended_until", received_on=received_on)
        handover = read_handover(row, conclusion, today=today)
        if key is None or not row.is_sound:
            return None
        return UnitRow(
            line=row.line,
            raw=row.raw,
            key=key,
            number_text=row.text("number"),
            intake=intake,
            conclusion=conclusion,
            extended_until=extended_until,
            handover=handover,
        )


def _intake(
    row: RowCells,
    pack: Pack,
    organ: Organ,
    received_on: date,
    places: Places,
    branch: int | None,
) -> Intake:
    name = row.text("requester_name")
    return Intake(
        pack=pack,
        request_kind=REQUEST_KIND,
        received_on=received_on,
        first=Part(
            organ=organ,
            division=places.division(row, "division", organ=organ, on=received_on),
            branch=branch,
            remarks=row.text("remarks"),
        ),
        subject=row.text("subject"),
        channel=row.known_word("channel", "channel", otherwise=Channel.UNKNOWN),
        requester_category=row.known_word(
            "requester_category", "requester_category", otherwise=""
        ),
        parties=(PartyFacts(role=PartyRole.REQUESTER, name=name),) if name else (),
        origin=Origin.LEDGER,
        number=None,
        number_text=case_text(row.text("number")),
    )
