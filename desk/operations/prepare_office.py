"""Copy what the packs say of organs and advisory bodies into the office."""

from datetime import date, datetime

from django.db import models, transaction

from appeals.models import AdvisoryBody
from audit import trail
from audit.trail import Actor
from offices.models import Organ
from ordinances import schema
from ordinances.schema import Municipality

# A pack that does not say since when an organ exists means: always.
BEGINNING = date(1947, 5, 3)


@transaction.atomic
def prepare_office(*, municipality: Municipality, by: Actor, at: datetime) -> list[str]:
    """Make or update the rows; a second run changes nothing.

    Rows are matched by code and never removed: an organ that is gone from the
    pack still has cases. One trail entry when anything changed.

    Args:
        municipality: The packs in force here.
        by: Who prepares.
        at: When.

    Returns:
        One code per row that was made or changed.
    """
    changed = [
        *(_copy(Organ, organ) for organ in municipality.organs),
        *(_copy(AdvisoryBody, body) for body in municipality.advisory_bodies),
    ]
    codes = [code for code in changed if code]
    if codes:
        trail.record(
            stream="office",
            act="prepare_office",
            subject=f"municipality:{municipality.code}",
            by=by,
            at=at,
            facts={"changed": codes, "digest": municipality.digest},
        )
    return codes


def _copy(
    model: type[Organ] | type[AdvisoryBody],
    entry: schema.Organ | schema.AdvisoryBody,
) -> str:
    wanted = {
        "name": entry.name_ja,
        "name_en": entry.name_en,
        "valid_from": entry.in_force_from or BEGINNING,
        "valid_until": entry.replaced_on,
    }
    row: models.Model | None = model.objects.filter(code=entry.code).first()
    if row is None:
        model.objects.create(code=entry.code, **wanted)
        return entry.code
    if all(getattr(row, key) == value for key, value in wanted.items()):
        return ""
    model.objects.filter(code=entry.code).update(**wanted)
    return entry.code
