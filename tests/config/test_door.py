"""The door says what is missing, in one sentence with the command that mends it."""

import ast
import errno
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.config.door import DOOR, load, sentence_of


def test_door_can_be_read_by_old_interpreters() -> None:
    source = DOOR.read_text(encoding="utf-8")

    ast.parse(source, feature_version=(3, 7))

    with pytest.raises(SyntaxError):
        ast.parse("match 1:\n  case 1: pass", feature_version=(3, 7))


def test_door_names_the_version_when_python_is_old() -> None:
    old = "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); "
    old += f"sys.version = '3.9.2 (x)'; runpy.run_path({str(DOOR)!r})"

    done = subprocess.run(
        [sys.executable, "-B", "-c", old], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "needs Python 3.11 or newer, this is 3.9.2" in done.stderr
    assert "apt-get install python3" in done.stderr
    assert "Traceback" not in done.stderr


def test_door_is_a_script_of_the_standard_library_alone() -> None:
    tree = ast.parse(DOOR.read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert imported <= sys.stdlib_module_names
    assert os.access(DOOR, os.X_OK)


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"], ["-h"]])
def test_door_lists_its_verbs_when_asked_for_nothing(
    door: ModuleType, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert door.main(arguments) == 0

    shown = capsys.readouterr().out
    assert all(f"./hiroba {verb}" in shown for verb in door.VERBS)


def test_door_refuses_an_unknown_verb(
    door: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert door.main(["rnu"]) == 1

    assert (
        "no verb 'rnu'. The verbs are run, worker, backup, restore, test"
        in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("arguments", "data", "rest"),
    [
        (["run", "--data", "a b"], "a b", ["run"]),
        (["--data=x", "manage", "check"], "x", ["manage", "check"]),
        (
            ["manage", "x", "--", "--data", "y"],
            None,
            ["manage", "x", "--", "--data", "y"],
        ),
        (["run", "--empty"], None, ["run", "--empty"]),
    ],
)
def test_data_folder_is_taken_with_every_verb(
    door: ModuleType, arguments: list[str], data: str | None, rest: list[str]
) -> None:
    assert door.split_data(arguments) == (data, rest)


def test_data_folder_is_refused_when_it_is_not_named(door: ModuleType) -> None:
    assert "needs a folder" in sentence_of(door, lambda: door.split_data(["--data"]))


def test_every_verb_works_in_the_folder_that_was_named(
    door: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr(
        door, "hand_over", lambda _lock, _args: seen.append(door.data_folder())
    )
    monkeypatch.setattr(door, "require_port", lambda _port: None)

    for verb in door.VERBS:
        monkeypatch.delenv("HIROBA_DATA", raising=False)
        assert door.main([verb, "--data", str(tmp_path / verb)]) == 0

    assert seen == [tmp_path / verb for verb in door.VERBS]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], (False, 8000)),
        (["--empty", "--port", "80"], (True, 80)),
        (["--port=65535"], (False, 65535)),
    ],
)
def test_run_reads_its_options(
    door: ModuleType, arguments: list[str], expected: tuple[bool, int]
) -> None:
    assert door.read_run(arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--port"], "'' is no port"),
        (["--port", "web"], "'web' is no port"),
        (["--port=0"], "'0' is no port"),
        (["--port=65536"], "'65536' is no port"),
        (["--fast"], "does not know '--fast'"),
    ],
)
def test_run_refuses_what_it_does_not_know(
    door: ModuleType, arguments: list[str], words: str
) -> None:
    assert words in sentence_of(door, lambda: door.read_run(arguments))


# -------------------------------------------------------- what the machine offers


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_door_names_the_package_when_python_is_bare(
    apart: ModuleType, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name, *more: None if name == missing else find(name, *more),
    )

    said = sentence_of(apart, lambda: apart.prepare(apart.RUN_LOCK))

    assert f"no {missing} module" in said
    assert "sudo apt-get install python3-venv" in said
    assert not apart.VENV.exists()


@pytest.fixture
def held_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield int(holder.getsockname()[1])


def test_door_offers_another_port_when_it_is_in_use(
    door: ModuleType, held_port: int
) -> None:
    said = sentence_of(door, lambda: door.require_port(held_port))

    assert f"Port {held_port} is already in use" in said
    assert f"./hiroba run --port {min(held_port + 1, 65535)}" in said


def test_door_takes_a_port_that_is_free(door: ModuleType, held_port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        free = int(other.getsockname()[1])

    door.require_port(free)

    assert free != held_port


def test_door_offers_a_higher_port_when_the_system_keeps_it(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: socket.socket, _address: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)

    assert "reserved to the system" in sentence_of(door, lambda: door.require_port(80))


def test_door_refuses_a_data_folder_when_a_file_stands_in_its_place(
    door: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("", encoding="ascii")

    said = sentence_of(door, lambda: door.require_data(tmp_path / "data"))

    assert f"{tmp_path / 'data'} cannot be written" in said
    assert "--data DIR" in said


def test_door_makes_a_data_folder_and_leaves_it_empty(
    door: ModuleType, tmp_path: Path
) -> None:
    door.require_data(tmp_path / "a b" / "c")

    assert list((tmp_path / "a b" / "c").iterdir()) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.EACCES, "sudo chown -R"),
        (errno.EROFS, "cannot be written (Read-only file system)"),
        (errno.ENOSPC, "is full. Free some space"),
    ],
)
def test_door_says_why_a_data_folder_refuses(
    door: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    words: str,
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(door.tempfile, "TemporaryFile", refuse)

    assert words in sentence_of(door, lambda: door.require_data(tmp_path))


# ------------------------------------------------------------------------- the end


def test_door_says_which_file_refused_when_the_system_does(
    door: ModuleType,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/srv/office")

    monkeypatch.setitem(door.VERBS, "run", refuse)

    assert door.main(["run"]) == 1
    assert "The disk of /srv/office is full" in capsys.readouterr().err


def test_door_ends_politely_when_it_is_interrupted(
    door: ModuleType,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupt(_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(door.VERBS, "check", interrupt)

    assert door.main(["check"]) == 130
    assert "the next start takes up the work again" in capsys.readouterr().err


def test_door_works_from_anywhere_and_with_spaces_in_its_path(tmp_path: Path) -> None:
    house = tmp_path / "a house"
    (house / ".venv" / "bin").mkdir(parents=True)
    (house / ".venv" / "bin" / "python").symlink_to(sys.executable)
    shutil.copy(DOOR, house / "hiroba")
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (house / lock).write_text("", encoding="ascii")
    (house / "manage.py").write_text(
        "import os, sys; print(os.getcwd(), os.environ['HIROBA_DATA'], sys.argv[1:])",
        encoding="ascii",
    )
    copy = load(house / "hiroba")
    copy.write_stamp([copy.RUN_LOCK])

    done = subprocess.run(
        [sys.executable, "-B", house / "hiroba", "manage", "--data", "o ffice", "x y"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == f"{house} {tmp_path / 'o ffice'} ['x y']\n"
    assert done.returncode == 0
