"""Which characters the faces of the letters have.

A character no face has would leave a hole in a name without a word, so it is named
before anything is rendered. The tables `cmap` of the two font files are read once.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pylopdf_fonts_cjk

FACES = (
    Path(__file__).parent.parent / "fonts" / "BIZUDMincho-Regular.ttf",
    Path(pylopdf_fonts_cjk.serif_path()),
)
"""The face of the letters and the one that stands in for what it lacks."""

LINE_END = "\n"
HIDDEN = frozenset({"marks"})
"""What stands in the document's properties only."""

_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_FULL_REPERTOIRE, _BMP, _VARIATIONS = 12, 4, 14


@dataclass(frozen=True, slots=True)
class Unprintable:
    """A character that cannot be printed, and where it stands.

    Attributes:
        character: As typed, with its variation selector.
        field: The path of the text in the content: `addressee.name`.
    """

    character: str
    field: str

    @property
    def code(self) -> str:
        """How the character is named to people who cannot see it: U+E000."""
        return " ".join(f"U+{ord(sign):04X}" for sign in self.character)


def unprintable(content: Mapping[str, object]) -> list[Unprintable]:
    """Return every character of a letter that no face has, once per text.

    Args:
        content: What `text.compose` made.
    """
    printed = {key: value for key, value in content.items() if key not in HIDDEN}
    return [
        Unprintable(character, path)
        for path, text in _texts(printed, "")
        if not _is_plain(text)
        for character in dict.fromkeys(missing(text))
    ]


def missing(text: str) -> list[str]:
    """Return the characters of a text that no face has, in their order.

    A variation sequence (異体字) counts as one character: where no face draws that
    very shape, another shape would be printed in its place.
    """
    return [
        character
        for character in _characters(text)
        if character != LINE_END and not any(_has(face, character) for face in FACES)
    ]


def borrowed(content: Mapping[str, object]) -> list[str]:
    """Return the variation sequences that only the stand-in face draws.

    The first face has their base, so the compiler would keep to it and draw the
    usual shape.
    """
    first, second = FACES
    found = {
        character
        for _path, text in _texts(content, "")
        if not _is_plain(text)
        for character in _characters(text)
        if len(character) > 1 and _has(second, character)
    }
    return sorted(character for character in found if not _has(first, character))


def _is_plain(text: str) -> bool:
    """Tell whether every sign of a text is in a face by itself: nearly always."""
    return _plain_signs().issuperset(text)


@cache
def _plain_signs() -> frozenset[str]:
    known = frozenset().union(*(_repertoire(face)[0] for face in FACES))
    signs = frozenset(chr(code) for code in known)
    return (signs | {LINE_END}) - {sign for sign in signs if _is_selector(sign)}


def _characters(text: str) -> Iterator[str]:
    """Yield characters, each with the selector that follows it."""
    held = ""
    for sign in text:
        if held and _is_selector(sign):
            yield held + sign
            held = ""
            continue
        if held:
            yield held
        held = sign
    if held:
        yield held


def _is_selector(sign: str) -> bool:
    return any(ord(sign) in span for span in _SELECTORS)


def _has(face: Path, character: str) -> bool:
    signs, sequences = _repertoire(face)
    if len(character) == 1:
        return ord(character) in signs and not _is_selector(character)
    return (ord(character[0]), ord(character[1])) in sequences


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, Sequence):
        for position, inner in enumerate(value, start=1):
            yield from _texts(inner, f"{path}[{position}]")


# ------------------------------------------------------------------ the font file


@cache
def _repertoire(face: Path) -> tuple[frozenset[int], frozenset[tuple[int, int]]]:
    """Read the characters and the variation sequences of a face."""
    data = face.read_bytes()
    start = _cmap(data)
    signs: set[int] = set()
    sequences: set[tuple[int, int]] = set()
    for position in range(_u16(data, start + 2)):
        at = start + _u32(data, start + 4 + 8 * position + 4)
        kind = _u16(data, at)
        if kind == _FULL_REPERTOIRE:
            signs.update(_groups(data, at + 12))
        elif kind == _BMP:
            signs.update(_segments(data, at))
        elif kind == _VARIATIONS:
            sequences.update(_sequences(data, at))
    return frozenset(signs), frozenset(sequences)


def _cmap(data: bytes) -> int:
    """Return where the table of characters begins."""
    for position in range(_u16(data, 4)):
        entry = 12 + 16 * position
        if data[entry : entry + 4] == b"cmap":
            return _u32(data, entry + 8)
    message = "the font file has no cmap"
    raise ValueError(message)


def _groups(data: bytes, at: int) -> Iterator[int]:
    """Yield the characters of a format 12 table; `at` is its count of groups."""
    for position in range(_u32(data, at)):
        first, last, glyph = struct.unpack_from(">III", data, at + 4 + 12 * position)
        # glyph 0 is "not there"
        yield from range(first if glyph else first + 1, last + 1)


def _segments(data: bytes, at: int) -> Iterator[int]:
    """Yield the characters of a format 4 table."""
    n_bytes = _u16(data, at + 6)
    ends, starts = at + 14, at + 16 + n_bytes
    for offset in range(0, n_bytes, 2):
        first, last = _u16(data, starts + offset), _u16(data, ends + offset)
        for sign in range(first, last + 1):
            if _glyph(data, starts + offset, n_bytes, sign, first):
                yield sign


def _glyph(data: bytes, start_at: int, n_bytes: int, sign: int, first: int) -> int:
    delta = _u16(data, start_at + n_bytes)
    range_at = start_at + 2 * n_bytes
    step = _u16(data, range_at)
    if step == 0:
        return (sign + delta) & 0xFFFF
    found = _u16(data, range_at + step + 2 * (sign - first))
    return (found + delta) & 0xFFFF if found else 0


def _sequences(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Yield character and selector of a format 14 table."""
    for position in range(_u32(data, at + 6)):
        entry = at + 10 + 11 * position
        selector = int.from_bytes(data[entry : entry + 3], "big")
        usual, other = _u32(data, entry + 3), _u32(data, entry + 7)
        if usual:
            for row in range(_u32(data, at + usual)):
                here = at + usual + 4 + 4 * row
                first = int.from_bytes(data[here : here + 3], "big")
                for sign in range(first, first + data[here + 3] + 1):
                    yield sign, selector
        if other:
            for row in range(_u32(data, at + other)):
                here = at + other + 4 + 5 * row
                yield int.from_bytes(data[here : here + 3], "big"), selector


def _u16(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")


def _u32(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")
