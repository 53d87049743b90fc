"""Ten years of an office: units in the proportions of a printed year."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import cycle, islice

from tests.annual.builders import (
    FIGURES_2020,
    Lot,
    add,
    add_appeals,
    add_figure,
    add_sessions,
)

YEARS = range(2013, 2023)
MONTHS = 12
# the act on appeals is in force since then
FIRST_APPEALS = 2016
DAYS_TO_DECIDE = 12
# kind, request kind → outcome → parts of the whole
SHARES: Mapping[tuple[str, str], Mapping[str | None, int]] = {
    ("public_records", "disclosure"): {
        "full": 1107,
        "partial": 1667,
        "non_disclosure": 23,
        "absent": 139,
        "withdrawn": 166,
        "existence_refused": 9,
        "inadmissible": 4,
        "transferred": 5,
        None: 20,
    },
    ("self_info", "disclosure"): {
        "full": 230,
        "partial": 61,
        "non_disclosure": 4,
        "absent": 14,
        "withdrawn": 6,
        None: 3,
    },
    ("self_info", "correction_deletion"): {"accepted_full": 3, "rejected": 4},
    ("self_info", "provision_cessation"): {"rejected": 2},
}
WHOLE = sum(n for outcomes in SHARES.values() for n in outcomes.values())
# sets of grounds, as often as in a printed year
GROUNDS = (
    [["personal"]] * 63
    + [["corporate"]] * 48
    + [["personal", "corporate"]] * 38
    + [["corporate", "operations"]] * 5
    + [["operations"]] * 4
    + [["other_system"]] * 3
    + [["personal", "operations"]] * 2
    + [["deliberation", "operations"], ["public_safety"], ["formal_defect"]]
)


def fill(n_units: int) -> None:
    """Add about so many units in ten years, with appeals, sessions and figures."""
    taken = cycle(GROUNDS)
    for lot, n in lots(n_units):
        grounds: Sequence[Sequence[str]] = ()
        if lot.outcome in {"partial", "non_disclosure"}:
            grounds = list(islice(taken, n))
        add(lot, n, grounds)
    for year in YEARS:
        _beside(year)


def lots(n_units: int) -> Iterator[tuple[Lot, int]]:
    """Yield the units month by month; what is left of a share goes on."""
    owed: dict[tuple[str, str, str | None], float] = {}
    each_month = n_units / (len(YEARS) * MONTHS)
    for received_on in _days():
        for (kind, request_kind), outcomes in SHARES.items():
            for outcome, parts in outcomes.items():
                key = (kind, request_kind, outcome)
                owed[key] = owed.get(key, 0.0) + each_month * parts / WHOLE
                n, owed[key] = int(owed[key]), owed[key] % 1
                if n:
                    yield _lot(kind, request_kind, outcome, received_on), n


def _lot(kind: str, request_kind: str, outcome: str | None, received_on: date) -> Lot:
    return Lot(
        kind=kind,
        request_kind=request_kind,
        outcome=outcome,
        received_on=received_on,
        outcome_on=received_on + timedelta(days=DAYS_TO_DECIDE),
    )


def _days() -> Iterator[date]:
    for year, month in ((y, m) for y in YEARS for m in range(MONTHS)):
        yield date(year + (3 + month) // MONTHS, (3 + month) % MONTHS + 1, 15)


def _beside(year: int) -> None:
    if year >= FIRST_APPEALS:
        add_appeals(8, "public_records", "disclosure", on=date(year, 6, 1))
        add_appeals(1, "self_info", "provision_cessation", on=date(year, 6, 1))
    add_sessions("advisory_council", [date(year, 7, 1), date(year + 1, 2, 1)])
    add_sessions("review_board", [date(year, month, 10) for month in range(4, 13)])
    for key, value in FIGURES_2020.items():
        add_figure(key, value, fiscal_year=year)
