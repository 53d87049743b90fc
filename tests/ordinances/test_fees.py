"""Fees as data: prices by day, the revenue year of April and May, loader errors."""

from datetime import date
from pathlib import Path

import pytest

from ordinances.dated import NotInForce, Value
from ordinances.fees import CopyPrice, FeeTable, fee_lines, read_fees
from ordinances.loading import PackError, pack
from tests.ordinances.folders import copy_nerima

REGIMES = ("public_records", "self_info_appi", "self_info_old")
CHANGE = date(2020, 10, 1)


def price(yen: int | None, *, since: date | None, until: date | None) -> CopyPrice:
    return CopyPrice(
        kind="mono",
        label_ja="白黒",
        label_en="Monochrome",
        price_yen=yen,
        verified=False,
        source="例",
        in_force_from=since,
        replaced_on=until,
    )


RAISED = FeeTable(
    copies=(
        price(10, since=None, until=CHANGE),
        price(20, since=CHANGE, until=None),
    )
)


@pytest.mark.parametrize("regime", REGIMES)
def test_every_request_regime_has_unverified_prices(regime: str) -> None:
    fees = pack(f"nerima/{regime}").fees

    found = {one.kind: one.price_yen for one in fees.prices_on(date(2020, 6, 1))}
    assert found == {"mono": 10, "colour": 50, "media": None}
    assert not any(one.verified for one in fees.copies)
    assert not fees.can_waive(date(2020, 6, 1))


@pytest.mark.parametrize(
    ("on", "yen"), [(date(2020, 9, 30), 30), (CHANGE, 60), (date(2020, 10, 2), 60)]
)
def test_the_price_is_that_of_the_day(on: date, yen: int) -> None:
    (line,) = fee_lines(RAISED, {"mono": 3}, {}, on=on)

    assert line.amount_yen == yen


def test_nothing_costs_nothing_and_no_price_is_told() -> None:
    assert fee_lines(RAISED, {"mono": 0, "colour": 0}, {}, on=CHANGE) == ()
    with pytest.raises(NotInForce):
        fee_lines(RAISED, {"colour": 1}, {}, on=CHANGE)


def test_at_cost_wants_its_cost() -> None:
    fees = pack("nerima/public_records").fees

    (line,) = fee_lines(fees, {"media": 2}, {"media": 170}, on=CHANGE)
    assert (line.unit_price_yen, line.amount_yen) == (None, 170)
    with pytest.raises(KeyError):
        fee_lines(fees, {"media": 2}, {}, on=CHANGE)


# by hand: fiscal years begin on 1 April, the year before closes on 31 May
@pytest.mark.parametrize(
    ("paid_on", "due_since", "years", "year"),
    [
        (date(2021, 3, 31), date(2021, 3, 30), (2020,), 2020),
        (date(2021, 4, 1), date(2021, 3, 31), (2021, 2020), 2020),
        (date(2021, 4, 1), date(2021, 4, 1), (2021, 2020), 2021),
        (date(2021, 5, 31), date(2021, 3, 31), (2021, 2020), 2020),
        (date(2021, 6, 1), date(2021, 3, 31), (2021,), 2021),
        (date(2021, 5, 31), None, (2021, 2020), 2021),
        (date(2021, 5, 31), date(2019, 3, 31), (2021, 2020), 2021),
        (date(2022, 1, 4), date(2021, 12, 28), (2021,), 2021),
    ],
)
def test_revenue_year(
    paid_on: date, due_since: date | None, years: tuple[int, ...], year: int
) -> None:
    fees = pack("nerima/public_records").fees

    assert fees.revenue_years(paid_on) == years
    assert fees.revenue_year_of(paid_on, due_since=due_since) == year


def test_revenue_year_by_the_day_of_payment() -> None:
    by_payment = Value(value="payment", verified=False, source="例")
    fees = FeeTable(revenue_year=(by_payment,))

    due_since = date(2021, 3, 31)
    assert fees.revenue_year_of(date(2021, 4, 1), due_since=due_since) == 2021


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("kind: mono", "kind: blue", "kind"),
        ("price_yen: 10", "price_yen: ten", "price_yen"),
        ("price_yen: 10", "price_yen: 0", "price_yen"),
        ("kind: colour", "kind: mono", "in_force_from"),
        ('value: "off"', "value: maybe", "value"),
        ("value: implementation", "value: decision", "value"),
        ("closing_until: 05-31", "closing_until: 02-28", "closing_until"),
        ("closing_until: 05-31", "closing_until: 13-01", "closing_until"),
        ("fee_yen: 130", "fee_yen: 131", "fee_yen"),
        ("waiver_reasons: []", "waiver_reason: []", "waiver_reason"),
        ("at_cost: {media: 85}, ", "", "fee_yen"),
    ],
)
def test_a_mistake_names_file_line_and_key(
    tmp_path: Path, old: str, new: str, key: str
) -> None:
    folder = copy_nerima(tmp_path) / "public_records"
    path = folder / "fees.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(PackError) as caught:
        read_fees(folder)

    assert "fees.yaml" in str(caught.value)
    assert key in str(caught.value)
    assert any(character.isdigit() for character in str(caught.value))


def test_a_regime_may_have_no_fees(tmp_path: Path) -> None:
    assert read_fees(tmp_path) == FeeTable()
