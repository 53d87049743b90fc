"""The ledgers of this slice: appeals, and sittings of the advisory bodies."""

from appeals.ledger_import.board_sessions import BoardSessionLedger
from appeals.ledger_import.lodged import AppealsLedger

__all__ = ["AppealsLedger", "BoardSessionLedger"]
