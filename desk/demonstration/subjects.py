"""What is asked for, and by whom: subjects and names."""

import string
from datetime import date

from desk.demonstration.dice import Dice
from desk.demonstration.vocabulary import names, places
from ordinances.fiscal_years import fiscal_year_label, fiscal_year_of
from ordinances.wareki import format_date

LOTS = (1, 48)
PLOTS = (1, 22)
MONTHS = 12
RARE_PERCENT = 4
ASSOCIATION_PERCENT = 12
CORPORATE = ("区外法人・団体", "区内法人・団体")
PRESS = "報道機関"


def write_subject(template: str, *, received_on: date, dice: Dice) -> str:
    """Fill the gaps of a subject; months and years lie before the receipt."""
    gaps = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    filled = {gap: _fill(gap, received_on, dice) for gap in sorted(gaps)}
    return template.format(**filled)


def write_name(category: str, *, dice: Dice) -> str:
    """Return the name of a requester of a category (or relation)."""
    words = names()
    if category == PRESS:
        return f"{dice.pick(words['press'])}{words['mark']}"
    if category in CORPORATE:
        return f"{_company(dice)}{words['mark']}"
    rarity = "rare" if dice.hits(RARE_PERCENT) else "common"
    surname = dice.pick(words["surnames"][rarity])
    return f"{surname}　{dice.pick(words['given_names'])}"


def _company(dice: Dice) -> str:
    words = names()
    if dice.hits(ASSOCIATION_PERCENT):
        return str(dice.pick(words["associations"]))
    parts = words["companies"]
    form: str = dice.pick(parts["forms"])
    return form.format(head=dice.pick(parts["heads"]), tail=dice.pick(parts["tails"]))


def _fill(gap: str, received_on: date, dice: Dice) -> str:
    if gap == "lot":
        return f"{dice.between(*LOTS)}番{dice.between(*PLOTS)}"
    if gap == "past_year":
        year = fiscal_year_of(received_on) - dice.weighed({1: 5, 2: 3, 3: 2, 4: 1})
        return fiscal_year_label(year, "half")
    if gap == "last_month":
        return _month(received_on, back=1)
    if gap == "past_month":
        return _month(received_on, back=dice.between(2, MONTHS))
    return dice.pick(places()[gap])


def _month(on: date, *, back: int) -> str:
    months = on.year * MONTHS + on.month - 1 - back
    first = date(months // MONTHS, months % MONTHS + 1, 1)
    return format_date(first).removesuffix("1日")
