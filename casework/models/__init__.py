"""The tables of the kernel, one noun per file."""

from casework.models.attachment import Attachment, AttachmentKind
from casework.models.bar import Bar
from casework.models.case import Case, Channel, Kind, Origin, WantedMethod
from casework.models.case_link import CaseLink, LinkKind
from casework.models.clock_event import ClockEvent, ClockEventType
from casework.models.closure import Closure, RedatedUnit, Redating, RedatingCause
from casework.models.counter import Counter
from casework.models.decision import Approval, Cause, Decision, DecisionGround
from casework.models.disclosure_way import (
    Appointment,
    AppointmentKind,
    DisclosureWay,
)
from casework.models.draft import Draft, DraftState, DraftStep, StepKind
from casework.models.form_token import FormToken
from casework.models.hold import Hold, HoldKind
from casework.models.implementation import (
    CopyKind,
    Implementation,
    ImplementationLine,
)
from casework.models.import_run import ImportRow, ImportRun
from casework.models.inquiry import Existence, Inquiry
from casework.models.job import Job, JobState
from casework.models.note import Counterpart, Means, Note, NoteKind
from casework.models.organ_transfer import OrganTransfer
from casework.models.party import Party, PartyRole
from casework.models.payment import FeeWaiver, Payment, PaymentKind, PaymentMeans
from casework.models.record import (
    AbsenceKind,
    Record,
    RecordGround,
    RecordOutcome,
    ThirdParty,
)
from casework.models.reopening import Reopening, ReopeningState
from casework.models.supplementation import Supplementation
from casework.models.third_party_consultation import (
    ConsultationAnswer,
    ConsultationKind,
    ConsultedRecord,
    ThirdPartyConsultation,
)
from casework.models.transfer import Transfer
from casework.models.unit import ClockState, Unit
from casework.models.varied_record import VariedRecord
from casework.models.withdrawal import Withdrawal, WithdrawalReason

__all__ = [
    "AbsenceKind",
    "Appointment",
    "AppointmentKind",
    "Approval",
    "Attachment",
    "AttachmentKind",
    "Bar",
    "Case",
    "CaseLink",
    "Cause",
    "Channel",
    "ClockEvent",
    "ClockEventType",
    "ClockState",
    "Closure",
    "ConsultationAnswer",
    "ConsultationKind",
    "ConsultedRecord",
    "CopyKind",
    "Counter",
    "Counterpart",
    "Decision",
    "DecisionGround",
    "DisclosureWay",
    "Draft",
    "DraftState",
    "DraftStep",
    "Existence",
    "FeeWaiver",
    "FormToken",
    "Hold",
    "HoldKind",
    "Implementation",
    "ImplementationLine",
    "ImportRow",
    "ImportRun",
    "Inquiry",
    "Job",
    "JobState",
    "Kind",
    "LinkKind",
    "Means",
    "Note",
    "NoteKind",
    "OrganTransfer",
    "Origin",
    "Party",
    "PartyRole",
    "Payment",
    "PaymentKind",
    "PaymentMeans",
    "Record",
    "RecordGround",
    "RecordOutcome",
    "RedatedUnit",
    "Redating",
    "RedatingCause",
    "Reopening",
    "ReopeningState",
    "StepKind",
    "Supplementation",
    "ThirdParty",
    "ThirdPartyConsultation",
    "Transfer",
    "Unit",
    "VariedRecord",
    "WantedMethod",
    "Withdrawal",
    "WithdrawalReason",
]
