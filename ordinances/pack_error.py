"""The error of a pack file: where, what stands there, what should."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class PackError(ValueError):
    """A pack file says something that cannot be a rule.

    Attributes:
        file: the file.
        line: its line, counted from 1; 0 where the whole file is meant.
        key: the path of the key, ``policies.deemed[2].value``.
        found: what stands there.
        expected: what should.
        suggestion: the nearest right word, if one is near.
    """

    def __init__(
        self,
        *,
        file: Path,
        line: int,
        found: str,
        expected: str,
        key: str = "",
        suggestion: str | None = None,
    ) -> None:
        self.file, self.line, self.key = file, line, key
        self.found, self.expected, self.suggestion = found, expected, suggestion
        super().__init__(self._message())

    def suggesting(self, word: str) -> PackError:
        """Return the same error with the nearest right word."""
        return PackError(
            file=self.file,
            line=self.line,
            key=self.key,
            found=self.found,
            expected=self.expected,
            suggestion=word,
        )

    def _message(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        at_key = f"at “{self.key}”, " if self.key else ""
        hint = f" Did you mean “{self.suggestion}”?" if self.suggestion else ""
        return (
            f"{place}: {at_key}expected {self.expected}, but found {self.found}.{hint}"
        )
