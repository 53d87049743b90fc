"""What is stored of a form as it came in, and what an amendment would change."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date

from casework.intake import PartyFacts
from casework.models import Party, PartyRole, Unit
from offices.models import Organ

Changes = Mapping[str, tuple[object, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeFacts:
    """The intake of one unit, whole: what is not to change is given as it is.

    Attributes:
        received_on: The day the form arrived.
        organ: The implementing organ it is addressed to.
        channel: How it came, a code of `casework.models.Channel`.
        subject: What this unit is asked for.
        requester: Copied values; None where a ledger told nobody.
        requester_category: A code of `casework.categories`, or empty.
        requested_on: The day on the form.
        wanted_methods: Codes of `casework.models.WantedMethod`.
        purpose: What it is wanted for, if the form says so.
    """

    received_on: date
    organ: Organ
    channel: str
    subject: str
    requester: PartyFacts | None = None
    requester_category: str = ""
    requested_on: date | None = None
    wanted_methods: tuple[str, ...] = ()
    purpose: str = ""


def stored_intake(unit: Unit) -> IntakeFacts:
    """Return what is stored of the form of a unit; an amendment starts from it."""
    case = unit.case
    party = requester_of(unit)
    assert case.organ is not None  # noqa: S101 - a request has an organ, says the database
    return IntakeFacts(
        received_on=case.received_on,
        organ=case.organ,
        channel=case.channel,
        subject=unit.subject_text,
        requester=_facts_of(party) if party else None,
        requester_category=case.requester_category,
        requested_on=case.requested_on,
        wanted_methods=tuple(case.wanted_methods),
        purpose=case.purpose,
    )


def requester_of(unit: Unit) -> Party | None:
    """Return the stored requester of a unit's case."""
    parties = Party.objects.filter(case=unit.case_id, role=PartyRole.REQUESTER)
    return parties.order_by("pk").first()


def changes_between(stored: IntakeFacts, wanted: IntakeFacts) -> Changes:
    """Return what differs: name → old and new value; a requester's by its parts.

    Example:
        {"channel": ("counter", "post"), "requester.name": ("高橋", "髙橋")}
    """
    old, new = dict(_flat(stored)), dict(_flat(wanted))
    names = [*new, *(name for name in old if name not in new)]
    return {
        name: (old.get(name, ""), new.get(name, ""))
        for name in names
        if old.get(name, "") != new.get(name, "")
    }


def _flat(facts: IntakeFacts) -> Iterator[tuple[str, object]]:
    for field in fields(facts):
        value = getattr(facts, field.name)
        if isinstance(value, PartyFacts):
            for name, part in asdict(value).items():
                if name != "role" and part is not False:
                    yield f"{field.name}.{name}", part
        elif value is not None:
            yield field.name, value


def _facts_of(party: Party) -> PartyFacts:
    names = [field.name for field in fields(PartyFacts) if field.name != "role"]
    values = {name: getattr(party, name) for name in names}
    return PartyFacts(role=PartyRole.REQUESTER, **values)
