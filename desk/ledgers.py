"""Which slice takes in which kind of ledger."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annual.operations.import_figures import FiguresLedger
from appeals.ledger_import import AppealsLedger, BoardSessionLedger
from casework.ledger.columns import LedgerColumns
from casework.ledger.findings import Report
from casework.operations.import_records import import_records
from casework.operations.import_run import Task
from casework.operations.import_units import import_units
from disclosure.ledger_import import DisclosureLedger
from ordinances.schema import Municipality
from privacy.ledger_import import PrivacyLedger

Importer = Callable[[Task, Municipality], Report]


@dataclass(frozen=True, slots=True)
class LedgerKind:
    """A kind of ledger.

    Attributes:
        key: Its name in commands and addresses.
        label: Its name on screens.
        columns: The columns it has.
        take_in: Imports a file of this kind.
        has_divisions: Whether its rows name divisions.
    """

    key: str
    label: Promise
    columns: LedgerColumns
    take_in: Importer
    has_divisions: bool = False


def _disclosure(task: Task, municipality: Municipality) -> Report:
    return import_units(task=task, ledger=DisclosureLedger(), municipality=municipality)


def _privacy(task: Task, municipality: Municipality) -> Report:
    return import_units(task=task, ledger=PrivacyLedger(), municipality=municipality)


def _appeals(task: Task, municipality: Municipality) -> Report:
    ledger = AppealsLedger(municipality)
    return import_units(task=task, ledger=ledger, municipality=municipality)


def _board_sessions(task: Task, municipality: Municipality) -> Report:
    return import_records(task=task, ledger=BoardSessionLedger(municipality))


def _figures(task: Task, municipality: Municipality) -> Report:
    return import_records(task=task, ledger=FiguresLedger(municipality.code))


LEDGERS: Mapping[str, LedgerKind] = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            LedgerKind(
                "disclosure",
                _("Public-records requests"),
                DisclosureLedger.columns,
                _disclosure,
                has_divisions=True,
            ),
            LedgerKind(
                "privacy",
                _("Self-information requests"),
                PrivacyLedger.columns,
                _privacy,
                has_divisions=True,
            ),
            LedgerKind("appeals", _("Appeals"), AppealsLedger.columns, _appeals),
            LedgerKind(
                "board_sessions",
                _("Board sessions"),
                BoardSessionLedger.columns,
                _board_sessions,
            ),
            LedgerKind("figures", _("Figures"), FiguresLedger.columns, _figures),
        )
    }
)


def import_ledger(*, kind: str, task: Task, municipality: Municipality) -> Report:
    """Import a ledger of a kind.

    Args:
        kind: A key of `LEDGERS`.
        task: The file, who imports it, when, and what changed rows do.
        municipality: Organs, regimes and bodies.

    Returns:
        The report; with errors nothing was written.

    Raises:
        KeyError: There is no such kind.
    """
    return LEDGERS[kind].take_in(task, municipality)
