"""Amending the intake: every fact, the clocks that move, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from casework.intake import PartyFacts
from casework.intake_facts import IntakeFacts, stored_intake
from casework.models import Case, ClockEvent, Party, PartyRole, Unit
from casework.operations.advance import advance
from casework.operations.amend import CannotAmendIntake, amend
from casework.operations.begin import CannotAct
from casework.operations.extend import extend
from casework.operations.void import void
from casework.permissions import NotPermitted
from casework.phases import Phase
from casework.queries import explain_clock
from casework.versions import Stale
from offices.models import Organ, Role, Staff
from tests.factories.cases import AT, end, intake, make_branch, make_unit
from tests.factories.cast import CLERK, Cast, make_cast, make_staff
from tests.factories.desk import NOW, TODAY, take_up, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return make_unit(intake(subject="公園の計画", requester="高橋 一郎"))


def mend(
    unit: Unit, by: Staff, *, version: int | None = None, **changes: object
) -> Unit:
    facts = replace(stored_intake(unit), **changes)  # type: ignore[arg-type]  # as told
    return amend(unit=unit, intake=facts, version=version, by=by, on=TODAY, at=NOW)


def stored(unit: Unit) -> IntakeFacts:
    return stored_intake(Unit.objects.select_related("case").get(pk=unit.pk))


def test_every_fact_can_be_amended(cast: Cast, unit: Unit) -> None:
    requester = PartyFacts(
        role=PartyRole.REQUESTER,
        name="髙橋 一郎",
        kana="たかはし",
        is_corporation=True,
        contact_person="佐藤",
        postal_code="176-0000",
        address="練馬区",
        phone="03-0000-0000",
        fax="03-0000-0001",
        email="a@example.jp",
    )
    wanted = IntakeFacts(
        received_on=date(2020, 5, 29),
        organ=cast.office.mayor,
        channel="post",
        subject="公園の整備計画",
        requester=requester,
        requester_category="resident",
        requested_on=date(2020, 5, 28),
        wanted_methods=("inspection", "copy_post"),
        purpose="調査",
    )

    amended = amend(
        unit=unit,
        intake=wanted,
        version=1,
        by=cast.records_officer,
        on=TODAY,
        at=NOW,
    )

    assert stored(unit) == wanted
    assert (amended.version, amended.case.version) == (2, 2)
    assert amended.due_on == date(2020, 6, 12)
    assert Unit.objects.get(pk=unit.pk).due_on == date(2020, 6, 12)


def test_old_and_new_stand_beside_the_chain(cast: Cast, unit: Unit) -> None:
    requester = PartyFacts(role=PartyRole.REQUESTER, name="髙橋")

    mend(unit, cast.records_officer, channel="post", requester=requester)

    assert told("amend") == [
        (
            f"unit:{unit.pk}",
            {"fields": ["channel", "requester.name"]},
            {"channel": ["counter", "post"], "requester.name": ["高橋 一郎", "髙橋"]},
        )
    ]


def test_another_receipt_day_moves_the_clock_of_every_unit(
    cast: Cast, unit: Unit
) -> None:
    other = make_branch(unit, division=cast.office.roads)
    extend(
        unit=other,
        on=date(2020, 6, 2),
        until_on=date(2020, 7, 15),
        reason="",
        by=CLERK,
        at=AT,
    )

    mend(unit, cast.records_officer, received_on=date(2020, 5, 20))

    units = Unit.objects.order_by("branch")
    assert [(u.received_on, u.due_on, u.version) for u in units] == [
        (date(2020, 5, 20), date(2020, 6, 3), 2),
        (date(2020, 5, 20), date(2020, 7, 15), 2),
    ]
    clock = explain_clock(units[0])
    assert clock is not None
    assert (clock.clock.due_on, clock.clock.cap_on) == (
        date(2020, 6, 3),
        date(2020, 7, 20),
    )
    assert told("amend")[0][1]["received_on"] == ["2020-06-01", "2020-05-20"]


def test_receipt_day_may_go_back_and_forth(cast: Cast, unit: Unit) -> None:
    for received_on, due_on in (
        (date(2020, 5, 20), date(2020, 6, 3)),
        (date(2020, 6, 2), date(2020, 6, 16)),
        (date(2020, 6, 1), date(2020, 6, 15)),
    ):
        mend(
            Unit.objects.get(pk=unit.pk),
            cast.records_officer,
            received_on=received_on,
        )
        assert Unit.objects.get(pk=unit.pk).due_on == due_on
    assert ClockEvent.objects.filter(type="received").count() == 4


def test_item_is_renamed_in_its_unit_and_its_case(cast: Cast) -> None:
    first = make_unit(intake(subject="甲の図面／乙の図面"))
    Unit.objects.filter(pk=first.pk).update(
        subject="甲の図面", folded_subject="甲の図面"
    )
    second = make_branch(first, division=cast.office.roads)
    Unit.objects.filter(pk=second.pk).update(
        subject="乙の図面", folded_subject="乙の図面"
    )

    mend(Unit.objects.get(pk=second.pk), cast.records_officer, subject="乙の台帳")

    assert Case.objects.get().subject == "甲の図面／乙の台帳"
    assert [u.subject for u in Unit.objects.order_by("branch")] == [
        "甲の図面",
        "乙の台帳",
    ]


def test_another_organ_takes_the_open_units_along(cast: Cast, unit: Unit) -> None:
    unit = take_up(unit, by=cast.records_officer, handler=cast.division_staff)

    mend(unit, cast.records_officer, organ=cast.office.board_of_education)

    moved = Unit.objects.get(pk=unit.pk)
    assert (moved.organ, moved.division, moved.handler, moved.case.organ) == (
        cast.office.board_of_education,
        None,
        None,
        cast.office.board_of_education,
    )


def test_decided_unit_keeps_its_decision(cast: Cast, unit: Unit) -> None:
    end(unit, "absent", on=date(2020, 6, 2))

    mend(Unit.objects.get(pk=unit.pk), cast.records_officer, channel="post")

    after = Unit.objects.get(pk=unit.pk)
    assert (after.outcome, after.outcome_on) == ("absent", date(2020, 6, 2))
    assert after.case.channel == "post"


def test_ledger_case_without_requester_gets_one(cast: Cast) -> None:
    unit = make_unit()
    assert stored(unit).requester is None

    mend(
        unit,
        cast.records_officer,
        requester=PartyFacts(role=PartyRole.REQUESTER, name="甲"),
    )

    assert [(p.role, p.name) for p in Party.objects.all()] == [("requester", "甲")]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({}, "nothing_changes", "subject"),
        ({"subject": " "}, "no_subject", "subject"),
        ({"channel": "pigeon"}, "unknown_choice", "channel"),
        ({"requester_category": "x"}, "unknown_choice", "requester_category"),
        ({"wanted_methods": ("x",)}, "unknown_choice", "wanted_methods"),
        ({"requester": None}, "no_requester", "requester"),
        ({"received_on": date(2020, 6, 4)}, "received_in_future", "received_on"),
        ({"received_on": date(2020, 3, 31)}, "other_fiscal_year", "received_on"),
    ],
)
def test_refused_and_nothing_written(
    cast: Cast, unit: Unit, changes: dict[str, object], code: str, field: str
) -> None:
    before = stored(unit)

    with pytest.raises(CannotAmendIntake) as refusal, transaction.atomic():
        mend(unit, cast.records_officer, **changes)  # type: ignore[arg-type]

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert stored(unit) == before
    assert told("amend") == []


def test_another_fiscal_year_says_to_void_and_log_again(cast: Cast, unit: Unit) -> None:
    with pytest.raises(CannotAmendIntake, match="欠番にして"):
        mend(unit, cast.records_officer, received_on=date(2020, 3, 31))


def test_refused_after_something_was_done(cast: Cast) -> None:
    unit = make_unit(intake(received_on=date(2020, 5, 1)))
    end(unit, "absent", on=date(2020, 5, 7))

    with pytest.raises(CannotAmendIntake) as refusal:
        mend(
            Unit.objects.get(pk=unit.pk),
            cast.records_officer,
            received_on=date(2020, 5, 8),
        )

    assert refusal.value.code == "after_an_act"


@pytest.mark.parametrize("code", ["no_regime", "other_regime"])
def test_refused_when_its_regime_would_not_hold(cast: Cast, code: str) -> None:
    """The assembly is under no act of 2023; a case keeps the regime it has."""
    facts = intake(
        kind="self_info", request_kind="disclosure", received_on=date(2023, 4, 3)
    )
    unit = make_unit(facts)
    changes: dict[str, object] = {"organ": cast.office.assembly}
    if code == "other_regime":
        Case.objects.update(regime="nerima/self_info_old")
        changes = {"received_on": date(2023, 4, 4)}
    unit = Unit.objects.get(pk=unit.pk)
    wanted = replace(stored_intake(unit), **changes)  # type: ignore[arg-type]

    with pytest.raises(CannotAmendIntake) as refusal:
        amend(
            unit=unit,
            intake=wanted,
            version=None,
            by=cast.records_officer,
            on=date(2023, 4, 5),
            at=NOW,
        )

    assert refusal.value.code == code


def test_refused_for_an_organ_that_is_gone(cast: Cast, unit: Unit) -> None:
    Organ.objects.filter(code="board_of_education").update(valid_until=date(2020, 6, 1))
    organ = Organ.objects.get(code="board_of_education")

    with pytest.raises(CannotAmendIntake) as refusal:
        mend(unit, cast.records_officer, organ=organ)

    assert refusal.value.code == "organ_not_in_force"


@pytest.mark.parametrize("stands", ["approval", "ended"])
def test_organ_is_fixed_once_a_draft_waits(cast: Cast, unit: Unit, stands: str) -> None:
    if stands == "ended":
        end(unit, "absent", on=date(2020, 6, 2))
    else:
        unit = take_up(unit, by=cast.records_officer, handler=cast.division_staff)
        advance(unit=unit, act="draft", after=Phase.APPROVAL)

    with pytest.raises(CannotAmendIntake) as refusal:
        mend(
            Unit.objects.get(pk=unit.pk),
            cast.records_officer,
            organ=cast.office.board_of_education,
        )

    assert refusal.value.code == "organ_at_work"


def test_second_of_two_is_told_even_on_a_sibling(cast: Cast, unit: Unit) -> None:
    other = make_branch(unit, division=cast.office.roads)
    mend(unit, cast.records_officer, channel="post", version=1)

    with pytest.raises(Stale):
        mend(other, cast.records_officer, channel="email", version=1)

    assert Case.objects.get().channel == "post"


def test_void_number_is_not_amended(cast: Cast, unit: Unit) -> None:
    void(unit=unit, reason="x", version=None, by=cast.records_officer, on=TODAY, at=NOW)

    with pytest.raises(CannotAct):
        mend(unit, cast.records_officer, channel="post")


@pytest.mark.parametrize("name", ["division_staff", "approver", "auditor", "stranger"])
def test_not_for_everybody(cast: Cast, unit: Unit, name: str) -> None:
    with pytest.raises(NotPermitted):
        mend(unit, cast.everybody()[name], channel="post")


def test_officer_of_one_organ_amends_no_case_of_two(cast: Cast, unit: Unit) -> None:
    make_branch(unit, division=cast.office.schools)
    officer = make_staff("of_mayor", Role.RECORDS_OFFICER, organ=cast.office.mayor)

    with pytest.raises(NotPermitted):
        mend(unit, officer, channel="post")
