"""Tokens: made once, kept as a digest, revoked for good, all on the trail."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from audit import trail
from offices.models import AccessToken
from offices.operations.create_access_token import (
    CannotCreateAccessToken,
    NewToken,
    create_access_token,
    digest_of,
)
from offices.operations.revoke_access_token import revoke_access_token
from tests.factories.cast import make_staff

pytestmark = pytest.mark.django_db

AT = datetime(2020, 6, 1, 3, 0, tzinfo=UTC)
EXPIRES = date(2020, 9, 1)


def made(name: str = "月次の集計", login: str = "taro") -> NewToken:
    staff = make_staff(login)
    return create_access_token(name=name, expires_on=EXPIRES, by=staff, at=AT)


def test_only_the_digest_of_a_token_is_kept() -> None:
    new = made()

    row = AccessToken.objects.get()
    assert row.digest == digest_of(new.secret)
    assert new.secret not in {str(value) for value in vars(row).values()}
    assert len(new.secret) >= 43


def test_two_tokens_are_two_secrets() -> None:
    first = made()

    second = create_access_token(
        name="別の用途", expires_on=EXPIRES, by=first.row.staff, at=AT
    )

    assert first.secret != second.secret


def test_token_opens_until_the_day_it_expires() -> None:
    row = made().row

    assert row.is_valid_on(date(2020, 8, 31))
    assert not row.is_valid_on(EXPIRES)


def test_second_live_token_of_a_name_is_refused() -> None:
    first = made()

    with pytest.raises(CannotCreateAccessToken) as refused:
        create_access_token(
            name=first.row.name, expires_on=EXPIRES, by=first.row.staff, at=AT
        )

    assert first.row.name in str(refused.value)
    assert AccessToken.objects.count() == 1


def test_database_holds_the_name_without_the_operation() -> None:
    row = made().row

    with pytest.raises(IntegrityError), transaction.atomic():
        AccessToken.objects.create(
            staff=row.staff,
            name=row.name,
            digest="x",
            created_at=AT,
            expires_on=EXPIRES,
        )


def test_revoked_token_opens_nothing_and_frees_its_name() -> None:
    new = made()

    revoke_access_token(token=new.row, by=new.row.staff, at=AT)

    row = AccessToken.objects.get()
    assert not row.is_valid_on(date(2020, 6, 1))
    create_access_token(name=row.name, expires_on=EXPIRES, by=row.staff, at=AT)


def test_acts_on_tokens_are_on_the_trail_once_and_without_the_secret() -> None:
    new = made()
    revoke_access_token(token=new.row, by=new.row.staff, at=AT)

    revoke_access_token(token=new.row, by=new.row.staff, at=AT)

    entries = trail.entries_of([f"staff:{new.row.staff.pk}"])
    assert [entry.act for entry in entries] == [
        "create_access_token",
        "revoke_access_token",
    ]
    assert not any(new.secret in str(entry.facts) for entry in entries)
    assert trail.verify(f"staff:{new.row.staff.pk}") == []
