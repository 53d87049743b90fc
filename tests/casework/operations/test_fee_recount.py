"""Random hand-overs, payments, waivers and corrections, recounted with a pencil.

The tally knows the rules by itself: what it calls legal is done, all else refused.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import transaction

from casework.balances import balance_of, owing_units
from casework.errors import CaseworkError
from casework.handover import Handover
from casework.models import Implementation, Payment, Unit
from casework.operations.carry_out import carry_out
from casework.operations.correct_payment import PaymentCorrection, correct_payment
from casework.operations.record_payment import PaymentFacts, record_payment
from casework.operations.waive_fee import WaiverFacts, waive_fee
from ordinances.fees import CopyPrice, FeeTable
from tests.factories.cases import end, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import NOW, TODAY
from tests.factories.fees import allow_waivers
from tests.sizes import pick

pytestmark = pytest.mark.django_db

CHANGE = date(2020, 6, 20)
PRICES = {"mono": (10, 15), "colour": (50, 40)}
MOVES = ("hand_over", "pay", "pay", "waive", "correct")


def price(kind: str, yen: int, began: date | None, ended: date | None) -> CopyPrice:
    return CopyPrice(
        kind=kind,
        label_ja=kind,
        label_en=kind,
        price_yen=yen,
        verified=False,
        source="例",
        in_force_from=began,
        replaced_on=ended,
    )


def changing_prices() -> FeeTable:
    rows: list[CopyPrice] = []
    for kind, (before, after) in PRICES.items():
        rows.append(price(kind, before, None, CHANGE))
        rows.append(price(kind, after, CHANGE, None))
    return FeeTable(copies=tuple(rows))


@dataclass
class Tally:
    """What somebody with a pencil would note down.

    Attributes:
        fees: what stands for each entry that counts; postage likewise.
        payments: what came in with each payment, and what is left of it.
    """

    fees: dict[int, int] = field(default_factory=dict)
    postage: dict[int, int] = field(default_factory=dict)
    waived: int = 0
    payments: dict[int, list[int]] = field(default_factory=dict)
    is_closed: bool = False

    @property
    def due(self) -> int:
        return sum(self.fees.values()) + sum(self.postage.values()) - self.waived

    @property
    def paid(self) -> int:
        return sum(left for _came, left in self.payments.values())


class Year:
    """One unit on which something happens every day."""

    def __init__(self, seed: int, cast: Cast) -> None:
        self.random, self.cast, self.tally = random.Random(seed), cast, Tally()  # noqa: S311 - a test's dice
        self.unit = end(make_unit(), "full", on=TODAY)
        self.day = TODAY + timedelta(days=self.random.randrange(14, 18))
        self.done = self.refused = 0

    def step(self, move: str) -> None:
        """Try a move; it is done when and only when the tally calls it legal."""
        self.day += timedelta(days=self.random.randrange(2))
        trying: Iterator[bool] = getattr(self, move)()
        try:
            with transaction.atomic():
                is_legal = next(trying)
                next(trying)
        except CaseworkError:
            assert not is_legal, move
            self.refused += 1
        else:
            assert is_legal, move
            next(trying, None)
            self.done += 1

    def hand_over(self) -> Iterator[bool]:
        copies = {kind: self.random.randrange(4) for kind in PRICES}
        postage = self.random.choice((0, 84))
        earlier = self.random.choice([None, *self.tally.fees])
        is_partial = self.random.random() < 0.5
        yield any(copies.values()) and not (is_partial and self.tally.is_closed)
        carry_out(
            unit=self.unit,
            handover=Handover(
                on=self.day,
                method="copy_post",
                copies=tuple(copies.items()),
                postage_yen=postage,
                is_partial=is_partial,
                supersedes=earlier,
            ),
            version=None,
            by=self.cast.division_staff,
            on=self.day,
            at=NOW,
        )
        yield True
        if earlier is not None:
            del self.tally.fees[earlier], self.tally.postage[earlier]
        after = self.day >= CHANGE
        key = Implementation.objects.latest("pk").pk
        self.tally.fees[key] = sum(n * PRICES[k][after] for k, n in copies.items())
        self.tally.postage[key] = postage
        self.tally.is_closed |= not is_partial

    def pay(self) -> Iterator[bool]:
        left = self.tally.due - self.tally.paid
        amount = self.random.choice((1, 50, max(left, 1), max(left, 1) + 1))
        yield amount <= left
        row = record_payment(
            unit=self.unit,
            payment=PaymentFacts(on=self.day, amount_yen=amount, means="cash"),
            version=None,
            by=self.cast.division_staff,
            on=self.day,
            at=NOW,
        )
        yield True
        self.tally.payments[row.pk] = [amount, amount]

    def waive(self) -> Iterator[bool]:
        amount = self.random.choice((1, 20))
        of_fee = sum(self.tally.fees.values()) - self.tally.waived
        yield amount <= min(of_fee, self.tally.due - self.tally.paid)
        waive_fee(
            unit=self.unit,
            waiver=WaiverFacts(on=self.day, amount_yen=amount, reason_code="welfare"),
            version=None,
            by=self.cast.records_officer,
            on=self.day,
            at=NOW,
        )
        yield True
        self.tally.waived += amount

    def correct(self) -> Iterator[bool]:
        key = self.random.choice([0, *self.tally.payments])
        came, left = self.tally.payments.get(key, [0, 0])
        is_void = self.random.random() < 0.5
        too_much = max(self.tally.paid - self.tally.due, 0)
        amount = self.random.choice((1, max(too_much, 1), too_much + 1))
        if is_void:
            yield 0 < came == left
        else:
            yield 0 < amount <= min(left, too_much)
        correct_payment(
            unit=self.unit,
            correction=PaymentCorrection(
                payment=key,
                kind="void" if is_void else "refund",
                on=self.day,
                amount_yen=amount,
                reason="訂正",
            ),
            version=None,
            by=self.cast.records_officer,
            on=self.day,
            at=NOW,
        )
        yield True
        self.tally.payments[key][1] = 0 if is_void else left - amount


@pytest.fixture
def _prices(monkeypatch: pytest.MonkeyPatch) -> None:
    table = changing_prices()
    allow_waivers(monkeypatch)
    for module in ("casework.charging", "casework.operations.record_payment"):
        monkeypatch.setattr(
            f"{module}.load_pack", lambda _code: type("P", (), {"fees": table})
        )


@pytest.mark.usefixtures("_prices")
@pytest.mark.parametrize("seed", range(pick(quick=12, full=200)))
def test_recount_of_a_random_year(seed: int) -> None:
    year = Year(seed, make_cast())
    tally = year.tally

    for move in ("hand_over", *year.random.choices(MOVES, k=25)):
        year.step(move)
        balance = balance_of(Unit.objects.get(pk=year.unit.pk))
        assert (balance.due_yen, balance.paid_yen) == (tally.due, tally.paid)
        owing = set(owing_units().values_list("pk", flat=True))
        assert (year.unit.pk in owing) == (tally.due > tally.paid)

    assert year.done > 2
    assert year.refused > 2
    numbers = Payment.objects.filter(kind="received").order_by("number")
    assert [row.number for row in numbers] == list(range(1, len(numbers) + 1))
