"""The tables of appeals and advisory bodies."""

from appeals.models.appeal import Against, Appeal, BoardReport, Referral, ReportResult
from appeals.models.board import AdvisoryBody, BoardSession

__all__ = [
    "AdvisoryBody",
    "Against",
    "Appeal",
    "BoardReport",
    "BoardSession",
    "Referral",
    "ReportResult",
]
