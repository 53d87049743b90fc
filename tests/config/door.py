"""Load the door, a script without a suffix, as a module of the tests."""

import importlib.util
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DOOR = ROOT / "hiroba"


def load(path: Path = DOOR) -> ModuleType:
    """Return a fresh module made from the script."""
    loader = SourceFileLoader("hiroba_door", str(path))
    spec = importlib.util.spec_from_loader("hiroba_door", loader)
    if spec is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def sentence_of(door: ModuleType, act: Callable[[], object]) -> str:
    """Return what the door says when it refuses."""
    with pytest.raises(door.CannotStart) as refused:
        act()
    return str(refused.value)
