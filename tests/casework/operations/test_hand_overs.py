"""Handing over at the desk: fees of the day, parts, corrections, refusals."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from casework.approvals import ExternalApproval
from casework.balances import balance_of
from casework.charging import CannotCarryOut
from casework.conclusions import Conclusion
from casework.handover import Handover
from casework.models import Implementation, ImplementationLine, Unit
from casework.operations.carry_out import carry_out
from casework.operations.correct_decision import Correction, correct_decision
from casework.operations.implement import CannotImplement
from ordinances.fees import CopyPrice, FeeTable
from tests.factories.cases import AT, end, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import NOW, TODAY, told

pytestmark = pytest.mark.django_db

COPIES = Handover(on=TODAY, method="copy_counter", copies=(("mono", 12),))


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return end(make_unit(), "full", on=TODAY)


def hand_over(
    unit: Unit, cast: Cast, facts: Handover, version: int | None = None
) -> Unit:
    return carry_out(
        unit=unit,
        handover=facts,
        version=version,
        by=cast.division_staff,
        on=TODAY,
        at=NOW,
    )


def test_the_fee_follows_from_the_copies_and_is_frozen(cast: Cast, unit: Unit) -> None:
    facts = replace(
        COPIES,
        method="copy_post",
        copies=(("mono", 3), ("colour", 2), ("media", 1)),
        at_cost=(("media", 85),),
        postage_yen=140,
        remark=" 書留 ",
    )

    closed = hand_over(unit, cast, facts)

    assert closed.phase == "closed"
    row = Implementation.objects.get()
    assert (row.sheets, row.fee_yen, row.postage_yen, row.remark) == (
        5,
        215,
        140,
        "書留",
    )
    assert row.staff == cast.division_staff
    lines = ImplementationLine.objects.order_by("pk")
    assert [(x.kind, x.copies, x.unit_price_yen, x.amount_yen) for x in lines] == [
        ("mono", 3, 10, 30),
        ("colour", 2, 50, 100),
        ("media", 1, None, 85),
    ]
    ((_subject, trail_facts, detail),) = told("implement")
    assert trail_facts["fee_yen"] == 215
    assert detail == {"remark": "書留"}


def test_inspection_is_free(cast: Cast, unit: Unit) -> None:
    hand_over(unit, cast, Handover(on=TODAY, method="inspection"))

    assert balance_of(unit).due_yen == 0
    assert Implementation.objects.get().fee_yen == 0


def test_a_part_leaves_the_unit_decided(cast: Cast, unit: Unit) -> None:
    unit = hand_over(unit, cast, replace(COPIES, is_partial=True))
    assert unit.phase == "decided"

    unit = hand_over(unit, cast, replace(COPIES, copies=(("mono", 5),)))

    assert unit.phase == "closed"
    assert balance_of(unit).fee_yen == 170


def test_a_corrected_decision_after_a_part_still_waits(cast: Cast, unit: Unit) -> None:
    hand_over(unit, cast, replace(COPIES, is_partial=True))

    correct_decision(
        unit=unit,
        correction=Correction(
            conclusion=Conclusion(outcome="full", on=TODAY),
            reason="日付の誤り",
            external=ExternalApproval(
                number="1", approved_on=TODAY, approver_name="課長", decided_on=TODAY
            ),
        ),
        version=None,
        by=cast.records_officer,
        on=TODAY,
        at=AT,
    )

    assert Unit.objects.get(pk=unit.pk).phase == "decided"


def test_a_wrong_entry_is_replaced_and_no_longer_charged(
    cast: Cast, unit: Unit
) -> None:
    unit = hand_over(unit, cast, COPIES)
    wrong = Implementation.objects.get()

    right = replace(COPIES, copies=(("mono", 2),), supersedes=wrong.pk)
    unit = hand_over(unit, cast, right)

    assert balance_of(unit).fee_yen == 20
    assert Implementation.objects.count() == 2
    with pytest.raises(CannotCarryOut) as refusal, transaction.atomic():
        hand_over(unit, cast, right)
    assert refusal.value.code == "nothing_to_supersede"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"method": "telepathy"}, "unknown_method", "method"),
        ({"copies": ()}, "no_copies", "mono"),
        ({"copies": (("mono", 0),)}, "no_copies", "mono"),
        ({"copies": (("media", 1),)}, "cost_missing", "media_yen"),
        ({"postage_yen": 84}, "postage_without_post", "postage_yen"),
        ({"on": date(2020, 6, 4)}, "in_future", "on"),
        ({"supersedes": 0}, "nothing_to_supersede", "supersedes"),
    ],
)
def test_refused_and_nothing_written(
    cast: Cast,
    unit: Unit,
    changes: dict[str, object],
    code: str,
    field: str,
) -> None:
    facts = replace(COPIES, **changes)  # type: ignore[arg-type]  # one at a time

    with pytest.raises(CannotCarryOut) as refusal, transaction.atomic():
        hand_over(unit, cast, facts)

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert not Implementation.objects.exists()
    assert told("implement") == []


def test_a_kind_without_a_price_is_refused(
    cast: Cast, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "casework.charging.load_pack", lambda _code: type("P", (), {"fees": FeeTable()})
    )

    with pytest.raises(CannotCarryOut) as refusal:
        hand_over(unit, cast, COPIES)

    assert (refusal.value.code, refusal.value.field) == ("no_price", "mono")


def test_not_before_the_decision(cast: Cast, unit: Unit) -> None:
    with pytest.raises(CannotImplement):
        hand_over(unit, cast, replace(COPIES, on=date(2020, 6, 2)))


def test_no_part_after_the_end(cast: Cast, unit: Unit) -> None:
    unit = hand_over(unit, cast, COPIES)

    with pytest.raises(CannotCarryOut) as refusal:
        hand_over(unit, cast, replace(COPIES, is_partial=True))

    assert refusal.value.code == "closed_already"


def test_the_database_holds_price_times_copies(cast: Cast, unit: Unit) -> None:
    hand_over(unit, cast, COPIES)
    row = Implementation.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        ImplementationLine.objects.create(
            implementation=row,
            kind="colour",
            copies=2,
            unit_price_yen=50,
            amount_yen=99,
        )


def raised(kind: str, before: int, after: int, since: date) -> tuple[CopyPrice, ...]:
    common = {"kind": kind, "label_ja": kind, "label_en": kind}
    dated = {"verified": False, "source": "例"}
    return (
        CopyPrice(**common, price_yen=before, replaced_on=since, **dated),  # type: ignore[arg-type]  # plain words
        CopyPrice(**common, price_yen=after, in_force_from=since, **dated),  # type: ignore[arg-type]  # plain words
    )


@pytest.mark.parametrize(
    ("on", "yen"), [(date(2020, 6, 3), 120), (date(2020, 6, 4), 240)]
)
def test_prices_change_with_the_day_of_the_hand_over(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, on: date, yen: int
) -> None:
    fees = FeeTable(copies=raised("mono", 10, 20, date(2020, 6, 4)))
    monkeypatch.setattr(
        "casework.charging.load_pack", lambda _code: type("P", (), {"fees": fees})
    )
    unit = end(make_unit(), "full", on=TODAY)

    carry_out(
        unit=unit,
        handover=replace(COPIES, on=on),
        version=None,
        by=cast.division_staff,
        # recorded later: the day of the hand-over chooses the price
        on=date(2020, 6, 10),
        at=NOW,
    )

    assert Implementation.objects.get().fee_yen == yen
