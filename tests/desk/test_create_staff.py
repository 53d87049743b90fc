"""The command that makes the first account of an empty office."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from offices.models import Grant, Role, Staff
from tests.factories.cast import make_office

pytestmark = pytest.mark.django_db

PASSWORD = "正しい馬の電池ホチキス"


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIROBA_PASSWORD", PASSWORD)


def create(*arguments: str) -> str:
    out = StringIO()
    call_command(
        "create_staff", "--login", "sato", "--name", "担当 一郎", *arguments, stdout=out
    )
    return out.getvalue()


def test_command_makes_an_account_that_can_sign_in() -> None:
    said = create("--role", "records_officer")

    assert said == "sato: records_officer\n"
    assert Staff.objects.get().check_password(PASSWORD)


def test_command_finds_the_division_by_name() -> None:
    office = make_office()

    create("--role", "division_staff", "--division", "道路課")

    grant = Grant.objects.get()
    assert (grant.role, grant.division) == (Role.DIVISION_STAFF, office.roads)


def test_command_refuses_a_division_nobody_has() -> None:
    with pytest.raises(CommandError, match="水道課"):
        create("--role", "division_staff", "--division", "水道課")

    assert not Staff.objects.exists()


def test_command_says_why_an_account_cannot_be_made() -> None:
    create("--role", "auditor")

    with pytest.raises(CommandError, match="sato"):
        create("--role", "auditor")
