"""Every letter of a unit, addressed."""

from collections.abc import Iterator
from datetime import date

from django.db.models import prefetch_related_objects

from casework.models import Unit
from disclosure.letters.addressees import (
    addressee_of,
    gaps_of_addressee,
    requesters_of,
)
from disclosure.letters.decisions import decisions_told
from disclosure.letters.extensions import extensions_told
from disclosure.letters.facts import gaps_of_form
from disclosure.letters.supplementations import orders_told
from disclosure.letters.third_parties import opposers_told, questions_told
from disclosure.letters.told import Told
from disclosure.letters.transfers import transfers_told
from notices.letter import Letter

PUBLIC_RECORDS = "public_records"


def letters_of(unit: Unit, *, on: date) -> list[Letter]:
    """Return every letter of a public-records unit as things stand.

    Args:
        unit: Any unit; of other regimes there are none here.
        on: Today.

    Returns:
        In the order of what happened. A letter that lacks something says so in its
        gaps; one that was issued already is among them all the same.
    """
    if unit.kind != PUBLIC_RECORDS or unit.voided:
        return []
    # who signs hangs on the transfers: read once for all letters
    prefetch_related_objects(
        [unit], "organ_transfers__from_organ", "organ_transfers__to_organ"
    )
    told = [
        *orders_told(unit),
        *extensions_told(unit),
        *transfers_told(unit),
        *questions_told(unit),
        *decisions_told(unit),
        *opposers_told(unit),
    ]
    return [letter for one in told for letter in _addressed(unit, one)]


def _addressed(unit: Unit, told: Told) -> Iterator[Letter]:
    for party in told.to or requesters_of(unit.case):
        face = gaps_of_addressee(party)
        pack = gaps_of_form(told.form, unit=unit, organ=told.facts["organ"], on=told.on)
        yield Letter(
            form=told.form,
            about=told.about,
            unit=unit,
            addressee=addressee_of(party, regime=unit.regime, on=told.on),
            issued_on=told.on,
            facts=told.facts,
            gaps=(*face, *told.gaps, *pack),
        )
