"""Say by which number a division is called; its letters name it."""

import re
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from offices.errors import OfficeError
from offices.models import Division, Staff
from offices.operations.write_division_fact import write_division_fact
from offices.permissions import require_administrator

# digits, hyphens, brackets and an extension: 03-0000-0000（内線1234）
TELEPHONE = re.compile(r"[0-9][0-9-]*[0-9](?:[（(]内線[0-9-]+[)）])?")


class CannotSetTelephone(OfficeError):
    """This is no number to call."""

    code = "cannot_set_division_telephone"


@transaction.atomic
def set_division_telephone(
    *, division: Division, telephone: str, by: Staff, on: date, at: datetime
) -> Division:
    """Write the number of a division; one trail entry.

    Letters issued before keep the number they were printed with.

    Args:
        division: Which.
        telephone: Such as 03-0000-0000（内線1234）; empty takes it away.
        by: Who writes it.
        on: The day of the act.
        at: The instant of the act.

    Returns:
        The division.

    Raises:
        NotAdministrator: This person keeps no accounts.
        CannotSetTelephone: It is no telephone number.
    """
    require_administrator(by, on=on)
    if telephone and not TELEPHONE.fullmatch(telephone):
        raise CannotSetTelephone(
            _(
                "Please write the telephone number with half-width digits and "
                "hyphens, an extension in brackets: 03-0000-0000（内線1234）."
            ),
            field="telephone",
        )
    return write_division_fact(division, "telephone", telephone, by=by, at=at)
