"""The requests of a year: who asked whom for what, and on which day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desk.demonstration.dice import Dice
from desk.demonstration.open_days import open_days
from desk.demonstration.subjects import write_name, write_subject
from desk.demonstration.vocabulary import Place, Topic, Topics
from ordinances.casenumber import CaseNumber
from ordinances.casenumber import format as format_number
from ordinances.fiscal_years import fiscal_year_of

FIRST_MONTH = 4
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as it came over the counter.

    Attributes:
        topic: What kind of records it asks for.
        places: The divisions that answer, one unit each.
        received_on: The receipt day.
        asker: Category of the requester, or relation to the data subject.
        name: The requester.
        subject: What is asked for.
        channel: How it came in.
    """

    topic: Topic
    places: tuple[Place, ...]
    received_on: date
    asker: str
    name: str
    subject: str
    channel: str


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """One unit to be: a division's part of a numbered request."""

    request: Request
    number: int
    branch: int

    @property
    def place(self) -> Place:
        """The division that answers."""
        return self.request.places[self.branch - 1]

    @property
    def number_text(self) -> str:
        """The number as the ledger writes it; the first branch goes unwritten."""
        year = fiscal_year_of(self.request.received_on)
        return format_number(CaseNumber(year, self.number, self.branch))


def receipt_days(
    fiscal_year: int, months: Sequence[int], n: int, *, dice: Dice
) -> list[date]:
    """Return n receipt days in order, the months as busy as their weights."""
    weights = dict(enumerate(months))
    opened = [_open_days_of_month(fiscal_year, month) for month in weights]
    return sorted(dice.pick(opened[dice.weighed(weights)]) for _ in range(n))


def make_requests(
    topics: Topics,
    sizes: Mapping[int, int],
    days: Sequence[date],
    *,
    dice: Dice,
) -> list[Request]:
    """Return one request per receipt day.

    Args:
        topics: What is asked for.
        sizes: How many requests go to how many divisions.
        days: The receipt days; as many as there are requests.
        dice: Chance.
    """
    wanted = [size for size, n in sizes.items() for _ in range(n)]
    return [
        make_request(
            _topic(topics, size, dice),
            on,
            size=size,
            channels=topics.channels,
            dice=dice,
        )
        for size, on in zip(dice.shuffled(wanted), days, strict=True)
    ]


def divide(
    requests: Sequence[Request], *, reserved_on: date | None = None
) -> list[UnitDraft]:
    """Number the requests from 1 and return their units in order.

    Args:
        requests: In the order of their receipt.
        reserved_on: One number is left free after the requests of this day.
    """
    return [
        UnitDraft(request, number + _is_after(request, reserved_on), branch)
        for number, request in enumerate(requests, start=1)
        for branch in range(1, len(request.places) + 1)
    ]


def _is_after(request: Request, reserved_on: date | None) -> bool:
    return reserved_on is not None and request.received_on > reserved_on


def make_request(
    topic: Topic, on: date, *, size: int, channels: Mapping[str, int], dice: Dice
) -> Request:
    """Return a request for a topic.

    Args:
        topic: What is asked for.
        on: The receipt day.
        size: How many divisions answer.
        channels: The ways it can come in.
        dice: Chance.
    """
    asker = dice.weighed(topic.askers)
    return Request(
        topic=topic,
        places=tuple(dice.some(topic.places, size)),
        received_on=on,
        asker=asker,
        name=write_name(asker, dice=dice),
        subject=write_subject(dice.pick(topic.subjects), received_on=on, dice=dice),
        channel=dice.weighed(channels),
    )


def _topic(topics: Topics, size: int, dice: Dice) -> Topic:
    """Return a topic that as many divisions of one organ can answer."""
    listed = topics.single if size == 1 else topics.divided
    return dice.weighed({t: t.weight for t in listed if len(t.places) >= size})


def _open_days_of_month(fiscal_year: int, month: int) -> list[date]:
    first = _first_of(fiscal_year, month)
    last = _first_of(fiscal_year, month + 1) - timedelta(days=1)
    return open_days(first, last)


def _first_of(fiscal_year: int, month: int) -> date:
    """Return the first day of a month counted from April, 0 to 12."""
    months = FIRST_MONTH - 1 + month
    return date(fiscal_year + months // MONTHS, months % MONTHS + 1, 1)
