"""The door installs what the lock names: once, whole, alone."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tests.config.door import ROOT, sentence_of


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("Temporary failure in name resolution", "no package index answers"),
        ("ERROR: No matching distribution found for x==1", "no package index answers"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "pip cache purge"),
        ("because ensurepip is not available", "sudo apt-get install python3-venv"),
        ("line 1\nsomething odd", "last words:\n  line 1\n  something odd"),
    ],
)
def test_failed_installation_becomes_a_sentence(
    door: ModuleType, output: str, words: str
) -> None:
    said = door.say_failure(output).replace("python3 -m pip cache", "pip cache")

    assert words in said


def test_installation_says_so_when_no_index_answers(
    apart: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart.RUN_LOCK.write_text(
        "hiroba-has-no-such-package==1 --hash=sha256:" + "0" * 64, encoding="ascii"
    )
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)

    said = sentence_of(apart, lambda: apart.prepare(apart.RUN_LOCK))

    assert "no package index answers" in said
    assert not apart.is_installed(apart.RUN_LOCK)


@pytest.fixture
def steps(apart: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps of an installation, taken down instead of carried out."""
    taken: list[str] = []

    def take(command: list[str]) -> None:
        taken.append("venv" if "venv" in command else "pip")
        apart.VENV.mkdir(exist_ok=True)

    monkeypatch.setattr(apart, "call", take)
    monkeypatch.setattr(apart, "runs_here", lambda _python: True)
    return taken


def test_packages_are_installed_once(apart: ModuleType, steps: list[str]) -> None:
    first = apart.prepare(apart.RUN_LOCK)
    second = apart.prepare(apart.RUN_LOCK)

    assert steps == ["venv", "pip"]
    assert first == second == str(apart.VENV / "bin" / "python")


def test_larger_lock_serves_the_smaller_one(
    apart: ModuleType, steps: list[str]
) -> None:
    apart.prepare(apart.DEV_LOCK)
    apart.prepare(apart.RUN_LOCK)

    assert steps == ["venv", "pip"]


def test_smaller_lock_does_not_serve_the_larger_one(
    apart: ModuleType, steps: list[str]
) -> None:
    apart.DEV_LOCK.write_text("# more\n", encoding="ascii")
    apart.prepare(apart.RUN_LOCK)
    apart.prepare(apart.DEV_LOCK)

    assert steps == ["venv", "pip", "pip"]


def test_packages_are_installed_again_when_the_lock_changed(
    apart: ModuleType, steps: list[str]
) -> None:
    apart.prepare(apart.RUN_LOCK)
    apart.RUN_LOCK.write_text("# changed\n", encoding="ascii")
    apart.prepare(apart.RUN_LOCK)

    assert steps == ["venv", "pip", "pip"]


def test_packages_are_made_anew_when_python_changed(
    apart: ModuleType, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    apart.prepare(apart.RUN_LOCK)
    monkeypatch.setattr(sys, "version", "3.99")
    monkeypatch.setattr(apart, "runs_here", lambda _python: False)
    apart.prepare(apart.RUN_LOCK)

    assert steps == ["venv", "pip", "venv", "pip"]


def test_packages_are_made_anew_when_the_installation_was_interrupted(
    apart: ModuleType, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(command: list[str]) -> None:
        steps.append("interrupted")
        apart.VENV.mkdir(exist_ok=True)
        raise KeyboardInterrupt

    whole = apart.call
    apart.prepare(apart.RUN_LOCK)
    apart.RUN_LOCK.write_text("# changed\n", encoding="ascii")
    monkeypatch.setattr(apart, "call", interrupted)
    with pytest.raises(KeyboardInterrupt):
        apart.prepare(apart.RUN_LOCK)
    monkeypatch.setattr(apart, "call", whole)
    apart.prepare(apart.RUN_LOCK)

    assert steps == ["venv", "pip", "interrupted", "venv", "pip"]


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"'])
def test_stamp_counts_for_nothing_when_it_is_no_stamp(
    apart: ModuleType, content: str
) -> None:
    apart.VENV.mkdir()
    (apart.VENV / apart.STAMP).write_text(content, encoding="ascii")

    assert not apart.is_installed(apart.RUN_LOCK)


TOGETHER = """
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from tests.config.door import load

door = load()
folder = Path(sys.argv[1])
door.VENV, door.RUN_LOCK = folder / "venv", folder / "requirements.lock"

def take(command):
    with (folder / "steps").open("a") as file:
        file.write("venv\\n" if "venv" in command else "pip\\n")
    door.VENV.mkdir(exist_ok=True)
    time.sleep(0.5)  # long enough for the others to come by

door.call = take
if "unguarded" in sys.argv:
    door.alone = nullcontext
door.prepare(door.RUN_LOCK)
"""


def install_together(folder: Path, *more: str) -> list[str]:
    """Let four doors install at once and return the steps they took."""
    (folder / "requirements.lock").write_text("", encoding="ascii")
    command = [sys.executable, "-B", "-c", TOGETHER, str(folder), *more]
    starts = [subprocess.Popen(command, cwd=ROOT) for _ in range(4)]
    assert [start.wait(timeout=60) for start in starts] == [0, 0, 0, 0]
    return (folder / "steps").read_text(encoding="ascii").split()


def test_two_starts_at_once_install_once(tmp_path: Path) -> None:
    steps = install_together(tmp_path)

    stamp = json.loads((tmp_path / "venv" / "hiroba-stamp.json").read_text("ascii"))
    assert steps == ["venv", "pip"]
    assert list(stamp) == ["requirements.lock"]


def test_two_starts_at_once_would_collide_without_the_lock(tmp_path: Path) -> None:
    assert len(install_together(tmp_path, "unguarded")) > 2


# ------------------------------------------------------------------ the locks


def pins(lock: str) -> dict[str, str]:
    """Return the packages of a lock with the line that pins each."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    lines = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", text, re.MULTILINE)
    return {name.lower(): version for name, version in lines}


def wanted(*groups: str) -> set[str]:
    """Return the names `pyproject.toml` asks for, with these groups."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = list(project["project"]["dependencies"])
    for group in groups:
        asked += project["dependency-groups"][group]
    names = (re.match(r"[A-Za-z0-9._-]+", line) for line in asked)
    return {name.group().lower() for name in names if name}


def test_larger_lock_holds_the_smaller_one_with_the_same_versions() -> None:
    smaller, larger = pins("requirements.lock"), pins("requirements-dev.lock")

    assert len(smaller) > 10
    assert smaller.items() <= larger.items()


def test_locks_hold_what_the_project_asks_for() -> None:
    assert wanted() <= set(pins("requirements.lock"))
    assert wanted("dev") <= set(pins("requirements-dev.lock"))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_of_a_lock_has_a_hash_and_none_an_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", text.strip())

    assert "://" not in text
    assert len(packages) == len(pins(lock))
    assert [package for package in packages if "--hash=sha256:" not in package] == []
