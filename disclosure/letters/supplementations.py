"""The letter of a supplementation order: one for the case, with its first unit."""

from collections.abc import Iterator

from casework.models import Unit
from disclosure.letters.facts import iso, request_facts
from disclosure.letters.told import Told


def orders_told(unit: Unit) -> Iterator[Told]:
    """Yield the letter of every written order of the case, the oldest first.

    An order stops the clock of every unit and is told once: it stands with the
    first unit that still counts.
    """
    first = unit.case.units.filter(voided=False).order_by("branch").first()
    if first != unit:
        return
    for order in unit.case.supplementations.order_by("pk"):
        yield Told(
            form="supplementation",
            about=f"supplementation:{order.pk}",
            on=order.ordered_on,
            facts=request_facts(unit, on=order.ordered_on)
            | {
                "defect": order.matter,
                "help": "",
                "answer_by_on": iso(order.answer_by_on),
            },
        )
