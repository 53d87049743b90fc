"""The files of the house, each read and parsed once."""

import ast
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# what is never part of a release; hidden folders but the pipeline's
NOT_OURS = frozenset({"data", "__pycache__", "staticfiles", "node_modules"})
PIPELINE = ".ci"
# a folder in a clone, a file in a further work tree of one
HISTORY = ".git"
DOOR = "hiroba"


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a law is broken."""

    place: str
    says: str


@dataclass(frozen=True)
class Source:
    """A text of the house.

    Attributes:
        path: Below the root, with forward slashes.
        text: Its content.
    """

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree of a Python file."""
        return ast.parse(self.text, self.path)

    @property
    def parts(self) -> tuple[str, ...]:
        """The folders and the file name."""
        return tuple(self.path.split("/"))

    def finding(self, line: int, says: str) -> Finding:
        """Return a finding at a line."""
        return Finding(f"{self.path}:{line}", says)


def judge(rule: Callable[[Source], Iterable[Finding]], *sources: Source) -> str:
    """Return what a rule finds in the sources, one finding per line."""
    return listing(item for source in sources for item in rule(source))


def listing(findings: Iterable[Finding]) -> str:
    """Return findings one per line, so that a failing test shows them all."""
    return "\n".join(f"{item.place}: {item.says}" for item in findings)


def walk(root: Path = ROOT) -> Iterator[Path]:
    """Yield every file below a folder that belongs to the house."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if _is_ours(Path(folder, name)))
        for name in sorted(names):
            if name != HISTORY and not name.endswith((".pyc", ".sqlite3")):
                yield Path(folder, name)


@lru_cache(maxsize=1)
def python_sources() -> tuple[Source, ...]:
    """Return every Python file but migrations, with the door."""
    found = [
        source
        for source in _read(".py", root=ROOT)
        if "migrations" not in source.parts[:-1]
    ]
    return *found, Source(DOOR, (ROOT / DOOR).read_text(encoding="utf-8"))


def product_sources() -> tuple[Source, ...]:
    """Return the Python files that are not tests."""
    return tuple(item for item in python_sources() if item.parts[0] != "tests")


def suite_sources() -> tuple[Source, ...]:
    """Return the Python files of the tests."""
    return tuple(item for item in python_sources() if item.parts[0] == "tests")


def templates() -> tuple[Source, ...]:
    """Return every template."""
    return _read(".html", root=ROOT / "templates")


def app_names() -> frozenset[str]:
    """Return the packages at the top, without the tests."""
    return frozenset(path.parent.name for path in ROOT.glob("*/__init__.py")) - {
        "tests"
    }


def _read(suffix: str, *, root: Path) -> tuple[Source, ...]:
    return tuple(
        Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in walk(root)
        if path.name.endswith(suffix)
    )


def _is_ours(folder: Path) -> bool:
    if folder.name in NOT_OURS or (folder / "pyvenv.cfg").exists():
        return False
    return not folder.name.startswith(".") or folder.name == PIPELINE
