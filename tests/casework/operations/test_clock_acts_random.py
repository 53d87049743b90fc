"""Orders, answers and extensions at random equal a walk from day to day."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from casework.models import Unit
from casework.operations.answer_supplementation import (
    AnswerFacts,
    answer_supplementation,
)
from casework.operations.extend_period import extend_period
from casework.operations.extending import CannotExtendPeriod, Notice
from casework.operations.order_supplementation import OrderFacts, order_supplementation
from tests.factories.cases import intake, make_unit
from tests.factories.cast import Cast, make_cast
from tests.ordinances.day_walk import Span, nth_day, roll, suspended_days

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
FIRST = date(2020, 4, 1)
DAYS_OF_PERIOD, DAYS_TO_CAP = 14, 60


def walked(received_on: date, spans: list[Span], days: int) -> date:
    suspended = suspended_days(spans, both_ends=False)
    return roll(nth_day(received_on + DAY, days, suspended, skip_listed=False))


def at(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 3, tzinfo=UTC)


def chance_of(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - a walk, not a secret


class Requester:
    """One request and what happens to its clock."""

    def __init__(self, cast: Cast, chance: random.Random) -> None:
        self.by, self.chance = cast.records_officer, chance
        self.received_on = FIRST + DAY * chance.randrange(600)
        self.unit = make_unit(intake(received_on=self.received_on))
        self.today = self.received_on
        self.spans: list[Span] = []
        self.extended_to: date | None = None

    def live(self) -> None:
        """Let the days go on; order, answer and extend as chance has it."""
        for _turn in range(self.chance.randrange(1, 4)):
            self.today += DAY * self.chance.randrange(1, 9)
            self.chance.choice((self.supplement, self.extend))()

    def supplement(self) -> None:
        ordered_on = self.today
        order = OrderFacts(
            is_written=True,
            ordered_on=ordered_on,
            answer_by_on=ordered_on + DAY * 14,
            matter="補ってください。",
        )
        order_supplementation(
            unit=self.unit,
            order=order,
            version=None,
            by=self.by,
            on=ordered_on,
            at=at(ordered_on),
        )
        self.today += DAY * self.chance.randrange(20)
        answer = AnswerFacts(arrived_on=self.today, written_on=ordered_on)
        answer_supplementation(
            unit=self.unit,
            answer=answer,
            version=None,
            by=self.by,
            on=self.today,
            at=at(self.today),
        )
        self.spans.append((ordered_on, self.today))

    def extend(self) -> None:
        """Extend to a day around the cap; the walk says whether it may be."""
        initial = walked(self.received_on, self.spans, DAYS_OF_PERIOD)
        cap = max(walked(self.received_on, [], DAYS_TO_CAP), initial)
        until = cap + DAY * self.chance.randrange(-20, 3)
        may_be = (
            self.extended_to is None
            and self.today <= initial
            and initial < until <= cap
        )
        try:
            with transaction.atomic():
                extend_period(
                    unit=self.unit,
                    notice=Notice(issued_on=self.today, reason="量が多いため。"),
                    until_on=until,
                    version=None,
                    by=self.by,
                    on=self.today,
                    at=at(self.today),
                )
        except CannotExtendPeriod:
            assert not may_be
        else:
            assert may_be
            self.extended_to = until

    def due_on(self) -> date:
        initial = walked(self.received_on, self.spans, DAYS_OF_PERIOD)
        return max(initial, self.extended_to or initial)


@pytest.mark.parametrize("seed", range(25))
def test_due_date_is_the_one_of_the_walk(seed: int) -> None:
    requester = Requester(make_cast(), chance_of(seed))

    requester.live()

    stored = Unit.objects.get(pk=requester.unit.pk)
    assert (stored.clock_state, stored.due_on) == ("running", requester.due_on())


def test_walk_meets_extensions_and_refusals() -> None:
    cast, lives = make_cast(), []
    for seed in range(25):
        lives.append(Requester(cast, chance_of(seed)))
        lives[-1].live()

    assert any(one.extended_to for one in lives)
    assert any(len(one.spans) > 1 for one in lives)
