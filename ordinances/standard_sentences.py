"""The standard sentences (定型文) of a regime: how an office words its reasons.

They are proposals: an officer fills in where and why. A regime without the file
has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ordinances.dated import Dated, all_on
from ordinances.entry_readers import read_catalogue, read_dated
from ordinances.loading import PACKS
from ordinances.yaml_nodes import MappingNode, read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from ordinances.pack_error import PackError
    from ordinances.schema import Pack

FILE = "sentences.yaml"
ABOUT = ("ground", "reason_kind", "absence_kind")
PART, ITEM, TITLE = "{部分}", "{条項}", "{文書名}"
NO_PART, SAME_PART = "公開しない部分", "当該部分"
ALSO = "また、"
_VARIABLE = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardSentence(Dated):
    """One sentence, with its variables.

    Attributes:
        about: `ground`, `reason_kind` or `absence_kind`.
        of: The code of what it is about.
        outcomes: The outcomes it fits.
        text: With `{部分}`, `{条項}` and `{文書名}` where the record speaks.
    """

    code: str
    label_ja: str
    label_en: str
    about: str
    of: str
    outcomes: tuple[str, ...]
    text: str

    def filled(self, *, part: str, item: str, title: str) -> str:
        """Return the sentence of one record.

        Args:
            part: What is withheld; nothing reads as 「公開しない部分」.
            item: The item of the exemption article, or the ground in words.
            title: The title of the record.

        Example:
            >>> sentence.filled(part="氏名", item="第7条第1号", title="申請書")
            '氏名は、…第7条第1号に該当するため。'
        """
        text = self.text.replace(PART, part.strip() or NO_PART)
        return text.replace(ITEM, item).replace(TITLE, title)


def joined(
    sentences: Iterable[StandardSentence],
    *,
    part: str,
    items: Mapping[str, str],
    title: str,
) -> str:
    """Return the reason of a record with several grounds; the part is named once.

    Args:
        sentences: One for each ground, in their order.
        part: What is withheld.
        items: Code of a ground → its item of the article.
        title: The title of the record.
    """
    found: list[str] = []
    for one in sentences:
        here = SAME_PART if found else part
        text = one.filled(part=here, item=items.get(one.of, ""), title=title)
        found.append(ALSO + text if found else text)
    return "".join(found)


@cache
def standard_sentences(pack: Pack) -> tuple[StandardSentence, ...]:
    """Return the sentences of a regime shipped with the product.

    Raises:
        PackError: its file is not in order.
    """
    municipality = pack.code.partition("/")[0]
    return load_sentences(PACKS / municipality / pack.folder, pack)


def sentences_on(pack: Pack, on: date) -> tuple[StandardSentence, ...]:
    """Return the sentences in use on a day, in pack order."""
    return all_on(standard_sentences(pack), on)


def load_sentences(directory: Path, pack: Pack) -> tuple[StandardSentence, ...]:
    """Read the sentences of one regime folder; none where there is no file.

    Args:
        directory: The folder of the regime.
        pack: The regime, for the codes a sentence may speak of.

    Raises:
        PackError: any mistake in the file.
    """
    if not (directory / FILE).exists():
        return ()
    node = read_yaml(directory / FILE)
    found = read_catalogue(node, "sentences", _read, lambda one: one.code)
    known = {
        "ground": {ground.code for ground in pack.grounds},
        "reason_kind": {kind.code for kind in pack.reason_kinds},
    }
    outcomes = {outcome.code for outcome in pack.outcomes}
    for one, row in zip(found, node.mappings("sentences"), strict=True):
        if one.about in known and one.of not in known[one.about]:
            raise _unknown(row, one.about, one.of, known[one.about])
        if strange := set(one.outcomes) - outcomes:
            raise _unknown(row, "outcomes", min(strange), outcomes)
    node.done()
    return found


def _read(node: MappingNode) -> StandardSentence:
    named = [key for key in ABOUT if node.has(key)]
    if len(named) != 1:
        raise node.error(
            named[1] if named else "ground",
            found=" and ".join(named) or "nothing",
            expected="exactly one of " + ", ".join(ABOUT),
        )
    text = node.text("text")
    for variable in _VARIABLE.findall(text):
        if variable not in {PART, ITEM, TITLE}:
            raise node.error(
                "text", found=variable, expected=f"{PART}, {ITEM} or {TITLE}"
            )
    return StandardSentence(
        code=node.text("code"),
        label_ja=node.text("label_ja"),
        label_en=node.text("label_en"),
        about=named[0],
        of=node.text(named[0]),
        outcomes=node.texts("outcomes"),
        text=text,
        **read_dated(node),
    )


def _unknown(
    row: MappingNode, key: str, found: str, known: Collection[str]
) -> PackError:
    return row.error(key, found=found, expected="one of " + ", ".join(sorted(known)))
