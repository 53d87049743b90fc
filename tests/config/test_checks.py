"""Each system check: silent where all is well, a sentence where it is not."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.checks import CheckMessage, run_checks
from django.db import connection
from pytest_django import Settings

from config import checks
from ordinances import loading
from tests.postgresql import server

LONG = "x" * 50


def said(found: list[CheckMessage]) -> list[tuple[str | None, int]]:
    """Return the ids and levels of what was found."""
    return [(message.id, message.level) for message in found]


@pytest.mark.django_db
def test_checks_are_silent_when_everything_is_in_order() -> None:
    serious = [m for m in run_checks(databases=["default"]) if m.is_serious()]

    assert serious == []


def test_municipality_is_refused_when_it_has_no_packs(
    settings: Settings,
) -> None:
    settings.HIROBA_MUNICIPALITY = "atlantis"

    found = checks.packs_load()

    assert said(found) == [("hiroba.E001", 40)]
    assert "atlantis" in str(found[0].msg)
    assert "nerima" in str(found[0].hint)


def test_packs_are_refused_when_a_file_is_not_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(loading.PACKS, tmp_path / "packs")
    broken = tmp_path / "packs" / "nerima" / "municipality.yaml"
    broken.write_text(
        "surprise: 1\n" + broken.read_text(encoding="utf-8"), encoding="utf-8"
    )
    monkeypatch.setattr(loading, "PACKS", tmp_path / "packs")
    loading.municipality.cache_clear()

    found = checks.check_municipality("nerima")
    loading.municipality.cache_clear()

    assert said(found) == [("hiroba.E002", 40)]
    assert "municipality.yaml" in str(found[0].msg)


@pytest.mark.parametrize(
    ("version", "ids"),
    [((3, 34, 1), ["hiroba.E003"]), ((3, 35, 0), []), ((3, 40, 1), [])],
)
def test_sqlite_is_refused_when_it_knows_no_returning(
    version: tuple[int, ...], ids: list[str]
) -> None:
    found = checks.check_sqlite(version)

    assert [message.id for message in found] == ids


@pytest.mark.django_db
def test_database_is_judged_by_its_engine() -> None:
    assert checks.databases_can(databases=["default"]) == []
    assert checks.databases_can() == []
    assert connection.vendor in {"sqlite", "postgresql"}


def test_postgresql_is_refused_when_kanji_are_no_letters(tmp_path: Path) -> None:
    create = (
        "import psycopg, sys; psycopg.connect(sys.argv[1], autocommit=True).execute("
        "\"CREATE DATABASE plain TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'\")"
    )
    with server() as address:
        subprocess.run([sys.executable, "-c", create, address], check=True)

        plain = check_database(address.replace("/postgres?", "/plain?"), tmp_path)
        usual = check_database(address, tmp_path)

    assert "hiroba.E004" in plain
    assert "LC_CTYPE" in plain
    assert "hiroba.E004" not in usual


def check_database(address: str, folder: Path) -> str:
    """Run the checks of a fresh process against a database."""
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--database", "default"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.local",
            "DATABASE_URL": address,
            "HIROBA_DATA": str(folder),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "use_tz", "ids"),
    [
        ("Asia/Tokyo", True, []),
        ("UTC", True, ["hiroba.E005"]),
        ("Asia/Tokyo", False, ["hiroba.E005"]),
    ],
)
def test_time_zone_is_refused_when_days_are_not_japanese(
    settings: Settings, name: str, use_tz: bool, ids: list[str]
) -> None:
    settings.TIME_ZONE, settings.USE_TZ = name, use_tz

    assert [message.id for message in checks.days_are_japanese()] == ids


@pytest.mark.parametrize(
    ("secret_key", "audit_key", "ids"),
    [
        (LONG, LONG + "y", []),
        (LONG[1:], LONG, ["hiroba.E006"]),
        (LONG, "", ["hiroba.E006"]),
        ("x", "y", ["hiroba.E006", "hiroba.E006"]),
        (LONG, LONG, ["hiroba.E007"]),
    ],
)
def test_keys_are_refused_when_short_or_shared(
    settings: Settings, secret_key: str, audit_key: str, ids: list[str]
) -> None:
    settings.SECRET_KEY, settings.AUDIT_KEY = secret_key, audit_key

    assert [message.id for message in checks.keys_are_strong()] == ids


def test_data_folder_is_accepted_when_it_can_still_be_made(
    settings: Settings, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path / "not" / "yet"

    assert checks.data_can_be_kept() == []
    assert not (tmp_path / "not").exists()


def test_data_folder_is_refused_when_a_file_stands_in_its_place(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("", encoding="utf-8")
    settings.DATA_DIR = tmp_path / "data" / "office"

    found = checks.data_can_be_kept()

    assert said(found) == [("hiroba.E008", 40)]
    assert str(tmp_path / "data") in str(found[0].msg)


def test_data_folder_is_refused_when_its_rights_forbid_writing(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR = tmp_path
    # root may write everywhere: the answer of the system is made up
    monkeypatch.setattr(os, "access", lambda _path, mode: mode == os.F_OK)

    assert said(checks.data_can_be_kept()) == [("hiroba.E008", 40)]


@pytest.mark.parametrize(
    ("on", "ids"),
    [
        (date(2026, 12, 31), []),
        (date(2027, 1, 1), ["hiroba.W001"]),
        (date(2029, 1, 1), ["hiroba.W001"]),
    ],
)
def test_calendar_warns_and_never_refuses_when_it_ends_within_a_year(
    on: date, ids: list[str]
) -> None:
    found = checks.check_calendar(date(2028, 1, 1), on=on)

    assert [message.id for message in found] == ids
    assert not any(message.is_serious() for message in found)


def test_calendar_is_looked_at_as_it_is_shipped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[date] = []

    def look(covered_until: date, *, on: date) -> list[CheckMessage]:
        seen.extend([covered_until, on])
        return []

    monkeypatch.setattr(checks, "check_calendar", look)

    assert checks.calendar_reaches() == []
    assert seen[0] >= date(2028, 1, 1)
    assert seen[1] >= date(2026, 1, 1)
