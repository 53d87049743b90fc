"""The ledger of public-records requests: its columns and how a row is read."""

from datetime import date
from pathlib import Path

from casework.ledger.cells import RowCells
from casework.ledger.columns import load_columns
from casework.ledger.places import Places
from casework.ledger.requests import read_request
from casework.ledger.units import UnitRow
from casework.models import Kind
from casework.operations.import_units import UnitLedger
from ordinances.schema import Pack, RequestKind

REQUEST_KIND = "disclosure"
COLUMNS = load_columns(Path(__file__).parent / "ledger.yaml")


class DisclosureLedger(UnitLedger):
    """Reads rows of the public-records ledger; a case of it has no own rows."""

    columns = COLUMNS

    def read(self, row: RowCells, *, places: Places, today: date) -> UnitRow | None:
        """Return a row as a unit, None when it has an error."""
        return read_request(
            row,
            kind=Kind.PUBLIC_RECORDS,
            read_kind=_request_kind,
            places=places,
            today=today,
        )


def _request_kind(row: RowCells, pack: Pack, received_on: date) -> RequestKind:
    return pack.request_kind(REQUEST_KIND, received_on)
