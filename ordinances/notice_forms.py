"""The forms of letters (様式) of a regime, and the instruction (教示) under them.

A form is text with slots; the facts of a letter fill them. Nothing here reads a
file (``notice_readers``) or fills a slot (``notices/text.py``).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from ordinances.dated import Dated

InstructionKind = Literal["appeal_and_suit", "appeal", "none"]
Seal = Literal["frame", "omitted"]

WORDS_IN_VERSION = 12
"""How many hex digits tell one wording of a form from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """A ruled row: its label and what stands beside it.

    Attributes:
        label: As printed.
        text: With slots. The row is left out when every slot in it is empty.
        otherwise: What stands there instead of leaving the row out.
    """

    label: str
    text: str
    otherwise: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeColumn:
    """A column of the table of records; left out when no record fills it.

    Attributes:
        label: As printed in the header.
        text: With slots of a record.
        share: How wide it is beside the others.
    """

    label: str
    text: str
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendedWords:
    """What a form says when the decision replaces an earlier one it cites."""

    title_ja: str
    opening: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeForm(Dated):
    """One form of letter.

    Attributes:
        key: Its name in the program.
        form_number: The number printed top left, None where none is printed.
        title_ja: As printed in the middle.
        opening: The first sentence.
        rows: The ruled table.
        columns: The table of records, empty where the form has none.
        closing: Paragraphs after the tables.
        notes: Printed smaller, one line each.
        instruction: Which instruction stands at the end.
        seal: A frame for the seal, or （公印省略）.
        amended: Title and opening when an earlier decision is replaced.
    """

    key: str
    form_number: str | None
    title_ja: str
    opening: str
    rows: tuple[NoticeRow, ...]
    columns: tuple[NoticeColumn, ...]
    closing: tuple[str, ...]
    notes: tuple[str, ...]
    instruction: InstructionKind
    seal: Seal
    amended: AmendedWords | None = None

    @property
    def version(self) -> str:
        """What this wording is known by: its key and a digest of its words."""
        words = hashlib.sha256(repr(self).encode()).hexdigest()[:WORDS_IN_VERSION]
        return f"{self.key}-{words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction(Dated):
    """The instruction (教示) of one kind of decision.

    Attributes:
        kind: Which forms it stands under.
        organs: Codes of the deciding organs it is for; empty means every one.
        title_ja: Its heading.
        paragraphs: With slots.
    """

    kind: InstructionKind
    organs: tuple[str, ...]
    title_ja: str
    paragraphs: tuple[str, ...]

    def is_for(self, organ: str) -> bool:
        """Say whether it is for decisions of an organ."""
        return not self.organs or organ in self.organs


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead(Dated):
    """What every letter has around its words.

    Attributes:
        person: How a person is addressed (様).
        corporation: How a corporation is addressed (御中).
        contact_person: The line with whom to reach there, with that slot.
        contact: The lines that say whom to ask, with slots.
        seal_frame: What stands in the frame for the seal.
        seal_omitted: What stands under the name where there is no seal.
    """

    person: str
    corporation: str
    contact_person: str
    contact: tuple[str, ...]
    seal_frame: str
    seal_omitted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWord(Dated):
    """How letters write something the program knows by a code."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeBook:
    """Everything a regime's letters say; empty where the regime has no file."""

    forms: tuple[NoticeForm, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    letterheads: tuple[Letterhead, ...] = ()
    words: tuple[NoticeWord, ...] = ()
