"""Where the requesters around today live: in streets that do not exist."""

from collections.abc import Collection
from datetime import date

from casework.models import Party
from desk.demonstration.dice import Dice
from desk.demonstration.subjects import LOTS, PLOTS
from desk.demonstration.vocabulary import places
from desk.demonstration.year import planned_years

# no post office has this code, no map this city
POSTAL_CODE, CITY = "000-0000", "架空市"
# whose letters are addressed to 御中
CORPORATE = frozenset({"corporation", "outside_corporation"})


def give_addresses(*, around: date, without: Collection[str] = ()) -> None:
    """Give every requester around a day an address; the ledgers have none.

    Corporations and groups become ones by their category. The demonstrated year
    stays as its ledgers have it.

    Args:
        around: The day.
        without: Numbers of cases whose requesters told none.
    """
    dice, words = Dice(f"addresses {around.isoformat()}"), places()
    parties = Party.objects.select_related("case").exclude(
        case__fiscal_year__in=planned_years()
    )
    parties = parties.exclude(case__number_text__in=without)
    for party in parties.order_by("pk"):
        party.postal_code = POSTAL_CODE
        party.address = write_address(dice, words["town"], words["block"])
        party.is_corporation = party.case.requester_category in CORPORATE
        party.save(update_fields=["postal_code", "address", "is_corporation"])


def write_address(dice: Dice, towns: list[str], blocks: list[str]) -> str:
    """Return an address of the city that does not exist."""
    plot, lot = dice.between(*PLOTS), dice.between(*LOTS)
    return f"{CITY}{dice.pick(towns)}{dice.pick(blocks)}{plot}番{lot}号"
