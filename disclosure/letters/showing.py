"""What the letter of a disclosure says of the day, the place, the way and the fee."""

from datetime import date, time

from casework.models import Appointment, AppointmentKind, Unit
from casework.phases import TO_IMPLEMENT
from casework.ways import way_of
from disclosure.letters.facts import Facts
from ordinances.loading import pack as load_pack
from ordinances.wareki import format_date

NOON = 12


def showing_facts(unit: Unit, *, outcome: str, on: date) -> Facts:
    """Return what is known of the disclosure when a letter is written.

    Args:
        unit: A decided unit.
        outcome: What the letter tells of; where nothing is shown, nothing is said.
        on: The day of the letter, whose words of the pack it takes.

    Returns:
        The agreed day and time, the place, the ways the requester named, and what
        they were told to pay; empty where nobody agreed on it yet.

    Source:
        練馬区情報公開条例施行規則第2号・第3号様式 (names read, rows not seen).
    """
    if outcome not in TO_IMPLEMENT:
        return {}
    pack = load_pack(unit.regime)
    ways = (pack.notice_word(method, on) for method in way_of(unit).methods)
    latest = unit.appointments.order_by("-pk").first()
    agreed = latest if latest and latest.kind == AppointmentKind.AGREED else None
    return {
        "implementation_way": "、".join(ways),
        "implementation_day": _day(agreed) if agreed else "",
        "implementation_place": agreed.place if agreed else "",
        "fee": _fee(agreed),
    }


def _day(agreed: Appointment) -> str:
    day = format_date(agreed.on)
    return f"{day} {_time(agreed.begins_at)}" if agreed.begins_at else day


def _time(time: time) -> str:
    """Write a time as letters do: 午前10時, 午後1時30分."""
    half = "午前" if time.hour < NOON else "午後"
    minutes = f"{time.minute}分" if time.minute else ""
    return f"{half}{time.hour % NOON}時{minutes}"


def _fee(agreed: Appointment | None) -> str:
    if agreed is None or agreed.quoted_yen is None:
        return ""
    return f"{agreed.quoted_yen:,}円"
