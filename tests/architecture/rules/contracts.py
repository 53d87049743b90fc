"""The import contracts: asked of import-linter, in the house or in a sample."""

import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.architecture.rules.tree import ROOT

COMMAND = (
    "import sys; from importlinter.cli import lint_imports; "
    "sys.exit(lint_imports(no_cache=True))"
)
SETTINGS = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What import-linter says.

    Attributes:
        kept: Whether every contract holds.
        says: Its report.
    """

    kept: bool
    says: str


def lint(folder: Path = ROOT) -> Verdict:
    """Ask import-linter about the packages in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", COMMAND],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return Verdict(done.returncode == 0, done.stdout + done.stderr)


def settings() -> dict[str, Any]:
    """Return what the project tells import-linter."""
    content = tomllib.loads((ROOT / SETTINGS).read_text(encoding="utf-8"))
    found: dict[str, Any] = content["tool"]["importlinter"]
    return found


def contract(key: str) -> dict[str, Any]:
    """Return one contract by its id."""
    found: dict[str, Any]
    (found,) = (item for item in settings()["contracts"] if item["id"] == key)
    return found


def lay_out(folder: Path, files: dict[str, str]) -> None:
    """Build the packages of the house, empty but for some files, with its contracts."""
    for name in settings()["root_packages"]:
        (folder / name).mkdir()
        (folder / name / "__init__.py").touch()
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    own = (ROOT / SETTINGS).read_text(encoding="utf-8")
    (folder / SETTINGS).write_text(own, encoding="utf-8")
