"""The sheet of a unit (事案票): as much as one page of paper holds."""

from dataclasses import dataclass

from desk.note_lines import Happening
from desk.unit_page import UnitPage

# measured on paper: with every line at its longest the page still holds them
MOST_LINES = 9
MOST_SIBLINGS = 6
MOST_PARTIES = 3
CHARACTERS = {"subject": 240, "remarks": 160, "line": 60}


@dataclass(frozen=True, slots=True)
class Slip:
    """What of a unit stands on its sheet.

    Attributes:
        lines: The latest of what happened, oldest first; n_left_out came before.
        siblings: The other units, in words; n_siblings_left_out more exist.
    """

    subject: str | None
    remarks: str
    parties: list[str] | None
    lines: list[Happening]
    n_left_out: int
    siblings: list[str]
    n_siblings_left_out: int


def slip_of(page: UnitPage) -> Slip:
    """Cut the page of a unit down to one sheet."""
    lines = [line for line in page.happenings if line.sort != "change"]
    siblings = [
        f"{other.number_text}（{other.division or '－'}・{other.get_phase_display()}）"
        for other in page.siblings
    ]
    return Slip(
        subject=None if page.subject is None else short(page.subject, "subject"),
        remarks=short(page.unit.remarks, "remarks") if page.shows_text else "",
        parties=_parties(page),
        lines=lines[-MOST_LINES:],
        n_left_out=max(0, len(lines) - MOST_LINES),
        siblings=siblings[:MOST_SIBLINGS],
        n_siblings_left_out=max(0, len(siblings) - MOST_SIBLINGS),
    )


def short(text: str, field: str) -> str:
    """Return a text on one line, cut where the sheet has no more room."""
    words = " ".join(text.split())
    most = CHARACTERS[field]
    return words if len(words) <= most else words[: most - 1] + "…"


def _parties(page: UnitPage) -> list[str] | None:
    if page.parties is None:
        return None
    return [
        short(f"{party.name}（{party.get_role_display()}）", "line")
        for party in page.parties[:MOST_PARTIES]
    ]
