"""The typed readers of the environment."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.mark.parametrize(
    ("text", "expected"), [("1", True), ("YES", True), ("off", False), ("", False)]
)
def test_flag_reads_yes_and_no(
    monkeypatch: pytest.MonkeyPatch, text: str, expected: bool
) -> None:
    monkeypatch.setenv("ASKED", text)

    assert env.flag("ASKED", default=not expected) is expected


def test_flag_takes_the_default_when_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("ASKED", raising=False)

    assert env.flag("ASKED", default=True)


def test_flag_is_refused_when_it_is_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASKED", "perhaps")

    with pytest.raises(ImproperlyConfigured, match="ASKED is 'perhaps'"):
        env.flag("ASKED", default=True)


def test_text_is_refused_when_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASKED", raising=False)

    with pytest.raises(ImproperlyConfigured, match="ASKED is not set"):
        env.text("ASKED")


def test_words_drops_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASKED", " a, b ,,c")

    assert env.words("ASKED") == ["a", "b", "c"]


def test_database_reads_a_server_address() -> None:
    read = env.database(
        "postgresql://us%40er:pa%2Fss@db.example:5433/na%20me?sslmode=x"
    )

    assert (read["ENGINE"], read["NAME"], read["USER"], read["PASSWORD"]) == (
        "django.db.backends.postgresql",
        "na me",
        "us@er",
        "pa/ss",
    )
    assert (read["HOST"], read["PORT"]) == ("db.example", "5433")
    assert read["OPTIONS"] == {"sslmode": "x"}


def test_database_takes_the_folder_of_a_socket_for_host() -> None:
    read = env.database("postgres://hiroba@/office?host=%2Frun%2Fa%20b")

    assert (read["HOST"], read["NAME"]) == ("/run/a b", "office")


def test_database_reads_a_file() -> None:
    read = env.database("sqlite:///srv/a%20b/hiroba.sqlite3")

    assert read["NAME"] == "/srv/a b/hiroba.sqlite3"


def test_database_is_refused_when_its_kind_is_unknown() -> None:
    with pytest.raises(ImproperlyConfigured, match="'mysql'"):
        env.database("mysql://root@localhost/x")


def test_secret_is_made_once_and_readable_by_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("A_KEY", raising=False)

    first = env.secret("A_KEY", tmp_path / "new")
    second = env.secret("A_KEY", tmp_path / "new")

    assert first == second
    assert len(first) > 50
    mode = (tmp_path / "new" / "a_key").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_secret_of_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_KEY", "given")

    assert env.secret("A_KEY", tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


def test_scratch_folder_stands_below_the_data_when_they_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIROBA_DATA", str(tmp_path))

    assert env.scratch_folder("x").parent == tmp_path


def test_secret_is_one_when_many_start_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("A_KEY", raising=False)

    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(lambda _n: env.secret("A_KEY", tmp_path), range(64)))

    assert len(found) == 1
    assert found != {""}
    assert [path.name for path in tmp_path.iterdir()] == ["a_key"]


@pytest.mark.parametrize(("given", "found"), [(None, 60), ("", 60), ("5", 5)])
def test_number_is_read_or_the_usual_one(
    monkeypatch: pytest.MonkeyPatch, given: str | None, found: int
) -> None:
    monkeypatch.delenv("A_NUMBER", raising=False)
    if given is not None:
        monkeypatch.setenv("A_NUMBER", given)

    assert env.number("A_NUMBER", 60) == found


@pytest.mark.parametrize("given", ["0", "-1", "1.5", "many"])
def test_number_that_is_none_is_refused(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("A_NUMBER", given)

    with pytest.raises(ImproperlyConfigured, match="A_NUMBER"):
        env.number("A_NUMBER", 60)


@pytest.mark.parametrize(
    ("kind", "address", "found"),
    [
        ("", "", ""),
        ("", "redis://host:6379/1", "redis://host:6379/1"),
        ("worker", "unix:///run/redis.sock", "redis+socket:///run/redis.sock"),
        ("none", "redis://host:6379/1", ""),
    ],
)
def test_broker_is_the_one_named_unless_none_is_wanted(
    monkeypatch: pytest.MonkeyPatch, kind: str, address: str, found: str
) -> None:
    monkeypatch.setenv("HIROBA_BROKER", kind)
    monkeypatch.setenv("REDIS_URL", address)

    assert env.broker() == found


def test_broker_of_a_strange_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIROBA_BROKER", "kafka")

    with pytest.raises(ImproperlyConfigured, match="HIROBA_BROKER"):
        env.broker()
