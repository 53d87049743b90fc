"""The steps of an appeal in its ledger: referral (諮問) and board report (答申)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from casework.ledger.cells import RowCells
from casework.wording import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Days and result of referral and board report, as far as told."""

    referred_on: date | None
    reported_on: date | None
    result: str
    result_text: str


def read_steps(row: RowCells, *, received_on: date, today: date) -> Steps:
    """Return the steps of a row; days out of order are errors.

    Args:
        row: The row.
        received_on: The day of the appeal.
        today: The day of the import.
    """
    referred_on = row.day("referred_on", not_after=today)
    reported_on = row.day("reported_on", not_after=today)
    _check_order(row, "referred_on", referred_on, received_on, today)
    _check_order(row, "reported_on", reported_on, referred_on or received_on, today)
    text = row.text("report_result")
    if text and referred_on is None:
        row.warn(
            "referred_on",
            _("There is a board report, but no day of referral."),
            about="report without referral",
        )
    return Steps(
        referred_on=referred_on,
        reported_on=reported_on,
        result=row.known_word("report_result", "report_result", otherwise=""),
        result_text=text,
    )


def _check_order(
    row: RowCells, key: str, on: date | None, after: date, today: date
) -> None:
    if on is None:
        return
    if on < after:
        row.error(
            key,
            _("The day %(on)s lies before the step before it, %(after)s.")
            % {"on": day(on), "after": day(after)},
            _("Check both days."),
        )
    elif on > today:
        row.error(
            key,
            _("The day %(on)s has not come yet.") % {"on": day(on)},
            _("Check the year."),
        )
