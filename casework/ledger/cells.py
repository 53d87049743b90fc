"""One row of a ledger: its cells read as text, dates and counts."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.ledger.columns import LedgerColumns, Words, fold
from casework.ledger.files import NO_TEXT, UNDECODABLE, readable
from casework.ledger.findings import Finding, Findings
from ordinances import wareki
from ordinances.sentences import Sentence

MAX_COUNT = 1_000_000_000

_GUARDED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
# what a spreadsheet shows, and writes into a CSV, where a formula failed
_FAILED = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")
_COUNT = re.compile(r"-?\d{1,3}(?:,\d{3})+|-?\d+(?:\.0+)?")
_UNIT_WORDS = re.compile(r"^[¥￥\\]|(?:円|枚|人|件|点|回|冊|名)$")


class RowCells:
    """The cells of one row by column key, and what is wrong with them.

    Attributes:
        line: The file's own line.
        columns: The columns of the kind of ledger.
        values: Cells as text, 「〃」 replaced.
        raw: The whole row as written, by header.
    """

    def __init__(
        self,
        *,
        line: int,
        columns: LedgerColumns,
        values: dict[str, str],
        raw: Mapping[str, str],
        findings: Findings,
    ) -> None:
        self.line, self.values, self.raw = line, values, raw
        self._is_sound = True
        self.columns, self._findings = columns, findings
        for key in values:
            values[key] = self._plain(values[key])
            self._check_computed(key)
        for header, cell in raw.items():
            self._check_readable(header, cell)

    def fill_ditto(self, marks: Collection[str], above: Mapping[str, str]) -> None:
        """Replace marks like 「〃」 by the value above."""
        for key, value in self.values.items():
            if value and fold(value) in marks:
                self._fill(key, value, above)

    def is_sound(self) -> bool:
        """Tell whether no error was found in this row so far."""
        return self._is_sound

    def has(self, key: str) -> bool:
        """Tell whether the file has this column at all."""
        return key in self.values

    def text(self, key: str) -> str:
        """Return a cell as text, without surrounding spaces; empty if absent."""
        value = self.values.get(key, "")
        if not value:
            return ""
        limit = self.columns.by_key[key].limit
        if len(value) > limit:
            self.error(
                key,
                _("The text has %(length)s characters; %(limit)s are taken.")
                % {"length": len(value), "limit": limit},
                _("Shorten it, or move a part to the remarks."),
                value=value[:40] + "…",
            )
            return ""
        return value

    def required(self, key: str) -> str:
        """Return a cell that must not be empty."""
        value = self.text(key)
        if not value and not self.values.get(key):
            self.error(key, _("The cell is empty."), _("Enter a value."))
        return value

    def day(self, key: str, *, not_after: date | None = None) -> date | None:
        """Return a cell as a day, None when empty or wrong.

        Args:
            key: The column.
            not_after: A day without an era is not read as later than this.
        """
        value = self.text(key)
        if not value:
            return None
        parsed = _parse_day(value, not_after)
        if isinstance(parsed, wareki.BadDate):
            self.error(key, say(parsed.reason), say(parsed.mend))
            return None
        if parsed.note is not None:
            self.warn(key, say(parsed.note), about=_kind_of_note(parsed))
        return parsed.date

    def count(self, key: str, *, most: int = MAX_COUNT) -> int | None:
        """Return a cell as a whole number from 0, None when empty or wrong."""
        value = self.text(key)
        if not value:
            return None
        bare = _UNIT_WORDS.sub("", _UNIT_WORDS.sub("", fold(value)))
        if not _COUNT.fullmatch(bare):
            self.error(
                key,
                _("“%(value)s” is not a whole number.") % {"value": value},
                _("Write digits only, such as 1,234."),
            )
            return None
        number = int(bare.replace(",", "").split(".", maxsplit=1)[0])
        if not 0 <= number <= most:
            self.error(
                key,
                _("%(number)s lies outside 0 to %(most)s.")
                % {"number": f"{number:,}", "most": f"{most:,}"},
                _("Check the number."),
            )
            return None
        return number

    def code(self, key: str, words: Words) -> str | None:
        """Return the code of a word that has to be known, None when empty or wrong."""
        value = self.text(key)
        if not value:
            return None
        code = words.code(value)
        if code is None:
            self.error(key, *unknown_word(value, words))
        return code

    def known_word(self, key: str, list_name: str, *, otherwise: str) -> str:
        """Return the code of a word, or a stand-in with a warning if unknown."""
        value = self.text(key)
        if not value:
            return otherwise
        code = Words.listed(list_name).code(value)
        if code is None:
            self.warn(
                key,
                _("“%(value)s” is not known; it is kept as written, but not counted.")
                % {"value": value},
                about=f"unknown {value}",
            )
            return otherwise
        return code

    def error(
        self, key: str, reason: str, mend: str = "", *, value: str | None = None
    ) -> None:
        """Note what is wrong with a cell; the row will not be taken."""
        self._is_sound = False
        shown = self.values.get(key, "") if value is None else value
        self._findings.error(Finding(self.line, self.label(key), shown, reason, mend))

    def warn(self, key: str, reason: str, mend: str = "", *, about: str = "") -> None:
        """Note what was assumed of a cell."""
        shown = self.values.get(key, "")
        finding = Finding(self.line, self.label(key), shown, reason, mend)
        self._findings.warn(finding, about=about)

    def label(self, key: str) -> str:
        """Return the name of a column in reports."""
        column = self.columns.by_key.get(key)
        return column.label if column else key

    @staticmethod
    def _plain(cell: str) -> str:
        bare = cell.strip()
        # our own CSV puts ' before what a spreadsheet would take for a formula
        return bare[1:] if _GUARDED.match(bare) else bare

    def _fill(self, key: str, mark: str, above: Mapping[str, str]) -> None:
        if above:
            self.values[key] = above.get(key, "")
            return
        self.error(
            key,
            _("“%(mark)s” stands here, but there is no row above.") % {"mark": mark},
            _("Write the value itself."),
        )

    def _check_computed(self, key: str) -> None:
        if _FAILED.fullmatch(self.values[key]):
            self.error(
                key,
                _("The formula of this cell failed, so its value is not known."),
                _("Correct the formula, or type the value into the cell."),
            )
            self.values[key] = ""

    def _check_readable(self, header: str, cell: str) -> None:
        if UNDECODABLE.search(cell):
            self._unreadable(
                header,
                readable(cell[:80]),
                _("Some bytes of this cell are no text in the file's encoding."),
                _("Correct the cell, or save the file as CSV UTF-8."),
            )
        elif NO_TEXT.search(cell):
            self._unreadable(
                header,
                readable(cell[:80]),
                _("The cell holds a control character, which cannot be stored."),
                _("Delete the character, or type the cell anew."),
            )

    def _unreadable(self, header: str, value: str, reason: str, mend: str) -> None:
        self._is_sound = False
        column = self.columns.named(header)
        name = column.label if column else header
        self._findings.error(Finding(self.line, name, value, reason, mend))


def say(sentence: Sentence) -> str:
    """Return a sentence of the ordinances in the reader's language."""
    return sentence.to_language(get_language() or "ja")


def unknown_word(value: str, words: Words) -> tuple[str, str]:
    """Return reason and mend for a word no list knows, with the nearest ones."""
    reason = _("“%(value)s” is not known.") % {"value": value}
    near = words.nearest(value)
    if near:
        return reason, _("Did you mean %(near)s?") % {"near": _quoted(near)}
    known = list(dict.fromkeys(words.labels))[:12]
    if not known:
        return reason, ""
    return reason, _("Known are %(known)s.") % {"known": _quoted(known)}


def _quoted(words: list[str]) -> str:
    return "".join(f"「{word}」" for word in words)


def _kind_of_note(parsed: wareki.ParsedDate) -> str:
    if parsed.assumed_era:
        return f"era {parsed.assumed_era}"
    return "serial" if parsed.note and "表計算" in parsed.note else ""


@lru_cache(maxsize=8192)
def _parse_day(text: str, not_after: date | None) -> wareki.ParsedDate | wareki.BadDate:
    try:
        return wareki.parse(
            text, allow_bare=True, allow_serial=True, not_after=not_after
        )
    except wareki.BadDate as error:
        return error
