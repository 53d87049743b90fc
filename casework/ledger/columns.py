"""Which columns a ledger has and by which words they go: data, not code."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

VOCABULARY = Path(__file__).parent / "vocabulary.yaml"
DEFAULT_LIMIT = 2000

_BRACKETED = re.compile(r"[(\[（【〔].*?[)\]）】〕]")
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Return a word for comparison: width, case and all spaces levelled.

    Example:
        >>> fold("受　付 番号"), fold("Ｎｏ．")
        ('受付番号', 'no.')
    """
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).casefold()


def fold_header(text: str) -> str:
    """Return a header without its remarks: 決定日（通知日）※ is 決定日."""
    bare = _BRACKETED.sub("", unicodedata.normalize("NFKC", text))
    return fold(bare).strip("*※:：・") or fold(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a kind of ledger.

    Attributes:
        key: The name code uses.
        label: The header of our own template, also the name in reports.
        required: Whether a ledger without it is refused.
        synonyms: Other headers offices write.
        limit: The longest text taken.
        examples: Cells of the template's example rows.
        note: What the template says about it.
    """

    key: str
    label: str
    required: bool = False
    synonyms: tuple[str, ...] = ()
    limit: int = DEFAULT_LIMIT
    examples: tuple[str, ...] = ()
    note: str = ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """The accepted headers, the template's own first."""
        return (self.label, *self.synonyms)


@dataclass(frozen=True)
class LedgerColumns:
    """The columns of one kind of ledger, in template order."""

    kind: str
    columns: tuple[Column, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Column]:
        """Columns by their key."""
        return {column.key: column for column in self.columns}

    @cached_property
    def by_label(self) -> Mapping[str, Column]:
        """Columns by the folded header of the template."""
        return {fold(column.label): column for column in self.columns}

    @cached_property
    def by_spelling(self) -> Mapping[str, Column]:
        """Columns by any folded header."""
        return {
            fold(spelling): column
            for column in self.columns
            for spelling in column.spellings
        }

    def named(self, header: str) -> Column | None:
        """Return the column a header stands for, remarks in brackets ignored."""
        exact = self.by_spelling.get(fold(header))
        return exact or self.by_spelling.get(fold_header(header))


@cache
def load_columns(path: Path) -> LedgerColumns:
    """Read a ledger's columns from a data file of its slice.

    Args:
        path: A YAML file with `kind` and `columns`.

    Returns:
        The columns in file order.

    Raises:
        TypeError: A column has a field that is not known.
    """
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    columns = tuple(_column(key, fields) for key, fields in data["columns"].items())
    return LedgerColumns(data["kind"], columns)


@cache
def vocabulary() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the words of cells that mean the same: list → code → words."""
    data = yaml.safe_load(VOCABULARY.read_text(encoding="utf-8"))
    return {
        name: {code: tuple(words) for code, words in codes.items()}
        for name, codes in data.items()
    }


class Words:
    """Looks up codes by any of their words, and the nearest word to a wrong one."""

    def __init__(self, entries: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._codes: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self.labels: list[str] = []
        for code, words in entries:
            self._add(code, list(words))

    @classmethod
    def listed(cls, name: str) -> "Words":
        """Return the words of one list of the vocabulary."""
        return _listed(name)

    def code(self, text: str) -> str | None:
        """Return the code a text stands for."""
        return self._codes.get(fold(text))

    def nearest(self, text: str, *, n: int = 3, cutoff: float = 0.5) -> list[str]:
        """Return the labels most like a text, best first, none when none is near."""
        found = get_close_matches(
            fold(text), list(self._labels), n=n * 2, cutoff=cutoff
        )
        return list(dict.fromkeys(self._labels[word] for word in found))[:n]

    def _add(self, code: str, words: list[str]) -> None:
        label = words[0]
        self.labels.append(label)
        for word in [*words, code]:
            self._codes.setdefault(fold(word), code)
            self._labels.setdefault(fold(word), label)


@cache
def _listed(name: str) -> Words:
    return Words(vocabulary()[name].items())


def _column(key: str, fields: Mapping[str, Any]) -> Column:
    words = {
        name: tuple(str(word) for word in fields.get(name, ()))
        for name in ("synonyms", "examples")
    }
    return Column(key=key, **{**fields, **words})
