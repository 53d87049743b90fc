"""What the demonstration refuses, and what it writes without a database."""

import hashlib
import importlib
import json
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import override_settings

from annual.models import Figure
from audit.trail import Actor
from casework.models import Case, Unit
from desk.demonstration.accounts import ACCOUNTS, PASSWORD, create_accounts
from desk.demonstration.operations.set_up_divisions import set_up_divisions
from offices.models import Division, Organ, Staff
from tests.factories.cases import make_unit
from tests.factories.cast import make_staff

AT = datetime(2026, 6, 10, 0, 0, tzinfo=UTC)
BY = Actor("command:test", "test")


def demo(*arguments: str) -> str:
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


def test_output_only_writes_files(tmp_path: Path) -> None:
    # no database is at hand here: a single query would fail
    text = demo("--fiscal-year", "2020", "--output", str(tmp_path / "new"))

    names = ["appeals", "board_sessions", "disclosure", "figures", "privacy"]
    files = sorted((tmp_path / "new").iterdir())
    assert [path.name for path in files] == [f"{name}.csv" for name in names]
    assert all(str(path) in text for path in files)


def test_output_twice_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        demo("--fiscal-year", "2020", "--output", str(tmp_path / name))

    digests = [
        sorted(
            hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (tmp_path / name).iterdir()
        )
        for name in ("one", "two")
    ]
    assert digests[0] == digests[1]


def test_a_year_without_demonstration_is_refused() -> None:
    with pytest.raises(CommandError, match="2019"):
        demo("--fiscal-year", "2019", "--output", "unused")


@pytest.mark.django_db
@override_settings(DEMONSTRATION_ALLOWED=False)
def test_a_production_office_is_left_alone() -> None:
    with pytest.raises(CommandError, match="--force"):
        demo("--fiscal-year", "2020")

    assert not Case.objects.exists()
    assert not Staff.objects.exists()
    assert not Division.objects.exists()


@pytest.mark.django_db
@override_settings(DEMONSTRATION_ALLOWED=False)
def test_a_production_office_can_be_forced() -> None:
    demo("--fiscal-year", "2020", "--force")

    assert Staff.objects.count() == len(ACCOUNTS)


def test_production_settings_do_not_allow_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SECRET_KEY", "AUDIT_KEY", "ALLOWED_HOSTS"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("DATABASE_URL", "postgresql://localhost/none")

    production = importlib.import_module("config.settings.production")

    assert production.DEMONSTRATION_ALLOWED is False


@pytest.mark.django_db
def test_a_refused_ledger_leaves_nothing_behind() -> None:
    # visitors counted by the day: a figure of the whole year is then refused
    Figure.objects.create(
        fiscal_year=2020,
        on=date(2020, 5, 1),
        key="visitors",
        value=7,
        unit="人",
        actor_key="command:test",
        actor_label="test",
        at=AT,
    )

    with pytest.raises(CommandError):
        demo("--fiscal-year", "2020")

    assert not Case.objects.exists()
    assert not Division.objects.exists()
    assert not Staff.objects.exists()


@pytest.mark.django_db
def test_an_office_with_cases_of_its_own_gets_no_requests_of_today() -> None:
    own = make_unit()

    demo("--fiscal-year", "2020", "--today", "2026-06-10")

    assert not Unit.objects.filter(fiscal_year=2026).exists()
    own.refresh_from_db()
    assert own.outcome is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "years"),
    [
        ("2020-11-11", {2020}),
        ("2021-04-20", {2020, 2021}),
        ("2029-06-01", {2020, 2029}),
    ],
)
def test_any_day_can_be_today(today: str, years: set[int]) -> None:
    demo("--fiscal-year", "2020", "--today", today)

    assert set(Unit.objects.values_list("fiscal_year", flat=True)) == years
    assert Unit.objects.filter(kind="public_records", fiscal_year=2020).count() == 3102


@pytest.mark.django_db
def test_written_ledgers_can_be_taken_in_by_hand(tmp_path: Path) -> None:
    call_command("prepare_office", stdout=StringIO())
    demo("--fiscal-year", "2020", "--output", str(tmp_path))
    reports = {}
    for kind in ("disclosure", "privacy", "appeals", "board_sessions", "figures"):
        out = StringIO()
        call_command(
            "import_ledger",
            kind,
            str(tmp_path / f"{kind}.csv"),
            "--create-divisions",
            "--json",
            stdout=out,
            stderr=StringIO(),
        )
        reports[kind] = json.loads(out.getvalue())

    assert {kind: report["created"] for kind, report in reports.items()} == {
        "disclosure": 3102,
        "privacy": 316,
        "appeals": 9,
        "board_sessions": 11,
        "figures": 6,
    }
    said = [w["column"] for report in reports.values() for w in report["warnings"]]
    assert set(said) == {"所管課"}
    before = Unit.objects.count()
    demo("--fiscal-year", "2020")
    assert Unit.objects.count() == before


@pytest.mark.django_db
def test_an_account_that_exists_is_left_as_it_is() -> None:
    make_organs()
    set_up_divisions(by=BY, at=AT)
    login = ACCOUNTS["auditor"].login
    make_staff(login)

    made = create_accounts(on=AT.date(), by=BY, at=AT)

    assert len(made) == len(ACCOUNTS) - 1
    assert not Staff.objects.get(login=login).check_password(PASSWORD)
    assert create_accounts(on=AT.date(), by=BY, at=AT) == []


@pytest.mark.django_db
def test_divisions_are_made_once() -> None:
    make_organs()

    assert set_up_divisions(by=BY, at=AT) == 63
    assert set_up_divisions(by=BY, at=AT) == 0


def make_organs() -> None:
    for code in (
        "mayor",
        "board_of_education",
        "election_commission",
        "audit_commissioners",
        "agricultural_committee",
        "assembly",
    ):
        Organ.objects.create(code=code, name=code, valid_from=date(2000, 4, 1))
