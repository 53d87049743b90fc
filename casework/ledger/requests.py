"""A row of a ledger of requests (public records, self-information) as a unit."""

from collections.abc import Callable
from datetime import date

from casework.intake import Intake, Part, PartyFacts
from casework.ledger.cells import RowCells
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
from ordinances.schema import Pack, RequestKind

KindReader = Callable[[RowCells, Pack, date], RequestKind | None]


def read_request(
    row: RowCells, *, kind: Kind, read_kind: KindReader, places: Places, today: date
) -> UnitRow | None:
    """Return a row as a unit, None when it has an error.

    Args:
        row: The cells, under the column keys of the slice's ledger.
        kind: Which sort of request the ledger holds.
        read_kind: Returns the kind of request of a row under its regime.
        places: Organs and divisions.
        today: The day of the import; no receipt or decision lies after it.
    """
    if not row.is_sound():
        return None
    number = read_number(row, "number")
    received_on = read_received(row, "received_on", today=today)
    _check_required(row)
    organ = places.organ(row, "organ", on=received_on or today)
    if received_on is None or organ is None:
        return None
    pack = read_regime(
        row, "received_on", places=places, kind=kind, organ=organ, on=received_on
    )
    request_kind = read_kind(row, pack, received_on) if pack else None
    if pack is None or request_kind is None:
        return None
    intake = _intake(row, pack, request_kind, organ, received_on, places)
    conclusion = read_conclusion(
        row, pack=pack, kind=request_kind, received_on=received_on, today=today
    )
    until_on = read_extension(row, "extended_until", received_on=received_on)
    handover = read_handover(row, conclusion, today=today)
    if number is None:
        return None
    key = number_key(row, "number", number, series=pack.series, received_on=received_on)
    if key is None or not row.is_sound():
        return None
    return UnitRow(
        line=row.line,
        raw=row.raw,
        key=key,
        branch=number.branch,
        intake=intake,
        conclusion=conclusion,
        extended_until=until_on,
        handover=handover,
    )


def _check_required(row: RowCells) -> None:
    """Note the empty cells of the required columns no other reader notes."""
    for column in row.columns.columns:
        if column.required and column.key not in {"number", "received_on", "organ"}:
            row.required(column.key)


def _intake(
    row: RowCells,
    pack: Pack,
    kind: RequestKind,
    organ: Organ,
    received_on: date,
    places: Places,
) -> Intake:
    name = row.text("requester_name")
    division = places.division(row, "division", organ=organ, on=received_on)
    return Intake(
        pack=pack,
        request_kind=kind.key,
        received_on=received_on,
        first=Part(organ=organ, division=division, remarks=row.text("remarks")),
        subject=row.text("subject"),
        channel=row.known_word("channel", "channel", otherwise=Channel.UNKNOWN),
        requester_category=row.known_word(
            "requester_category", "requester_category", otherwise=""
        ),
        parties=(PartyFacts(role=PartyRole.REQUESTER, name=name),) if name else (),
        origin=Origin.LEDGER,
        number_text=case_text(row.text("number")),
    )
