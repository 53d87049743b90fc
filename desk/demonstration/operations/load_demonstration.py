"""Load the demonstration: a whole fiscal year, a few requests of today, accounts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.utils.translation import gettext as _

from audit.trail import Actor
from casework.errors import CaseworkError
from casework.ledger.findings import Report
from casework.models import Case
from casework.operations.import_run import ImportOptions, LedgerFile, Task
from desk.demonstration.accounts import DemonstrationAccount, create_accounts
from desk.demonstration.current import current_ledgers, stories_of
from desk.demonstration.handlers import hand_out
from desk.demonstration.operations.give_addresses import give_addresses
from desk.demonstration.operations.set_up_divisions import set_up_divisions
from desk.demonstration.stories import WITHOUT_ADDRESS, play_stories
from desk.demonstration.year import Ledgers, ledgers_of, write_ledgers
from desk.ledgers import import_ledger
from desk.operations.prepare_office import prepare_office
from ordinances.schema import Municipality

Progress = Callable[[Report], None]


class CannotLoadDemonstration(CaseworkError):
    """A ledger of the demonstration was refused; nothing was loaded."""

    code = "demonstration_refused"

    def __init__(self, report: Report) -> None:
        self.report = report
        first = report.errors[0]
        super().__init__(
            _(
                "The demonstration ledger “%(kind)s” was refused at line %(row)s, "
                "%(column)s: %(reason)s Nothing was loaded. The database holds "
                "something else under the same numbers; load it into an empty one."
            )
            % {
                "kind": report.kind,
                "row": first.row,
                "column": first.column,
                "reason": first.reason,
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be loaded.

    Attributes:
        fiscal_year: The year whose ledgers are loaded.
        around: The day around which open requests are made.
        municipality: Whose packs hold.
    """

    fiscal_year: int
    around: date
    municipality: Municipality


@transaction.atomic
def load_demonstration(
    *, wish: Wish, on: date, by: Actor, at: datetime, progress: Progress
) -> list[DemonstrationAccount]:
    """Load what is missing of the demonstration: all of it, or nothing.

    Ledgers go through the importer, so a second run finds every row stored. The
    requests around today are added only where no case was stored before, and some
    of them are worked on at the desk: on a later day nothing more comes.

    Args:
        wish: Year, day and packs.
        on: The day of the import; nothing in the year's ledgers is later.
        by: Who loads.
        at: When.
        progress: Called with the report of each ledger.

    Returns:
        The demonstration accounts that were made.

    Raises:
        NoPlan: There is no demonstration of that year.
        CannotLoadDemonstration: A ledger was refused.
    """
    year = ledgers_of(wish.fiscal_year)
    was_empty = not Case.objects.exists()
    prepare_office(municipality=wish.municipality, by=by, at=at)
    set_up_divisions(by=by, at=at)
    load = _Loader(wish.municipality, by=by, at=at, progress=progress)
    load.all(year, on=on, label=str(wish.fiscal_year))
    if was_empty:
        current = current_ledgers(wish.around, municipality=wish.municipality)
        # the day may be made up for a talk; to its ledgers it is today
        load.all(current, on=max(on, wish.around), label=wish.around.isoformat())
    # a day of the past may be made up for a talk; whoever works on it holds a role
    made = create_accounts(on=min(on, wish.around), by=by, at=at)
    if was_empty:
        _work(wish, on=on, at=at)
    return made


def _work(wish: Wish, *, on: date, at: datetime) -> None:
    """Let the office begin with the requests around the day."""
    hand_out(on=on, at=at)
    stories = stories_of(wish.around, municipality=wish.municipality)
    without = [number for number, one in stories.items() if one == WITHOUT_ADDRESS]
    give_addresses(around=wish.around, without=without)
    # later than the ledgers: what came in with one was told on paper long ago
    later = at + timedelta(seconds=1)
    play_stories(stories, around=wish.around, at=later)


class _Loader:
    """Takes ledgers in, one file after the other."""

    def __init__(
        self,
        municipality: Municipality,
        *,
        by: Actor,
        at: datetime,
        progress: Progress,
    ) -> None:
        self._municipality, self._progress = municipality, progress
        self._by, self._at = by, at

    def all(self, ledgers: Ledgers, *, on: date, label: str) -> None:
        """Write the ledgers as files and import these.

        Raises:
            CannotLoadDemonstration: One was refused.
        """
        with TemporaryDirectory() as folder:
            for path in write_ledgers(ledgers, Path(folder)):
                self._one(path, on=on, name=f"demo-{label}-{path.name}")

    def _one(self, path: Path, *, on: date, name: str) -> None:
        task = Task(
            file=LedgerFile(path, name),
            options=ImportOptions(),
            by=self._by,
            on=on,
            at=self._at,
        )
        report = import_ledger(
            kind=path.stem, task=task, municipality=self._municipality
        )
        if report.errors:
            raise CannotLoadDemonstration(report)
        self._progress(report)
