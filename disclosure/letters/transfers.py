"""The letter of a transfer to another organ; it speaks of jurisdiction only."""

from collections.abc import Iterator

from casework.models import Unit
from disclosure.letters.facts import iso, request_facts
from disclosure.letters.told import Told
from ordinances.loading import municipality
from ordinances.loading import pack as load_pack


def transfers_told(unit: Unit) -> Iterator[Told]:
    """Yield the letter of every transfer inside the city, signed by the old organ."""
    city = municipality(load_pack(unit.regime).municipality)
    moved = unit.organ_transfers.select_related("from_organ", "to_organ")
    for each in moved.order_by("pk"):
        giver = city.organ(each.from_organ.code, each.on).signs_as_on(each.on)
        receiver = city.organ(each.to_organ.code, each.on).signs_as_on(each.on)
        yield Told(
            form="transfer",
            about=f"transfer:{each.pk}",
            on=each.on,
            facts=request_facts(unit, on=each.on)
            | {
                "organ": each.from_organ.code,
                "from_organ": giver,
                "receiver": receiver,
                "transferred_on": iso(each.on),
                "reason": each.reason,
            },
        )
