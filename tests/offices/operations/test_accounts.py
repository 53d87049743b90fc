"""Accounts: opened with a one-time code, closed at once, unlocked, reset."""

from datetime import timedelta

import pytest

from audit.models import Entry
from offices.models import AccessToken, Role, SignInAttempts, Staff
from offices.operations.begin_sign_in import LOCKED_FOR, LockedOut, begin_sign_in
from offices.operations.change_password import (
    CannotChangePassword,
    change_password,
)
from offices.operations.create_staff import Account
from offices.operations.disable_staff import CannotDisable, disable_staff
from offices.operations.enable_staff import enable_staff
from offices.operations.open_account import open_account
from offices.operations.reset_password import reset_password
from offices.operations.unlock import forget_attempts, unlock
from offices.permissions import NotAdministrator
from offices.queries import locked_until, rights_changes_for
from offices.sign_in import MOST_TRIES
from tests.offices.operations.conftest import NOW, TODAY, Scene

pytestmark = pytest.mark.django_db

PASSWORD = "正しい馬の電池ホチキス"


def disable(scene: Scene, staff: Staff) -> Staff:
    return disable_staff(
        staff=staff, reason="退職", by=scene.administrator, on=TODAY, at=NOW
    )


def token_of(staff: Staff) -> AccessToken:
    return AccessToken.objects.create(
        staff=staff, name="t", digest="d", created_at=NOW, expires_on=TODAY
    )


def test_open_account_gives_a_code_and_tells_the_other_administrator(
    scene: Scene,
) -> None:
    account = Account(
        login="sato", name="担当", role=Role.AUDITOR, division=None, password=""
    )

    staff, code = open_account(
        account=account, reason="採用", by=scene.administrator, on=TODAY, at=NOW
    )

    assert staff.check_password(code)
    assert staff.code_until == NOW + timedelta(hours=24)
    assert [c.grant.staff for c in rights_changes_for(scene.second) if c.grant] == [
        staff
    ]


def test_disable_ends_sessions_and_tokens_for_good(scene: Scene) -> None:
    before = scene.clerk.get_session_auth_hash()
    token = token_of(scene.clerk)

    disable(scene, scene.clerk)
    staff = enable_staff(
        staff=scene.clerk, reason="復職", by=scene.administrator, on=TODAY, at=NOW
    )

    token.refresh_from_db()
    assert staff.is_active
    assert staff.get_session_auth_hash() != before
    assert token.revoked_at == NOW
    assert [entry.act for entry in Entry.objects.order_by("seq")] == [
        "disable_staff",
        "enable_staff",
    ]


def test_disable_refuses_twice_and_oneself(scene: Scene) -> None:
    disable(scene, scene.clerk)

    with pytest.raises(CannotDisable):
        disable(scene, scene.clerk)
    with pytest.raises(NotAdministrator):
        disable(scene, scene.administrator)


def test_reset_password_replaces_it_by_a_code(scene: Scene) -> None:
    before = scene.clerk.get_session_auth_hash()
    token = token_of(scene.clerk)

    code = reset_password(staff=scene.clerk, by=scene.administrator, on=TODAY, at=NOW)

    staff = Staff.objects.get(pk=scene.clerk.pk)
    token.refresh_from_db()
    assert staff.check_password(code)
    assert not staff.check_password("clerk")
    assert staff.get_session_auth_hash() != before
    assert token.revoked_at == NOW
    assert not staff.is_code_over(NOW + timedelta(hours=23))
    assert staff.is_code_over(NOW + timedelta(hours=24))
    assert code not in str(list(Entry.objects.values()))


def test_change_password_spends_the_code(scene: Scene) -> None:
    code = reset_password(staff=scene.clerk, by=scene.administrator, on=TODAY, at=NOW)

    staff = change_password(old=code, new=PASSWORD, by=scene.clerk, at=NOW)

    assert staff.code_until is None
    assert staff.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [("wrong", PASSWORD, "old"), ("clerk", "clerk", "new"), ("clerk", "123", "new")],
)
def test_change_password_refuses(scene: Scene, old: str, new: str, field: str) -> None:
    with pytest.raises(CannotChangePassword) as refused:
        change_password(old=old, new=new, by=scene.clerk, at=NOW)

    assert refused.value.field == field
    assert Staff.objects.get(pk=scene.clerk.pk).check_password("clerk")


@pytest.mark.parametrize("login", ["clerk", "nobody has this"])
def test_sign_in_is_locked_after_too_many_tries(scene: Scene, login: str) -> None:
    """A login nobody has is locked like any other."""
    for _try in range(MOST_TRIES):
        begin_sign_in(login=login, at=NOW)

    with pytest.raises(LockedOut):
        begin_sign_in(login=login, at=NOW + LOCKED_FOR - timedelta(seconds=1))
    assert locked_until([login, "other"], at=NOW) == {login: NOW + LOCKED_FOR}
    locked = Entry.objects.filter(act="lock_out").count()
    assert locked == (1 if login == "clerk" else 0)


def test_sign_in_opens_again_by_itself(scene: Scene) -> None:
    for _try in range(MOST_TRIES):
        begin_sign_in(login="clerk", at=NOW)

    begin_sign_in(login="clerk", at=NOW + LOCKED_FOR)

    assert SignInAttempts.objects.get().n == 1


def test_sign_in_keeps_nothing_that_was_typed() -> None:
    begin_sign_in(login="my secret password", at=NOW)

    assert "secret" not in str(list(SignInAttempts.objects.values()))


def test_tries_are_forgotten_after_success_and_after_a_day() -> None:
    begin_sign_in(login="one", at=NOW)
    begin_sign_in(login="two", at=NOW)
    forget_attempts("one")
    assert SignInAttempts.objects.count() == 1

    begin_sign_in(login="three", at=NOW + timedelta(hours=25))

    assert SignInAttempts.objects.count() == 1


def test_unlock_lets_try_again_at_once(scene: Scene) -> None:
    for _try in range(MOST_TRIES):
        begin_sign_in(login="clerk", at=NOW)

    unlock(staff=scene.clerk, by=scene.administrator, on=TODAY, at=NOW)

    begin_sign_in(login="clerk", at=NOW)
    assert Entry.objects.filter(act="unlock").count() == 1
