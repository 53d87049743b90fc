"""A row of a ledger as a unit: what `open_case`, `split` and the rest would take."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from casework.conclusions import Conclusion
from casework.handover import Handover
from casework.intake import Intake
from casework.ledger.cells import RowCells, say
from casework.ledger.places import Places
from casework.wording import day
from offices.models import Organ
from ordinances import casenumber
from ordinances.casenumber import BadCaseNumber, CaseNumber
from ordinances.fiscal_years import fiscal_year_label, fiscal_year_of
from ordinances.schema import NoRegime, Pack

EXTENSION_REASON = "ledger"
MOST_NUMBER = 9_999_999
MOST_BRANCH = 9_999

_BRANCH = re.compile(r"\s*の\s*[0-9０-９]+\s*$")


@dataclass(frozen=True, slots=True)
class NumberKey:
    """What makes two rows one case: a number within its series and year."""

    series: str
    fiscal_year: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One row, understood: one unit (件).

    Attributes:
        line: The file's own line.
        raw: The row as written.
        key: The number of its case.
        branch: The branch as written, None if none was.
        intake: What opening the case would take; `first` is this row's part.
        conclusion: How it ended, None while pending.
        extended_until: The extended due date.
        handover: Implementation, as far as told.
        own: What only the slice knows.
    """

    line: int
    raw: Mapping[str, str]
    key: NumberKey
    branch: int | None
    intake: Intake
    conclusion: Conclusion | None = None
    extended_until: date | None = None
    handover: Handover | None = None
    own: object = None


def read_number(row: RowCells, key: str) -> CaseNumber | None:
    """Return the case number of a row as written, None with an error if it is none."""
    text = row.required(key)
    if not text:
        return None
    try:
        number = casenumber.parse(text)
    except BadCaseNumber as error:
        row.error(key, say(error.reason), say(error.mend))
        return None
    if number.number > MOST_NUMBER or (number.branch or 1) > MOST_BRANCH:
        row.error(
            key,
            _("The number is higher than any office gives out in a year."),
            _("Check the digits."),
        )
        return None
    return number


def case_text(written: str) -> str:
    """Return a written number without its branch: the number of the case."""
    return _BRANCH.sub("", written)


def read_received(row: RowCells, key: str, *, today: date) -> date | None:
    """Return the receipt day, None with an error when missing, wrong or to come."""
    if not row.required(key):
        return None
    on = row.day(key, not_after=today)
    if on is not None and on > today:
        row.error(
            key,
            _("The day %(on)s has not come yet.") % {"on": day(on)},
            _("Check the year."),
        )
        return None
    return on


def number_key(
    row: RowCells, key: str, number: CaseNumber, *, series: str, received_on: date
) -> NumberKey | None:
    """Return the key of a row's case; the year is that of the receipt day.

    A year written in the number has to be the same one.
    """
    fiscal_year = fiscal_year_of(received_on)
    if number.fiscal_year not in (None, fiscal_year):
        row.error(
            key,
            _("The number names %(named)s, but the receipt day lies in %(received)s.")
            % {
                "named": fiscal_year_label(number.fiscal_year, "half"),
                "received": fiscal_year_label(fiscal_year, "half"),
            },
            _("Correct the number or the receipt day."),
        )
        return None
    return NumberKey(series, fiscal_year, number.number)


def read_regime(
    row: RowCells,
    key: str,
    *,
    places: Places,
    kind: str,
    organ: Organ | None,
    on: date,
) -> Pack | None:
    """Return the regime of a row, None with an error when there is none."""
    try:
        return places.municipality.regime_for(
            kind=kind, organ_code=organ.code if organ else None, received_on=on
        )
    except NoRegime as error:
        row.error(key, say(error.sentence))
        return None


def read_extension(row: RowCells, key: str, *, received_on: date) -> date | None:
    """Return the extended due date, None if there is none or it is impossible."""
    until_on = row.day(key)
    if until_on is not None and until_on < received_on:
        row.error(
            key,
            _("The extended due date %(until)s lies before the receipt day.")
            % {"until": day(until_on)},
            _("Check both days."),
        )
        return None
    return until_on
