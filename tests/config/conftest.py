"""The door as a module, whole and with an empty house behind it."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.config.door import load


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return load()


@pytest.fixture
def apart(
    door: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ModuleType:
    """The door of a house whose `.venv` is made elsewhere, from tiny locks."""
    monkeypatch.setattr(door, "VENV", tmp_path / "ve nv")
    for name in ("RUN_LOCK", "DEV_LOCK"):
        lock = tmp_path / f"{name}.lock"
        lock.write_text("", encoding="ascii")
        monkeypatch.setattr(door, name, lock)
    return door
