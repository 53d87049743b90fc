"""YAML that answers with the file, the line and the key.

Read a file with ``read_yaml`` and ask the mapping for what you expect::

    node = read_yaml(path)
    name = node.text("name_ja")
    days = node.integer("days", at_least=1)
    for row in node.mappings("rows"):
        ...
        row.done()
    node.done()

``done`` refuses every key nobody asked for, so the reader is the only list of
keys there is. A scalar means what the asker expects: ``on``, ``yes`` and ``no``
are texts, only ``true`` and ``false`` are booleans.
"""

from __future__ import annotations

import difflib
import re
from datetime import date
from typing import TYPE_CHECKING

import yaml

from ordinances.pack_error import PackError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_SLIP = 0.85
"""How alike two keys are when one is taken for a slip of the other."""

_INTEGER = re.compile(r"-?(0|[1-9]\d*)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NULLS = frozenset({"", "~", "null"})
_BOOLEANS = {"true": True, "false": False}


def read_yaml(path: Path) -> MappingNode:
    """Read a YAML file whose top is a mapping.

    Args:
        path: the file, UTF-8.

    Returns:
        The mapping at its top.

    Raises:
        PackError: the file is missing, is not UTF-8, is not YAML, has a
            duplicate key, or holds something other than a mapping.
    """
    root = _compose(path)
    if not isinstance(root, yaml.MappingNode):
        line = root.start_mark.line + 1 if root else 1
        raise PackError(
            file=path, line=line, found=_describe(root), expected="keys with values"
        )
    return MappingNode(path, root)


def _compose(path: Path) -> yaml.Node | None:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PackError(
            file=path, line=0, found="no such file", expected="a YAML file here"
        ) from None
    except (UnicodeDecodeError, OSError) as error:
        raise PackError(
            file=path, line=0, found=str(error), expected="a readable file in UTF-8"
        ) from None
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise PackError(
            file=path,
            line=mark.line + 1 if mark else 1,
            found=error.problem or "text that is not YAML",
            expected="valid YAML",
        ) from None
    except yaml.YAMLError as error:
        raise PackError(
            file=path, line=1, found=str(error), expected="valid YAML"
        ) from None
    return node


class MappingNode:
    """A mapping of a YAML file; it remembers which keys were asked for."""

    def __init__(self, file: Path, node: yaml.MappingNode, path: str = "") -> None:
        self.file = file
        self.line = node.start_mark.line + 1
        self.path = path
        self._asked: dict[str, None] = {}
        self._nodes: dict[str, yaml.Node] = {}
        self._key_lines: dict[str, int] = {}
        for key_node, value in node.value:
            self._take(key_node, value)

    def _take(self, key_node: yaml.Node, value: yaml.Node) -> None:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise PackError(
                file=self.file,
                line=line,
                key=self.path,
                found=_describe(key_node),
                expected="a plain key",
            )
        key = str(key_node.value)
        if key in self._nodes:
            raise PackError(
                file=self.file,
                line=line,
                key=self._full(key),
                found=f"the key a second time (first on line {self._key_lines[key]})",
                expected="each key once",
            )
        self._nodes[key] = value
        self._key_lines[key] = line

    def keys(self) -> tuple[str, ...]:
        """Return the keys as written, and count them all as asked for."""
        self._asked.update(dict.fromkeys(self._nodes))
        return tuple(self._nodes)

    def has(self, key: str) -> bool:
        """Say whether a key is there with a value other than null."""
        self._asked[key] = None
        node = self._nodes.get(key)
        return node is not None and not _is_null(node)

    def line_of(self, key: str) -> int:
        """Return the line of a key, or of the mapping if it is not there."""
        return self._key_lines.get(key, self.line)

    def error(self, key: str, *, found: str, expected: str) -> PackError:
        """Make the error that names a key of this mapping, ready to raise."""
        return PackError(
            file=self.file,
            line=self.line_of(key),
            key=self._full(key),
            found=found,
            expected=expected,
        )

    def text(self, key: str) -> str:
        """Return a text; whatever stands there is taken literally."""
        return self._text_of(key, self._required(key, "a text"))

    def optional_text(self, key: str) -> str | None:
        """Return a text, None if the key is absent or null."""
        return self.text(key) if self.has(key) else None

    def choice(self, key: str, allowed: Collection[str]) -> str:
        """Return one of the allowed words."""
        expected = "one of " + ", ".join(allowed)
        value = self._text_of(key, self._required(key, expected))
        if value not in allowed:
            raise self._near(key, value, value, allowed)
        return value

    def integer(self, key: str, *, at_least: int | None = None) -> int:
        """Return a whole number, not below ``at_least``."""
        expected = "a whole number"
        if at_least is not None:
            expected += f", {at_least} or more"
        value = self._plain(key, self._required(key, expected))
        if value is None or not _INTEGER.fullmatch(value):
            raise self._wrong(key, expected)
        if at_least is not None and int(value) < at_least:
            raise self._wrong(key, expected)
        return int(value)

    def optional_integer(self, key: str, *, at_least: int | None = None) -> int | None:
        """Return a whole number, None if the key is absent or null."""
        return self.integer(key, at_least=at_least) if self.has(key) else None

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """Return true or false; no other word is a boolean."""
        if default is not None and not self.has(key):
            return default
        value = self._plain(key, self._required(key, "true or false"))
        if value not in _BOOLEANS:
            raise self._wrong(key, "true or false")
        return _BOOLEANS[value]

    def day(self, key: str) -> date:
        """Return a date written 2023-04-01."""
        expected = "a date like 2023-04-01"
        value = self._text_of(key, self._required(key, expected))
        if not _DATE.fullmatch(value):
            raise self._wrong(key, expected)
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self._wrong(key, "a date that exists") from None

    def optional_day(self, key: str) -> date | None:
        """Return a date, None if the key is absent or null."""
        return self.day(key) if self.has(key) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty if the key is absent or null."""
        return tuple(self._text_of(key, node) for node in self._items(key))

    def mapping(self, key: str) -> MappingNode:
        """Return the mapping under a key."""
        node = self._required(key, "keys with values")
        return self._as_mapping(key, node, self._full(key))

    def optional_mapping(self, key: str) -> MappingNode | None:
        """Return the mapping under a key, None if absent or null."""
        return self.mapping(key) if self.has(key) else None

    def mappings(self, key: str) -> tuple[MappingNode, ...]:
        """Return a list of mappings, empty if the key is absent or null."""
        return tuple(
            self._as_mapping(key, node, f"{self._full(key)}[{position}]")
            for position, node in enumerate(self._items(key), start=1)
        )

    def is_list(self, key: str) -> bool:
        """Say whether a list stands under the key."""
        self._asked[key] = None
        return isinstance(self._nodes.get(key), yaml.SequenceNode)

    def is_mapping(self, key: str) -> bool:
        """Say whether keys with values stand under the key."""
        self._asked[key] = None
        return isinstance(self._nodes.get(key), yaml.MappingNode)

    def done(self) -> None:
        """Refuse every key that nobody asked for.

        Raises:
            PackError: there is such a key; near misses are suggested.
        """
        for key in self._nodes:
            if key not in self._asked:
                raise self._near(key, key, "an unknown key", tuple(self._asked))

    def _full(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _required(self, key: str, expected: str) -> yaml.Node:
        self._asked[key] = None
        if key not in self._nodes:
            raise self._missing(key, expected)
        if _is_null(self._nodes[key]):
            raise self.error(key, found="nothing", expected=expected)
        return self._nodes[key]

    def _missing(self, key: str, expected: str) -> PackError:
        """Blame the key that looks like a slip of the pen, if there is one."""
        others = [other for other in self._nodes if other not in self._asked]
        slip = difflib.get_close_matches(key, others, n=1, cutoff=_SLIP)
        if slip:
            return self.error(
                slip[0], found="an unknown key", expected=f"the key {key}"
            ).suggesting(key)
        return self.error(key, found="no such key", expected=expected)

    def _text_of(self, key: str, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or _is_null(node):
            raise self._wrong(key, "a text", node)
        return str(node.value)

    def _plain(self, key: str, node: yaml.Node) -> str | None:
        """Return an unquoted scalar; a quoted one is a text and nothing else."""
        if isinstance(node, yaml.ScalarNode) and node.style is None:
            return self._text_of(key, node)
        return None

    def _items(self, key: str) -> Iterator[yaml.Node]:
        if not self.has(key):
            return
        node = self._nodes[key]
        if not isinstance(node, yaml.SequenceNode):
            raise self._wrong(key, "a list")
        yield from node.value

    def _as_mapping(self, key: str, node: yaml.Node, path: str) -> MappingNode:
        if not isinstance(node, yaml.MappingNode):
            raise self._wrong(key, "keys with values", node)
        return MappingNode(self.file, node, path)

    def _wrong(
        self, key: str, expected: str, node: yaml.Node | None = None
    ) -> PackError:
        node = node or self._nodes[key]
        return PackError(
            file=self.file,
            line=node.start_mark.line + 1,
            key=self._full(key),
            found=_describe(node),
            expected=expected,
        )

    def _near(
        self, key: str, word: str, found: str, known: Collection[str]
    ) -> PackError:
        expected = "one of " + ", ".join(known) if known else "no key at all"
        error = self.error(key, found=found, expected=expected)
        close = difflib.get_close_matches(word, known, n=1)
        return error.suggesting(close[0]) if close else error


def _is_null(node: yaml.Node) -> bool:
    return (
        isinstance(node, yaml.ScalarNode)
        and node.style is None
        and node.value in _NULLS
    )


def _describe(node: yaml.Node | None) -> str:
    if node is None or _is_null(node):
        return "nothing"
    if isinstance(node, yaml.SequenceNode):
        return f"a list of {len(node.value)}"
    if isinstance(node, yaml.MappingNode):
        return f"a mapping of {len(node.value)} keys"
    quoted = isinstance(node, yaml.ScalarNode) and node.style in {"'", '"'}
    return f"the text “{node.value}”" if quoted else str(node.value)
