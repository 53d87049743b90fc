"""Copies of the reference packs that a test may spoil."""

import shutil
from pathlib import Path

from ordinances.loading import PACKS


def copy_nerima(directory: Path) -> Path:
    """Copy the folder of the reference municipality and return the copy."""
    return Path(shutil.copytree(PACKS / "nerima", directory / "nerima"))


def spoil(path: Path, old: str, new: str) -> int:
    """Replace the first place of a text in a file; return its line number."""
    text = path.read_text("utf-8")
    if old not in text:
        message = f"{old!r} does not stand in {path.name}"
        raise AssertionError(message)
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1
