"""How far the period of a unit can still be extended, and why no further."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from casework.models import ClockEventType, Unit
from casework.operations import clock
from casework.wording import day
from ordinances.act_words import act_words
from ordinances.loading import pack as load_pack
from ordinances.periods import Clock, Event
from ordinances.schema import DeadlineRule
from ordinances.sentences import OrdinanceError

EXTEND, SPECIALLY = "extend", "extend_specially"


class CannotExtendPeriod(CaseworkError):
    """The period cannot be extended like this.

    Attributes:
        field: What to mend; empty where nothing in the form is wrong.
    """

    def __init__(self, code: str, message: str, *, field: str = "") -> None:
        self.code, self.field = code, field
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An extension notice, of either kind, as it goes out.

    Attributes:
        issued_on: The day on it.
        reason_code: A usual reason of the pack, or empty.
        reason: Further words, or all of them.
    """

    issued_on: date
    reason_code: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """What the clock of a unit leaves for an extension.

    Attributes:
        unit: The unit.
        rule: The period of its receipt day.
        clock: Where its clock stands.
        done: The types of extension that bind it already.
    """

    unit: Unit
    rule: DeadlineRule
    clock: Clock
    done: frozenset[str]

    def gate_on(self, act: str) -> date | None:
        """Return the last day of such a notice: the end of the initial period.

        Days of supplementation lengthen it; an extension does not.
        """
        gates = {EXTEND: self.rule.extension_gate, SPECIALLY: self.rule.special_gate}
        return self.clock.initial_due_on if gates[act] else None

    def part_limit_on(self) -> date | None:
        """Return the last day for the first part under a special extension.

        Source:
            個人情報保護法 84: within the days of the pack; a regime that names no
            days of its own has the cap of the extension (assumed).
        """
        if self.rule.special_days is None:
            return self.clock.cap_on
        events = [
            event
            for event in clock.events_of(self.unit)
            if event.type not in {ClockEventType.EXTENDED, ClockEventType.SPECIAL}
        ]
        folded = clock.fold_clock(
            load_pack(self.unit.regime),
            received_on=self.unit.received_on,
            events=[*events, Event("special", self.unit.received_on)],
        )
        return folded.due_on if folded else None


def room_of(unit: Unit) -> Room | None:
    """Return what the clock of a unit leaves; None where there is no period."""
    folded = clock.clock_of(unit)
    if folded is None:
        return None
    rule = load_pack(unit.regime).deadline(clock.DECISION, unit.received_on)
    types = {row.type for row in clock.rows_of(unit)}
    done = types & {ClockEventType.EXTENDED, ClockEventType.SPECIAL}
    return Room(unit, rule, folded, frozenset(done))


def obstacle_of(unit: Unit, act: str) -> str:
    """Return why a unit can get no such notice on any day; empty when it can."""
    try:
        check_room(unit, act)
    except CannotExtendPeriod as error:
        return str(error)
    return ""


def check_room(unit: Unit, act: str) -> Room:
    """Return what the clock leaves, or refuse.

    Raises:
        CannotExtendPeriod: There is no period, it was extended already, it stands
            still, is not known or contradicts itself, or nothing is left to extend to.
    """
    try:
        room = room_of(unit)
    except OrdinanceError as error:
        language = get_language() or "ja"
        says = error.sentence.to_language(language)
        raise CannotExtendPeriod("clock_contradicts", says) from error
    found = _obstacle(room, unit, act)
    if found or room is None:
        raise CannotExtendPeriod(*(found or ("no_period", "")))
    return room


