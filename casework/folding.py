"""Fold a text for comparison: what only the writing differs in becomes the same.

Index and query are folded alike, the stored text never. Every rule looks at one
character only, so that a part of a text is still a part of it when both are
folded: a word that stands in the text is found, whatever stands around it.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

VARIANTS = Path(__file__).parent / "variants.txt"

# ー as well: officers type a hyphen for it, and in 03ー1234 it is one
HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u30fc"
TILDES = "\u301c\uff5e\u223c\u223e"
# what is not seen: spaces of any width, joiners, selectors of a glyph (IVS)
UNSEEN = (
    *range(0x09, 0x0E),
    *range(0x1C, 0x21),
    0x85,
    0xA0,
    0xAD,
    0x1680,
    0x180E,
    *range(0x2000, 0x2010),
    *range(0x2028, 0x2030),
    0x205F,
    *range(0x2060, 0x2065),
    0x3000,
    *range(0xFE00, 0xFE10),
    0xFEFF,
    *range(0xE0100, 0xE01F0),
)
KATAKANA = range(0x30A1, 0x30F7)
TO_HIRAGANA = 0x60
SMALL_KANA = dict(
    zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True)
)


def fold(text: str) -> str:
    """Return a text as it is compared in a search.

    Width and case (NFKC), hyphens, wave dashes, hiragana and katakana, small and
    large kana, variants of a character (異体字) and selectors of its glyph are
    levelled, spaces left out.

    Example:
        >>> fold("髙﨑　ﾊﾅｺ") == fold("高崎はなこ")
        True
        >>> fold("０３−１２３４ー５６７８")
        '03-1234-5678'
    """
    table = _table()
    while True:
        level = unicodedata.normalize("NFKC", text).casefold().translate(table)
        if level == text:
            return level
        text = level


def digits(text: str) -> str:
    """Return the digits of a phone number, however it is written.

    Example:
        >>> digits("（０３）3993－1111")
        '0339931111'
    """
    level = unicodedata.normalize("NFKC", text)
    return "".join(c for c in level if c.isascii() and c.isdigit())


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a question, each once, none of them empty."""
    level = unicodedata.normalize("NFKC", text)
    found = (fold(word) for word in level.split())
    return tuple(dict.fromkeys(word for word in found if word))


def places(text: str, sought: Sequence[str]) -> list[tuple[int, int]]:
    """Return where folded words stand in a text as it was typed.

    Args:
        text: The text as stored.
        sought: Folded words.

    Returns:
        Ranges of the text in its order, none touching another.

    Example:
        >>> places("髙﨑　花子", ["高崎花"])
        [(0, 4)]
    """
    pieces = list(_pieces(text))
    starts = [start for start, _end, level in pieces for _ in level]
    ends = [end for _start, end, level in pieces for _ in level]
    whole = "".join(level for _start, _end, level in pieces)
    found = []
    for word in sought:
        at = whole.find(word)
        while word and at >= 0:
            found.append((starts[at], ends[at + len(word) - 1]))
            at = whole.find(word, at + 1)
    return _joined(sorted(found))


def variant_groups() -> list[str]:
    """Return the groups of characters used alike, the form that stands for all first.

    Raises:
        ValueError: A line of the table is not a form, a space and its variants.
    """
    groups = []
    for line in VARIANTS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            form, others = line.split(" ")
            groups.append(form + others)
    return groups


@cache
def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys(UNSEEN)
    table |= dict.fromkeys(map(ord, HYPHENS), "-")
    table |= dict.fromkeys(map(ord, TILDES), "~")
    for group in variant_groups():
        table |= dict.fromkeys(map(ord, group[1:]), group[0])
    table |= {ord(small): large for small, large in SMALL_KANA.items()}
    for code in KATAKANA:
        hiragana = chr(code - TO_HIRAGANA)
        table[code] = SMALL_KANA.get(hiragana, hiragana)
    return table


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the characters with the marks that belong to them: start, end, folded."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _is_mark(text[at]):
            yield start, at, fold(text[start:at])
            start = at


def _is_mark(character: str) -> bool:
    """Tell whether a character changes the one before it: ゙, a selector."""
    level = unicodedata.normalize("NFKC", character)
    return all(unicodedata.category(c).startswith("M") for c in level)


def _joined(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in ranges:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
