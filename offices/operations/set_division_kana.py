"""Say how the name of a division is read, so that it is found by its kana."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from offices.errors import OfficeError
from offices.models import Division, Staff
from offices.operations.write_division_fact import write_division_fact
from offices.permissions import require_administrator

HIRAGANA = range(0x3041, 0x3097)
KATAKANA = range(0x30A1, 0x30F7)
MARKS = frozenset("ー・　 ")


class CannotSetKana(OfficeError):
    """This is no kana."""

    code = "cannot_set_division_kana"


@transaction.atomic
def set_division_kana(
    *, division: Division, kana: str, by: Staff, on: date, at: datetime
) -> Division:
    """Write how the name of a division is read; one trail entry.

    Args:
        division: Which.
        kana: Hiragana or katakana; empty takes the reading away.
        by: Who writes it.
        on: The day of the act.
        at: The instant of the act.

    Returns:
        The division.

    Raises:
        NotAdministrator: This person keeps no accounts.
        CannotSetKana: Something else than kana stands in it.
    """
    require_administrator(by, on=on)
    if not all(_is_kana(sign) for sign in kana):
        raise CannotSetKana(
            _("Please write the reading in hiragana or katakana only."), field="kana"
        )
    return write_division_fact(division, "kana", kana, by=by, at=at)


def _is_kana(sign: str) -> bool:
    return ord(sign) in HIRAGANA or ord(sign) in KATAKANA or sign in MARKS
