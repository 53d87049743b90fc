"""Accounts: made with one role, refused with a reason, on the trail."""

from datetime import UTC, date, datetime

import pytest

from audit.models import Detail, Entry
from offices.models import Division, Grant, Role, Staff
from offices.operations.create_staff import Account, CannotCreateStaff, create_staff
from tests.factories.cast import CLERK, make_office, make_staff

pytestmark = pytest.mark.django_db

AT = datetime(2020, 6, 1, 3, 0, tzinfo=UTC)
PASSWORD = "正しい馬の電池ホチキス"


def create(
    login: str = "sato",
    role: str = Role.RECORDS_OFFICER,
    division: Division | None = None,
    password: str = PASSWORD,
) -> Staff:
    account = Account(
        login=login, name="担当 一郎", role=role, division=division, password=password
    )
    return create_staff(
        account=account, on=date(2020, 6, 1), reason="test", by=CLERK, at=AT
    )


def test_create_staff_makes_account_and_grant() -> None:
    staff = create()

    grant = Grant.objects.get()
    assert staff.check_password(PASSWORD)
    assert PASSWORD not in staff.password
    assert (grant.staff, grant.role, grant.valid_from) == (
        staff,
        Role.RECORDS_OFFICER,
        date(2020, 6, 1),
    )


def test_create_staff_keeps_the_name_out_of_the_chain() -> None:
    create()

    entry = Entry.objects.get()
    assert entry.act == "create_staff"
    assert "担当" not in str(entry.facts)
    assert Detail.objects.get().values["name"] == "担当 一郎"


def test_create_staff_refuses_a_login_that_is_taken() -> None:
    make_staff("sato")

    with pytest.raises(CannotCreateStaff, match="sato"):
        create()

    assert Staff.objects.count() == 1


def test_create_staff_refuses_division_staff_without_division() -> None:
    with pytest.raises(CannotCreateStaff, match="--division"):
        create(role=Role.DIVISION_STAFF)


def test_create_staff_gives_division_staff_its_division() -> None:
    division = make_office().roads

    create(role=Role.DIVISION_STAFF, division=division)

    assert Grant.objects.get().division == division


@pytest.mark.parametrize("password", ["", "short", "12345678", "password"])
def test_create_staff_refuses_a_weak_password(password: str) -> None:
    with pytest.raises(CannotCreateStaff):
        create(password=password)

    assert not Staff.objects.exists()
