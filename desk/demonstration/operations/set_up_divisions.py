"""Make the departments and divisions of the demonstration."""

from datetime import date, datetime

from django.db import transaction

from audit import trail
from audit.trail import Actor
from desk.demonstration.vocabulary import (
    Place,
    division_kana,
    organ_codes,
    organisation,
)
from offices.models import Division, Organ

# before anything the demonstration tells of
SINCE = date(2010, 4, 1)


@transaction.atomic
def set_up_divisions(*, by: Actor, at: datetime) -> int:
    """Make the divisions that are missing, below their departments.

    Rows are matched by organ and name; what exists is left as it is. One trail
    entry when anything was made.

    Args:
        by: Who sets them up.
        at: When.

    Returns:
        How many rows were made, departments included.

    Raises:
        Organ.DoesNotExist: The office is not prepared.
    """
    made = [name for place in organisation().values() for name in _make(place)]
    if made:
        trail.record(
            stream="office",
            act="set_up_divisions",
            subject="office:divisions",
            by=by,
            at=at,
            facts={"created": made},
        )
    return len(made)


def _make(place: Place) -> list[str]:
    """Make a division and, before it, its department; return the new names."""
    organ = Organ.objects.get(code=organ_codes()[place.organ])
    made = []
    parent = None
    for name in filter(None, (place.department, place.division)):
        known = Division.objects.filter(organ=organ, name=name).first()
        if known is None:
            known = Division.objects.create(
                organ=organ,
                code=name,
                name=name,
                kana=division_kana().get(name, ""),
                parent=parent,
                valid_from=SINCE,
            )
            made.append(name)
        parent = known
    return made
