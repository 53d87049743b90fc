"""The tables of the kernel, one noun per file."""

from casework.models.bar import Bar
from casework.models.case import Case, Channel, Kind, Origin
from casework.models.clock_event import ClockEvent, ClockEventType
from casework.models.counter import Counter
from casework.models.decision import Cause, Decision, DecisionGround
from casework.models.form_token import FormToken
from casework.models.implementation import Implementation
from casework.models.import_run import ImportRow, ImportRun
from casework.models.party import Party, PartyRole
from casework.models.transfer import Transfer
from casework.models.unit import ClockState, Unit
from casework.models.withdrawal import Withdrawal, WithdrawalReason

__all__ = [
    "Bar",
    "Case",
    "Cause",
    "Channel",
    "ClockEvent",
    "ClockEventType",
    "ClockState",
    "Counter",
    "Decision",
    "DecisionGround",
    "FormToken",
    "Implementation",
    "ImportRow",
    "ImportRun",
    "Kind",
    "Origin",
    "Party",
    "PartyRole",
    "Transfer",
    "Unit",
    "Withdrawal",
    "WithdrawalReason",
]
