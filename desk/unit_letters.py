"""The letters on the page of a unit: due with their gaps, issued with their days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from casework.models import Decision, Unit
from casework.permissions import FieldClass
from desk.appeal_window import AppealWindow, appeal_window
from desk.case_page import Seen
from desk.letters import letters_of, title_of, to_whom
from notices.keys import letter_key
from notices.letter import Gap, Letter
from notices.models import Delivery, Notice
from notices.queries import (
    Place,
    arrived_on,
    issued_notices,
    letters_due,
    place_of,
)

# where a letter is → the act it waits for
PRESSES = {Place.ISSUED: "record_delivery", Place.RETURNED: "resend"}


@dataclass(frozen=True, slots=True)
class GapLine:
    """What a letter lacks, and where that is mended."""

    says: str
    url: str


@dataclass(frozen=True, slots=True)
class DueLine:
    """A letter that is due.

    Attributes:
        key: Its key among the letters of the unit; empty for who sees no addressee.
        whom: To whom it goes; None where that is not for this person.
        preview_url: Where it is shown as it would be printed; empty with gaps.
    """

    key: str
    title: str
    whom: str | None
    issued_on: date | None
    gaps: list[GapLine]
    preview_url: str


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """A letter that was issued, and how it went on.

    Attributes:
        last: The latest sending, None before the first.
        earlier: Sendings that came back before.
        is_printed: Whether its bytes are there.
    """

    notice: Notice
    title: str
    whom: str | None
    place: Place
    last: Delivery | None
    earlier: list[Delivery]
    is_printed: bool

    @property
    def is_returned(self) -> bool:
        """Tell whether it came back and waits to be sent again."""
        return self.place == Place.RETURNED


@dataclass(frozen=True, slots=True)
class UnitLetters:
    """The letters of a unit for one person.

    Attributes:
        due: What is to be issued; empty for who may not know what it is about.
        window: Until when the decision can be contested, once it has arrived.
        can_open: Whether this person may open the letters themselves.
    """

    due: list[DueLine]
    issued: list[IssuedLine]
    window: AppealWindow | None
    can_open: bool

    @property
    def is_shown(self) -> bool:
        """Tell whether there is anything to show."""
        return bool(self.due or self.issued)

    @property
    def pressing(self) -> frozenset[str]:
        """The acts that letters wait for."""
        acts = {PRESSES[line.place] for line in self.issued if line.place in PRESSES}
        return frozenset(acts | {"issue"} if self.due else acts)


def unit_letters(unit: Unit, *, on: date, seen: Seen) -> UnitLetters:
    """Gather the letters of a unit.

    Args:
        unit: A visible unit.
        on: The day.
        seen: The classes of fields this person may see of it.
    """
    names = FieldClass.REQUESTER in seen
    decision = Decision.objects.filter(unit=unit, counts=True).first()
    arrived = arrived_on(decision) if decision else None
    return UnitLetters(
        due=[_due(one, on, names) for one in due_letters(unit, on=on, seen=seen)],
        issued=[_issued(one, names) for one in issued_notices(unit)],
        window=appeal_window(unit, decision, arrived) if decision and arrived else None,
        can_open=names,
    )


def due_letters(unit: Unit, *, on: date, seen: Seen) -> Sequence[Letter]:
    """Return the letters still to be issued, none for who may not read them."""
    if not {FieldClass.SUBJECT, FieldClass.FREE_TEXT} <= seen:
        return []
    return letters_due(unit, letters_of(unit, on))


def preview_url(letter: Letter) -> str:
    """Return where a letter is shown as it would be printed."""
    address = reverse("desk:letter-preview", args=[letter.unit.pk])
    return f"{address}?{urlencode({'letter': letter_key(letter)})}"


def _due(letter: Letter, on: date, names: bool) -> DueLine:  # noqa: FBT001 - told by its one caller
    addressee = letter.addressee
    return DueLine(
        key=letter_key(letter) if names else "",
        title=title_of(letter.unit.regime, letter.form, letter.issued_on or on),
        whom=to_whom(addressee.name, addressee.honorific) if names else None,
        issued_on=letter.issued_on,
        gaps=[GapLine(gap.says, _where(letter.unit, gap)) for gap in letter.gaps],
        preview_url=preview_url(letter) if names and not letter.gaps else "",
    )


def _where(unit: Unit, gap: Gap) -> str:
    """Return the cell of a record, or empty where the gap is mended elsewhere."""
    if gap.record is None:
        return ""
    address = reverse("desk:records", args=[unit.pk])
    return f"{address}#r{gap.record}-{gap.field}" if gap.field else address


def _issued(notice: Notice, names: bool) -> IssuedLine:  # noqa: FBT001 - as above
    deliveries = sorted(notice.deliveries.all(), key=lambda one: one.seq)
    return IssuedLine(
        notice=notice,
        title=title_of(notice.unit.regime, notice.form, notice.issued_on),
        whom=to_whom(notice.name, notice.honorific) if names else None,
        place=place_of(notice),
        last=deliveries[-1] if deliveries else None,
        earlier=deliveries[:-1],
        is_printed=hasattr(notice, "printed"),
    )
