"""Roles: given, ended and moved with a reason; a second person is told."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from audit import trail
from audit.models import Entry
from offices.models import Grant, Rank, RightsChange, Role, Staff
from offices.operations.confirm_rights_change import (
    CannotConfirm,
    confirm_rights_change,
)
from offices.operations.disable_staff import disable_staff
from offices.operations.end_grant import CannotEndGrant, end_grant
from offices.operations.grant_role import CannotGrantRole, RoleFacts, grant_role
from offices.operations.move_to_division import CannotMove, move_to_division
from offices.permissions import NotAdministrator
from offices.queries import rights_changes_for
from tests.offices.operations.conftest import NOW, TODAY, Scene

pytestmark = pytest.mark.django_db

APRIL = date(2027, 4, 1)


def give(scene: Scene, facts: RoleFacts, *, reason: str = "異動") -> Grant:
    return grant_role(
        staff=scene.clerk,
        facts=facts,
        reason=reason,
        by=scene.administrator,
        on=TODAY,
        at=NOW,
    )


def stop(scene: Scene, grant: Grant, until: date = TODAY, by: str = "") -> Grant:
    return end_grant(
        grant=grant,
        until=until,
        reason="退職",
        by=Staff.objects.get(login=by) if by else scene.administrator,
        on=TODAY,
        at=NOW,
    )


def move(scene: Scene, move_on: date = APRIL) -> list[Grant]:
    return move_to_division(
        staff=scene.clerk,
        division=scene.office.roads,
        move_on=move_on,
        reason="4月1日付け異動",
        by=scene.administrator,
        on=TODAY,
        at=NOW,
    )


def roles(staff: Staff, on: date) -> set[tuple[str, str]]:
    fresh = Staff.objects.get(pk=staff.pk)
    return {(g.role, str(g.division or "")) for g in fresh.grants_on(on)}


def test_grant_role_gives_it_and_tells_the_other_administrator(scene: Scene) -> None:
    grant = give(
        scene,
        RoleFacts(
            role=Role.APPROVER,
            division=scene.office.roads,
            rank=Rank.DIVISION_HEAD,
            valid_from=TODAY,
        ),
    )

    assert ("approver", "道路課") in roles(scene.clerk, TODAY)
    assert grant.rank == Rank.DIVISION_HEAD
    entry = Entry.objects.get(act="grant_role")
    assert "異動" not in str(entry.facts)
    assert entry.detail.values == {"reason": "異動"}
    assert trail.verify(f"staff:{scene.clerk.pk}") == []
    assert list(rights_changes_for(scene.administrator)) == []
    assert [change.grant for change in rights_changes_for(scene.second)] == [grant]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": Role.DIVISION_STAFF}, "division"),
        ({"role": Role.APPROVER, "rank": Rank.ORGAN_HEAD}, "division"),
        ({"role": Role.APPROVER}, "rank"),
        ({"rank": Rank.ORGAN_HEAD}, "rank"),
        ({"valid_from": date(2026, 11, 23)}, "valid_from"),
        ({"valid_until": TODAY}, "valid_until"),
    ],
)
def test_grant_role_refuses_what_does_not_fit(
    scene: Scene, changes: dict[str, Any], field: str
) -> None:
    facts: dict[str, Any] = {"role": Role.AUDITOR, "valid_from": TODAY, **changes}

    with pytest.raises(CannotGrantRole) as refused:
        give(scene, RoleFacts(**facts))

    assert refused.value.field == field
    assert Grant.objects.filter(staff=scene.clerk).count() == 1


def test_grant_role_refuses_a_place_that_does_not_belong(scene: Scene) -> None:
    with pytest.raises(CannotGrantRole):
        give(
            scene,
            RoleFacts(role=Role.AUDITOR, division=scene.office.roads, valid_from=TODAY),
        )
    with pytest.raises(CannotGrantRole):
        give(
            scene,
            RoleFacts(role=Role.AUDITOR, organ=scene.office.mayor, valid_from=TODAY),
        )


def test_grant_role_refuses_without_reason(scene: Scene) -> None:
    with pytest.raises(CannotGrantRole):
        give(scene, RoleFacts(role=Role.AUDITOR, valid_from=TODAY), reason=" ")


def test_grant_role_refuses_what_is_held_on_one_of_the_days(scene: Scene) -> None:
    facts = RoleFacts(
        role=Role.DIVISION_STAFF,
        division=scene.office.general_affairs,
        valid_from=APRIL,
    )

    with pytest.raises(CannotGrantRole):
        give(scene, facts)


def test_nobody_gives_oneself_a_role(scene: Scene) -> None:
    with pytest.raises(NotAdministrator):
        grant_role(
            staff=scene.administrator,
            facts=RoleFacts(role=Role.AUDITOR, valid_from=TODAY),
            reason="必要なため",
            by=scene.administrator,
            on=TODAY,
            at=NOW,
        )


def test_only_an_administrator_gives_a_role(scene: Scene) -> None:
    with pytest.raises(NotAdministrator):
        grant_role(
            staff=scene.second,
            facts=RoleFacts(role=Role.AUDITOR, valid_from=TODAY),
            reason="必要なため",
            by=scene.clerk,
            on=TODAY,
            at=NOW,
        )


def test_end_grant_ends_it_at_midnight(scene: Scene) -> None:
    grant = stop(scene, Grant.objects.get(staff=scene.clerk), APRIL)

    assert grant.valid_until == APRIL
    assert roles(scene.clerk, date(2027, 3, 31)) == {("division_staff", "総務課")}
    assert roles(scene.clerk, APRIL) == set()
    assert Entry.objects.get(act="end_grant").facts["until"] == "2027-04-01"
    assert [change.act for change in rights_changes_for(scene.second)] == ["ended"]


def test_end_grant_takes_back_one_that_has_not_begun(scene: Scene) -> None:
    grant = give(scene, RoleFacts(role=Role.AUDITOR, valid_from=APRIL))

    stop(scene, grant)

    assert roles(scene.clerk, APRIL) == {("division_staff", "総務課")}


def test_end_grant_refuses_a_day_that_has_passed(scene: Scene) -> None:
    with pytest.raises(CannotEndGrant):
        stop(scene, Grant.objects.get(staff=scene.clerk), date(2026, 11, 23))


def test_end_grant_refuses_what_has_ended(scene: Scene) -> None:
    grant = stop(scene, Grant.objects.get(staff=scene.clerk))

    with pytest.raises(CannotEndGrant):
        stop(scene, grant, APRIL)


def test_the_last_administrator_stays(scene: Scene) -> None:
    """Neither by ending the role nor by closing the account."""
    stop(scene, Grant.objects.get(staff=scene.administrator), by="second")
    remaining = Grant.objects.get(staff=scene.second)
    scene.administrator.__dict__.pop("_grants", None)

    with pytest.raises(CannotEndGrant):
        # the administrator who lost the role a moment ago still asks
        end_grant(
            grant=remaining,
            until=TODAY,
            reason="退職",
            by=_with_stale_rights(scene.administrator),
            on=TODAY,
            at=NOW,
        )
    with pytest.raises(CannotEndGrant):
        disable_staff(
            staff=scene.second,
            reason="退職",
            by=_with_stale_rights(scene.administrator),
            on=TODAY,
            at=NOW,
        )


def _with_stale_rights(staff: Staff) -> Staff:
    """Return the person as read before the role ended, as in two acts at once."""
    grant = Grant.objects.get(staff=staff)
    grant.valid_until = None
    person = Staff.objects.get(pk=staff.pk)
    person.__dict__["_grants"] = [grant]
    return person


def test_move_ends_the_old_role_and_begins_the_new_one(scene: Scene) -> None:
    moved = move(scene)

    assert roles(scene.clerk, date(2027, 3, 31)) == {("division_staff", "総務課")}
    assert roles(scene.clerk, APRIL) == {("division_staff", "道路課")}
    assert [grant.valid_from for grant in moved] == [APRIL]
    assert set(Entry.objects.values_list("act", flat=True)) == {
        "end_grant",
        "grant_role",
    }
    assert {change.act for change in rights_changes_for(scene.second)} == {
        "ended",
        "granted",
    }


def test_move_keeps_the_rank_of_an_approver(scene: Scene) -> None:
    give(
        scene,
        RoleFacts(
            role=Role.APPROVER,
            division=scene.office.general_affairs,
            rank=Rank.DIVISION_HEAD,
            valid_from=TODAY,
            valid_until=date(2027, 10, 1),
        ),
    )

    moved = {grant.role: grant for grant in move(scene)}

    assert moved["approver"].rank == Rank.DIVISION_HEAD
    assert moved["approver"].valid_until == date(2027, 10, 1)
    assert moved["division_staff"].rank == ""


def test_move_refuses_a_day_that_has_passed(scene: Scene) -> None:
    with pytest.raises(CannotMove):
        move(scene, date(2026, 11, 23))


def test_move_refuses_who_is_there_already(scene: Scene) -> None:
    move(scene)

    with pytest.raises(CannotMove):
        move(scene)


def test_move_refuses_a_division_that_is_gone(scene: Scene) -> None:
    roads = scene.office.roads
    roads.valid_until = APRIL
    roads.save()

    with pytest.raises(CannotMove):
        move(scene)


def test_confirm_notes_the_second_person(scene: Scene) -> None:
    give(scene, RoleFacts(role=Role.AUDITOR, valid_from=TODAY))
    change = RightsChange.objects.get()

    confirm_rights_change(change=change, by=scene.second, on=TODAY, at=NOW)

    change.refresh_from_db()
    assert (change.seen_by, change.seen_at) == (scene.second, NOW)
    assert list(rights_changes_for(scene.second)) == []


def test_confirm_refuses_the_maker_and_whom_it_is_about(scene: Scene) -> None:
    facts = RoleFacts(role=Role.AUDITOR, valid_from=TODAY)
    grant_role(
        staff=scene.second,
        facts=facts,
        reason="兼務",
        by=scene.administrator,
        on=TODAY,
        at=NOW,
    )
    change = RightsChange.objects.get()

    for person in (scene.administrator, scene.second):
        with pytest.raises(CannotConfirm):
            confirm_rights_change(change=change, by=person, on=TODAY, at=NOW)


def test_database_refuses_the_maker_as_the_second_person(scene: Scene) -> None:
    give(scene, RoleFacts(role=Role.AUDITOR, valid_from=TODAY))

    with pytest.raises(IntegrityError), transaction.atomic():
        RightsChange.objects.update(seen_by=scene.administrator, seen_at=NOW)
