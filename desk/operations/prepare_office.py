"""Copy what the packs say of organs and advisory bodies into the office."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TypeVar

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
    pack still has cases. Dated entries of one code (a body that was reorganised)
    are one row from the first day of the first to the last day of the last, with
    the latest name. One trail entry when anything changed.

    Args:
        municipality: The packs in force here.
        by: Who prepares.
        at: When.

    Returns:
        One code per row that was made or changed.
    """
    changed = [
        *(_copy(Organ, periods) for periods in _by_code(municipality.organs)),
        *(
            _copy(AdvisoryBody, periods)
            for periods in _by_code(municipality.advisory_bodies)
        ),
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


Entry = TypeVar("Entry", schema.Organ, schema.AdvisoryBody)


def _by_code(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Group dated entries by code, each group from the oldest to the latest."""
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.in_force_from or BEGINNING):
        groups.setdefault(entry.code, []).append(entry)
    return list(groups.values())


def _copy(model: type[Organ] | type[AdvisoryBody], periods: Sequence[Entry]) -> str:
    first, last = periods[0], periods[-1]
    wanted = {
        "name": last.name_ja,
        "name_en": last.name_en,
        "valid_from": first.in_force_from or BEGINNING,
        "valid_until": last.replaced_on,
    }
    row: models.Model | None = model.objects.filter(code=last.code).first()
    if row is None:
        model.objects.create(code=last.code, **wanted)
        return last.code
    if all(getattr(row, key) == value for key, value in wanted.items()):
        return ""
    model.objects.filter(code=last.code).update(**wanted)
    return last.code
