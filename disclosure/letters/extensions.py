"""The letters of extensions: the due date before and after, and why."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from casework.models import ClockEvent, ClockEventType, Origin, Unit
from casework.operations import clock
from disclosure.letters.facts import iso, request_facts
from disclosure.letters.told import Told
from notices.letter import Gap
from ordinances.loading import pack as load_pack
from ordinances.periods import Event

EXTENSIONS = {
    ClockEventType.EXTENDED: "extension",
    ClockEventType.SPECIAL: "special_extension",
}


def extensions_told(unit: Unit) -> Iterator[Told]:
    """Yield a letter for every extension the desk made."""
    rows = clock.rows_of(unit)
    for position, row in enumerate(rows):
        form = EXTENSIONS.get(ClockEventType(row.type))
        is_own = row.unit_id in {None, unit.pk}
        if form is None or not is_own or _is_of_ledger(unit, row):
            continue
        if _is_told_with_the_rest(row):
            continue
        yield _extension(unit, form, rows[:position], row)


def _extension(
    unit: Unit, form: str, before: list[ClockEvent], row: ClockEvent
) -> Told:
    """Tell the due dates as they stood on the day of the extension."""
    events = [_event(each) for each in before]
    facts = request_facts(unit, on=row.on) | {
        "due_on": _due_on(unit, events),
        "reason": row.reason,
        "article": row.article,
    }
    if form == "extension":
        facts["new_due_on"] = _due_on(unit, [*events, _event(row)])
    else:
        facts["part_due_on"] = iso(row.part_until_on)
        facts["rest_due_on"] = iso(row.until_on)
    return Told(
        form=form,
        about=f"clock_event:{row.pk}",
        on=row.on,
        facts=facts,
        gaps=() if row.reason.strip() else (_no_reason(),),
    )


def _no_reason() -> Gap:
    says = _(
        "The extension was recorded without a reason, and its letter has to give one. "
        "Please record the extension with its reason."
    )
    return Gap(says=says, field="reason")


def _event(row: ClockEvent) -> Event:
    return Event(row.type, row.on, row.until_on)


def _due_on(unit: Unit, events: list[Event]) -> str:
    found = clock.fold_clock(
        load_pack(unit.regime), received_on=unit.received_on, events=events
    )
    return iso(found.due_on if found else None)


def _is_told_with_the_rest(row: ClockEvent) -> bool:
    """Tell whether a special extension of the part stands in the letter of the rest.

    Where the pack makes two units of them, one letter names both due dates.
    """
    if row.type != ClockEventType.SPECIAL or row.unit_id is None:
        return False
    rest = ClockEvent.objects.filter(
        case=row.case_id, type=row.type, on=row.on, part_until_on=row.until_on
    )
    return rest.exclude(unit=row.unit_id).exists()


def _is_of_ledger(unit: Unit, row: ClockEvent) -> bool:
    """Tell whether an event came in with a ledger: its letter went out long ago."""
    case = unit.case
    return case.origin == Origin.LEDGER and row.recorded_at == case.recorded_at
