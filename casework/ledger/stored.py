"""What is stored already of the numbers in a ledger."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from casework.ledger.placement import StoredUnit
from casework.ledger.places import division_key
from casework.ledger.units import NumberKey
from casework.models import Case, Unit

# SQLite before 3.32 takes 999 parameters; stay below on every engine
LOOKUP = 500


def stored_units(keys: Collection[NumberKey]) -> dict[NumberKey, list[StoredUnit]]:
    """Return the units of these numbers, each list by branch: one statement."""
    found: dict[NumberKey, list[StoredUnit]] = defaultdict(list)
    units = Unit.objects.filter(
        case__series__in={key.series for key in keys},
        fiscal_year__in={key.fiscal_year for key in keys},
        taken_back=False,
    ).order_by("branch")
    told = units.values(
        "pk",
        "branch",
        "organ_id",
        "division__name",
        "received_on",
        "regime",
        "request_kind",
        "case__series",
        "fiscal_year",
        "number",
    )
    for row in told.iterator():
        key = NumberKey(row["case__series"], row["fiscal_year"], row["number"])
        if key in keys:
            unit = StoredUnit(
                pk=row["pk"],
                branch=row["branch"],
                division=division_key(row["organ_id"], row["division__name"]),
                received_on=row["received_on"],
                regime=row["regime"],
                request_kind=row["request_kind"],
            )
            found[key].append(unit)
    return found


def stored_numbers(keys: Iterable[NumberKey]) -> Iterator[NumberKey]:
    """Walk all numbers stored in the series and years of these."""
    years = {(key.series, key.fiscal_year) for key in keys}
    cases = Case.objects.filter(
        series__in={series for series, _year in years},
        fiscal_year__in={year for _series, year in years},
    ).values_list("series", "fiscal_year", "number")
    for series, year, number in cases.iterator():
        if (series, year) in years:
            yield NumberKey(series, year, number)


def load_units(pks: Sequence[int]) -> Iterator[list[Unit]]:
    """Walk stored units with everything a ledger tells of them, in pieces."""
    for start in range(0, len(pks), LOOKUP):
        yield list(
            Unit.objects.filter(pk__in=pks[start : start + LOOKUP])
            .select_related("case", "organ", "division", "withdrawal")
            .prefetch_related(
                "case__parties", "implementations", "decisions__grounds", "clock_events"
            )
        )
