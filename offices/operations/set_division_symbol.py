"""Say by which symbol a division stands in document numbers (部課記号)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from offices.errors import OfficeError
from offices.models import Division, Staff
from offices.operations.write_division_fact import write_division_fact
from offices.permissions import require_administrator

LONGEST = 20


class CannotSetSymbol(OfficeError):
    """This is no symbol."""

    code = "cannot_set_division_symbol"


@transaction.atomic
def set_division_symbol(
    *, division: Division, symbol: str, by: Staff, on: date, at: datetime
) -> Division:
    """Write the symbol of a division; one trail entry.

    Letters issued before keep their numbers; the numbers of a new symbol begin
    with 1.

    Args:
        division: Which.
        symbol: Such as 総情; empty takes it away.
        by: Who writes it.
        on: The day of the act.
        at: The instant of the act.

    Returns:
        The division.

    Raises:
        NotAdministrator: This person keeps no accounts.
        CannotSetSymbol: It holds something else than letters.
    """
    require_administrator(by, on=on)
    # a digit would run into the year or the number beside it
    if symbol and (not symbol.isalpha() or len(symbol) > LONGEST):
        raise CannotSetSymbol(
            _(
                "Please write the symbol with letters only, at most %(most)s: "
                "digits and spaces would be read as part of the number."
            )
            % {"most": LONGEST},
            field="symbol",
        )
    return write_division_fact(division, "symbol", symbol, by=by, at=at)
