"""Receive a public-records request: one form becomes one case."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from casework.intake import Intake, Part, PartyFacts
from casework.models import Case, FormToken, Kind, Origin
from casework.operations.open_case import open_case
from casework.operations.split import split
from casework.wording import day
from disclosure.models import Guidance
from offices.models import Division, Organ, Staff
from ordinances.loading import municipality
from ordinances.schema import NoRegime, Pack

REQUEST_KIND = "disclosure"
BETWEEN_ITEMS = "／"


class CannotReceive(CaseworkError):
    """The request cannot be logged as it stands.

    Attributes:
        field: What to mend: `received_on`, `organ`, `subject` or `division`.
        item: Which item, from 0, where one is meant.
    """

    def __init__(self, code: str, message: str, *, field: str, item: int = 0) -> None:
        self.code, self.field, self.item = code, field, item
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """One item of the form, and the division that has it, if known."""

    subject: str
    division: Division | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """A request form as it was handed in.

    Attributes:
        municipality: Whose ordinance holds.
        organ: The implementing organ it is addressed to.
        received_on: The day it arrived.
        channel: How it came, a code of `casework.models.Channel`.
        requester: Copied values.
        requester_category: A code of `casework.categories`, or empty.
        requested_on: The day on the form, where it has one of its own.
        wanted_methods: Codes of `casework.models.WantedMethod`.
        purpose: What it is for, where the requester said so.
        items: What is asked for; every item becomes a unit.
        token: The one-time key of the form; sent twice, it is one request.
        guidance: The entry of the guidance log it comes from, if any.
        origin: By which door it came.
    """

    municipality: str
    organ: Organ
    received_on: date
    channel: str
    requester: PartyFacts
    requester_category: str
    items: tuple[ItemFacts, ...]
    token: str
    requested_on: date | None = None
    wanted_methods: tuple[str, ...] = ()
    purpose: str = ""
    guidance: Guidance | None = None
    origin: Origin = Origin.DESK


def receive(*, request: RequestFacts, by: Staff, on: date, at: datetime) -> Case:
    """Log a request: a case with its requester and a unit for every item.

    Writes the case with its number, the units with their due dates, the trail
    entries of `open_case` and `split`, and the form's token, all or nothing. A
    form this person has sent before changes nothing.

    Args:
        request: The form.
        by: Who logs it.
        on: The day of logging.
        at: The instant of logging.

    Returns:
        The case; that of the first sending when the form was sent before.

    Raises:
        CannotReceive: The receipt day lies in the future, the organ is not in
            force, a division is not one of the organ, or nothing is asked for.

    Source:
        練馬区情報公開条例 6 (request), 12(1) (the period runs from receipt).
    """
    earlier = _sent_before(request.token, by)
    if earlier is not None:
        return earlier
    _check_items(request, on=on)
    pack = _regime(request, on=on)
    try:
        return _write(request, pack, by=by, at=at)
    except IntegrityError:
        # the same form was sent at the same moment and came first
        earlier = _sent_before(request.token, by)
        if earlier is None:
            raise
        return earlier


@transaction.atomic
def _write(request: RequestFacts, pack: Pack, *, by: Staff, at: datetime) -> Case:
    parts = _parts(request)
    intake = Intake(
        pack=pack,
        request_kind=REQUEST_KIND,
        received_on=request.received_on,
        first=parts[0],
        subject=BETWEEN_ITEMS.join(item.subject for item in request.items),
        channel=request.channel,
        requested_on=request.requested_on,
        wanted_methods=request.wanted_methods,
        purpose=request.purpose,
        requester_category=request.requester_category,
        parties=(request.requester,),
        origin=request.origin,
    )
    first = open_case(intake=intake, by=by.as_actor(), at=at)
    for part in parts[1:]:
        split(unit=first, part=part, on=request.received_on, by=by.as_actor(), at=at)
    FormToken.objects.create(key=request.token, staff=by, case=first.case, at=at)
    if request.guidance is not None:
        entries = Guidance.objects.filter(pk=request.guidance.pk, case=None)
        entries.update(case=first.case)
    return first.case


def _parts(request: RequestFacts) -> list[Part]:
    """Return the units to be; a single item has the subject of its case."""
    is_alone = len(request.items) == 1
    return [
        Part(
            organ=request.organ,
            division=item.division,
            subject="" if is_alone else item.subject,
        )
        for item in request.items
    ]


def _sent_before(token: str, by: Staff) -> Case | None:
    sent = FormToken.objects.filter(staff=by, key=token).select_related("case").first()
    return sent.case if sent else None


def _check_items(request: RequestFacts, *, on: date) -> None:
    if not request.items:
        raise CannotReceive(
            "no_item",
            _("No item is filled in. Please write at least one thing asked for."),
            field="subject",
        )
    for place, item in enumerate(request.items):
        if not item.subject.strip():
            raise CannotReceive(
                "no_subject",
                _(
                    "Item %(item)s has a division but no subject. Please write what "
                    "is asked for, or take the division away."
                )
                % {"item": place + 1},
                field="subject",
                item=place,
            )
        if item.division is not None:
            _check_division(item.division, request.organ, on=on, place=place)


def _check_division(division: Division, organ: Organ, *, on: date, place: int) -> None:
    values = {"item": place + 1, "division": division.name, "organ": organ.name}
    if division.organ_id != organ.pk:
        raise CannotReceive(
            "foreign_division",
            _(
                "Item %(item)s: “%(division)s” is not a division of %(organ)s. "
                "Please choose one of its divisions, or another organ."
            )
            % values,
            field="division",
            item=place,
        )
    if not _is_in_force(division, on):
        raise CannotReceive(
            "division_not_in_force",
            _(
                "Item %(item)s: the division “%(division)s” does not exist on "
                "%(day)s. Please choose the division that has its work now."
            )
            % {**values, "day": day(on)},
            field="division",
            item=place,
        )


def _regime(request: RequestFacts, *, on: date) -> Pack:
    """Return the regime of the request, or refuse its day or organ."""
    received_on, organ = request.received_on, request.organ
    if received_on > on:
        raise CannotReceive(
            "received_in_future",
            _(
                "The receipt day %(received)s lies after today, %(today)s. Please "
                "enter the day on which the form arrived."
            )
            % {"received": day(received_on), "today": day(on)},
            field="received_on",
        )
    if not _is_in_force(organ, received_on):
        raise CannotReceive(
            "organ_not_in_force",
            _(
                "“%(organ)s” is no organ of the city on %(received)s. Please check "
                "the organ and the receipt day."
            )
            % {"organ": organ.name, "received": day(received_on)},
            field="organ",
        )
    try:
        return municipality(request.municipality).regime_for(
            kind=Kind.PUBLIC_RECORDS, organ_code=organ.code, received_on=received_on
        )
    except NoRegime as error:
        sentence = error.sentence.to_language(get_language() or "ja")
        raise CannotReceive("no_regime", sentence, field="received_on") from error


def _is_in_force(place: Division | Organ, on: date) -> bool:
    return place.valid_from <= on and (
        place.valid_until is None or on < place.valid_until
    )
