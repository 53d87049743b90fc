"""Sentences in both languages, and the errors that speak them."""

from __future__ import annotations

from typing import Self


class Sentence(str):
    """A Japanese sentence that carries its English twin.

    It is the Japanese text wherever text is expected; ``en`` is the same
    sentence in English.

    Example:
        >>> Sentence("受付日です。", en="This is the receipt date.").en
        'This is the receipt date.'
    """

    __slots__ = ("en",)
    en: str

    def __new__(cls, ja: str, *, en: str) -> Self:
        """Join the two texts."""
        sentence = super().__new__(cls, ja)
        sentence.en = en
        return sentence

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, str]]:
        return (str(self),), {"en": self.en}

    def to_language(self, code: str) -> str:
        """Return the English text for ``en…``, the Japanese one otherwise."""
        return self.en if code.lower().startswith("en") else str(self)


class OrdinanceError(ValueError):
    """A rule refused to answer; the sentence says why and what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence
