"""What was made elsewhere says by whom, under which terms, in which version."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.rules.tree import ROOT, Finding

FOLDER = ROOT / "static" / "vendor"
VERSION = re.compile(r"\bversion\s+v?\d+(\.\d+)*", re.IGNORECASE)
LEAST_LICENSE = 200


def unexplained(folder: Path = FOLDER) -> Iterator[Finding]:
    """Yield vendored files whose folder lacks license, note or version."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            yield from _judge(entry)
        else:
            yield Finding(entry.name, "lies beside the folders; give it one")


def _judge(folder: Path) -> Iterator[Finding]:
    license_text = _text(folder / "LICENSE")
    note = _text(folder / "README.md")
    if len(license_text) < LEAST_LICENSE:
        yield Finding(folder.name, "has no LICENSE")
    if not VERSION.search(note):
        yield Finding(folder.name, "README.md names no version")
    for path in sorted(folder.rglob("*")):
        name = path.name
        if path.is_file() and name not in {"LICENSE", "README.md"} and name not in note:
            yield Finding(f"{folder.name}/{name}", "README.md does not speak of it")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
