"""What a regime says of the acts on the clock: their articles and usual reasons.

The reasons are proposals: an officer takes one and adds words. A regime without
the file has neither, and its acts name the source of the period instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ordinances.dated import Dated, all_on
from ordinances.entry_readers import read_catalogue, read_dated
from ordinances.loading import PACKS
from ordinances.yaml_nodes import MappingNode, read_yaml

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ordinances.schema import Pack

FILE = "act_words.yaml"
ACTS = ("order_supplementation", "extend", "extend_specially", "transfer")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActArticle(Dated):
    """The article an act rests on.

    Attributes:
        act: The code of the act.
        article: As it is cited.
    """

    act: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActReason(Dated):
    """A usual reason, worded as a letter says it.

    Attributes:
        code: The key the trail keeps.
        acts: The acts it fits.
        text: The sentence itself.
    """

    code: str
    acts: tuple[str, ...]
    label_ja: str
    label_en: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedWord(Dated):
    """A word a reason must not hold, because it tells what the letter may not.

    Attributes:
        word: The word.
        acts: The acts whose reasons are looked through.
    """

    word: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActWords:
    """What one regime says of its acts."""

    articles: tuple[ActArticle, ...] = ()
    reasons: tuple[ActReason, ...] = ()
    refused_words: tuple[RefusedWord, ...] = ()

    def refused_in(self, text: str, act: str, on: date) -> str:
        """Return the first word of a reason its letter may not say, or nothing."""
        words = (one for one in all_on(self.refused_words, on) if act in one.acts)
        return next((one.word for one in words if one.word in text), "")

    def article(self, act: str, on: date) -> str:
        """Return the article of an act on a day; empty where none was read."""
        found = (one for one in all_on(self.articles, on) if one.act == act)
        return next((one.article for one in found), "")

    def reasons_for(self, act: str, on: date) -> tuple[ActReason, ...]:
        """Return the usual reasons for an act on a day, in pack order."""
        return tuple(one for one in all_on(self.reasons, on) if act in one.acts)


@cache
def act_words(pack: Pack) -> ActWords:
    """Return the words of a regime shipped with the product.

    Raises:
        PackError: its file is not in order.
    """
    municipality = pack.code.partition("/")[0]
    return load_act_words(PACKS / municipality / pack.folder)


def load_act_words(directory: Path) -> ActWords:
    """Read the words of one regime folder; none where there is no file.

    Args:
        directory: The folder of the regime.

    Raises:
        PackError: any mistake in the file.
    """
    if not (directory / FILE).exists():
        return ActWords()
    node = read_yaml(directory / FILE)
    found = ActWords(
        articles=read_catalogue(node, "articles", _article, lambda one: one.act),
        reasons=read_catalogue(node, "reasons", _reason, lambda one: one.code),
        refused_words=read_catalogue(
            node, "refused_words", _refused_word, lambda one: one.word
        ),
    )
    node.done()
    return found


def _article(node: MappingNode) -> ActArticle:
    return ActArticle(
        act=node.choice("act", ACTS), article=node.text("article"), **read_dated(node)
    )


def _acts(node: MappingNode) -> tuple[str, ...]:
    acts = node.texts("acts")
    if strange := set(acts) - set(ACTS):
        raise node.error(
            "acts", found=min(strange), expected="one of " + ", ".join(ACTS)
        )
    return acts


def _refused_word(node: MappingNode) -> RefusedWord:
    return RefusedWord(word=node.text("word"), acts=_acts(node), **read_dated(node))


def _reason(node: MappingNode) -> ActReason:
    return ActReason(
        code=node.text("code"),
        acts=_acts(node),
        label_ja=node.text("label_ja"),
        label_en=node.text("label_en"),
        text=node.text("text"),
        **read_dated(node),
    )
