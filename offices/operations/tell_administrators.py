"""Tell a second person that a right was given or taken."""

from datetime import datetime

from offices.models import Absence, Grant, RightsChange, Staff


def tell_administrators(
    *, act: str, about: Grant | Absence, by: Staff, at: datetime
) -> None:
    """Leave an entry for the other administrators; runs inside the act.

    Args:
        act: A code of `RightsAct`.
        about: The grant given or ended, or the absence with its deputy.
        by: Who did it; this person cannot be the one who is told.
        at: When.
    """
    RightsChange.objects.create(
        act=act,
        grant=about if isinstance(about, Grant) else None,
        absence=about if isinstance(about, Absence) else None,
        made_by=by,
        at=at,
    )
