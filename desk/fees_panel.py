"""Disclosure and fees of a unit: estimate, way, appointments, copies, money."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils.translation import get_language

from casework.balances import Balance, balance_of
from casework.models import (
    Appointment,
    FeeWaiver,
    Implementation,
    Payment,
    PaymentKind,
    Record,
    RecordOutcome,
    Unit,
    WantedMethod,
)
from casework.permissions import may
from casework.phases import Phase
from casework.ways import way_of
from offices.models import Staff
from ordinances.dated import NotInForce
from ordinances.loading import pack as load_pack

SHOWN = ("", RecordOutcome.FULL, RecordOutcome.PARTIAL)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What copies of everything would cost in black, by the prices of today."""

    sheets: int
    price_yen: int

    @property
    def yen(self) -> int:
        """All sheets at that price."""
        return self.sheets * self.price_yen


@dataclass(frozen=True, slots=True)
class WayLine:
    """The way that holds, in words; `stated_on` is None where the request named it."""

    methods: list[str]
    stated_on: date | None


@dataclass(frozen=True, slots=True)
class WaiverLine:
    """A waiver with its reason in words."""

    waiver: FeeWaiver
    reason: str


@dataclass(frozen=True, slots=True)
class FeesPanel:
    """Disclosure and fees.

    Attributes:
        estimate: Before the decision, while nothing was handed over.
        way: None where nobody named one.
        struck: Keys of the payments that were struck out.
        can_take_money: Whether receipts are for this person.
    """

    estimate: Estimate | None
    way: WayLine | None
    appointments: list[Appointment]
    implementations: list[Implementation]
    payments: list[Payment]
    struck: frozenset[int]
    waivers: list[WaiverLine]
    balance: Balance
    waits: bool
    can_take_money: bool

    @property
    def is_shown(self) -> bool:
        """Tell whether there is anything to say."""
        arranged = self.way or self.appointments or self.waits
        return bool(self.estimate or arranged or self.implementations or self.has_money)

    @property
    def has_money(self) -> bool:
        """Tell whether anything was charged, paid or waived here."""
        charged = self.balance.fee_yen or self.balance.postage_yen
        return bool(charged or self.payments or self.waivers)


def fees_panel(
    unit: Unit, implementations: list[Implementation], *, staff: Staff, on: date
) -> FeesPanel:
    """Gather disclosure and fees of a unit.

    Args:
        unit: A visible unit with its case.
        implementations: Its implementations, read already.
        staff: Who looks.
        on: Today; an estimate takes its prices.
    """
    payments = list(unit.payments.select_related("corrects").order_by("pk"))
    return FeesPanel(
        estimate=_estimate(unit, on) if unit.is_open else None,
        way=_way(unit),
        appointments=list(unit.appointments.order_by("pk")),
        implementations=implementations,
        payments=payments,
        struck=frozenset(
            row.corrects_id
            for row in payments
            if row.kind == PaymentKind.VOID and row.corrects_id
        ),
        waivers=_waivers(unit),
        balance=balance_of(unit),
        waits=unit.phase == Phase.DECIDED,
        can_take_money=may(staff, "record_payment", unit, on=on),
    )


def _estimate(unit: Unit, on: date) -> Estimate | None:
    """Return the price of everything that might be shown, in black."""
    rows = Record.objects.filter(unit=unit, outcome__in=SHOWN)
    sheets = rows.aggregate(sum=Sum("sheets"))["sum"]
    try:
        price = load_pack(unit.regime).fees.price("mono", on).price_yen
    except NotInForce:
        return None
    return Estimate(sheets, price) if sheets and price else None


def _way(unit: Unit) -> WayLine | None:
    way = way_of(unit)
    if not way.methods:
        return None
    return WayLine([str(WantedMethod(one).label) for one in way.methods], way.stated_on)


def _waivers(unit: Unit) -> list[WaiverLine]:
    is_japanese = get_language() == "ja"
    fees = load_pack(unit.regime).fees
    lines = []
    for row in unit.fee_waivers.order_by("pk"):
        words = {
            reason.code: reason.label_ja if is_japanese else reason.label_en
            for reason in fees.reasons_on(row.on)
        }
        lines.append(WaiverLine(row, words.get(row.reason_code, row.reason_code)))
    return lines
