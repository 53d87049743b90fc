"""What is known of a case or a part of it when it comes in: plain facts."""

from dataclasses import dataclass
from datetime import date

from casework.models import Channel, ImportRun, Origin, PartyRole
from offices.models import Division, Organ
from ordinances.schema import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFacts:
    """A party by copied values; the name stays as typed."""

    role: PartyRole
    name: str
    kana: str = ""
    is_corporation: bool = False
    contact_person: str = ""
    postal_code: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One unit to be: who decides it and what it is about.

    Attributes:
        organ: The deciding organ; None only for an appeal whose ledger is silent.
        division: The responsible division, if known.
        branch: Its branch number as given; None takes the next free one.
        subject: Its own subject; empty means the case's.
        remarks: 備考 as written.
    """

    organ: Organ | None
    division: Division | None = None
    branch: int | None = None
    subject: str = ""
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A case to be.

    Attributes:
        pack: The regime chosen by kind, organ and receipt day.
        request_kind: A key of the pack's request kinds.
        received_on: The day of arrival; it fixes fiscal year and regime.
        first: The first unit.
        subject: What is asked for.
        channel: How the paper came in.
        requested_on: The day on the form, where it differs from or adds to the
            receipt day.
        wanted_methods: Codes of `WantedMethod`, in the order of the form.
        purpose: What it is for, where the requester said so.
        requester_category: A code, or empty.
        parties: Copied values.
        origin: By which door.
        number: A given number (ledger); None takes the next.
        number_text: The number as written; empty prints the template.
        run: The import it belongs to.
    """

    pack: Pack
    request_kind: str
    received_on: date
    first: Part
    subject: str = ""
    channel: str = Channel.UNKNOWN
    requested_on: date | None = None
    wanted_methods: tuple[str, ...] = ()
    purpose: str = ""
    requester_category: str = ""
    parties: tuple[PartyFacts, ...] = ()
    origin: Origin = Origin.DESK
    number: int | None = None
    number_text: str = ""
    run: ImportRun | None = None