def check_notice(room: Room, act: str, notice: Notice, *, on: date) -> None:
    """Refuse a day outside the initial period and a notice without a reason.

    Raises:
        CannotExtendPeriod: With the field to mend.
    """
    unit, issued_on = room.unit, notice.issued_on
    if not unit.received_on <= issued_on <= on:
        raise CannotExtendPeriod(
            "notice_day",
            _(
                "The notice cannot bear %(issued)s: it goes out between the receipt, "
                "%(received)s, and today, %(today)s."
            )
            % {
                "issued": day(issued_on),
                "received": day(unit.received_on),
                "today": day(on),
            },
            field="issued_on",
        )
    gate_on = room.gate_on(act)
    if gate_on is not None and issued_on > gate_on:
        raise CannotExtendPeriod(
            "after_initial_period",
            _(
                "%(number)s: under %(article)s the notice is issued within the initial "
                "period, which ended on %(gate)s; %(issued)s is later. Decide what can "
                "be decided, and log why it is late."
            )
            % {
                "number": unit.number_text,
                "article": article_of(room, act),
                "gate": day(gate_on),
                "issued": day(issued_on),
            },
            field="issued_on",
        )
    if not reason_in_words(unit, act, notice):
        raise CannotExtendPeriod(
            "no_reason",
            _(
                "The notice states why the period is extended (%(article)s). Choose a "
                "reason or write one."
            )
            % {"article": article_of(room, act)},
            field="reason",
        )


def reason_in_words(unit: Unit, act: str, notice: Notice) -> str:
    """Return the reason as the notice says it: the usual one, then further words.

    Raises:
        CannotExtendPeriod: The pack offers no such reason on that day.
    """
    offered = act_words(load_pack(unit.regime)).reasons_for(act, notice.issued_on)
    texts = {one.code: one.text for one in offered}
    if notice.reason_code and notice.reason_code not in texts:
        raise CannotExtendPeriod(
            "unknown_reason",
            _("This reason is not offered on that day. Choose another or write one."),
            field="reason_code",
        )
    return texts.get(notice.reason_code, "") + notice.reason.strip()


def article_of(room: Room, act: str) -> str:
    """Return the article of the act; the source of the period where none was read."""
    words = act_words(load_pack(room.unit.regime))
    return words.article(act, room.unit.received_on) or room.rule.source


def extension_parts(notice: Notice) -> dict[str, object]:
    """Return what the trail keeps of any notice: its day and the code of its reason."""
    return {"on": notice.issued_on.isoformat(), "reason_code": notice.reason_code}


def _obstacle(room: Room | None, unit: Unit, act: str) -> tuple[str, str] | None:
    """Return code and sentence of what stands in the way whatever the day."""
    number = {"number": unit.number_text}
    if room is None:
        return "no_period", _("The regime sets no period for this decision.")
    if act == EXTEND and room.rule.extension is None:
        return "no_extension", _(
            "The period of %(number)s cannot be extended under %(article)s."
        ) % {**number, "article": article_of(room, act)}
    if room.done & _closing(act):
        return "extended_already", _(
            "The period of %(number)s was extended already; under %(article)s it is "
            "extended once."
        ) % {**number, "article": article_of(room, act)}
    if room.clock.state == "suspended":
        return "suspended", _(
            "The clock of %(number)s stands still, so there is no due date to extend. "
            "Wait for the answer; its days lengthen the initial period, too."
        ) % number
    if room.clock.due_on is None:
        return "due_date_unknown", _(
            "The due date of %(number)s is not known, because it lies outside the "
            "table of holidays."
        ) % number
    return _nothing_left(room) if act == EXTEND else None


def _closing(act: str) -> frozenset[str]:
    """Return after which extensions this one is not possible any more."""
    both = frozenset({ClockEventType.EXTENDED, ClockEventType.SPECIAL})
    return both if act == EXTEND else frozenset({ClockEventType.SPECIAL})


def _nothing_left(room: Room) -> tuple[str, str] | None:
    due_on, cap_on = room.clock.due_on, room.clock.cap_on
    if due_on is None or cap_on is None or cap_on > due_on:
        return None
    return "nothing_left", _(
        "No extension of %(number)s is left: under %(article)s it reaches to %(cap)s, "
        "and the unit is due on %(due)s."
    ) % {
        "number": room.unit.number_text,
        "article": article_of(room, EXTEND),
        "cap": day(cap_on),
        "due": day(due_on),
    }
