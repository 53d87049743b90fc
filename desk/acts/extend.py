"""The period is extended once, to a day the pack allows (延長)."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.operations.extend_period import extend_period
from casework.operations.extending import EXTEND, obstacle_of, room_of
from casework.wording import day
from desk.acts.act import Act, Answer, Cleaned
from desk.acts.extension_notice import NoticeForm, notice_of
from desk.form_fields import EraDateField
from offices.models import Staff


class ExtendForm(NoticeForm):
    """Until when, with the day of the notice and its reason."""

    act = EXTEND

    until_on = EraDateField(label=gettext_lazy("New due date"))
    field_order = ("issued_on", "until_on", "reason_code", "reason")

    def prepare(self) -> None:
        """Say between which days the new due date lies."""
        super().prepare()
        room = room_of(self.unit)
        if room is None or room.clock.due_on is None:
            return
        cap_on = room.clock.cap_on
        self.fields["until_on"].help_text = _(
            "After %(due)s and not later than %(cap)s."
        ) % {"due": day(room.clock.due_on), "cap": day(cap_on) if cap_on else "－"}


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Extend the period."""
    event = extend_period(
        unit=unit,
        notice=notice_of(cleaned),
        until_on=cleaned["until_on"],
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "clock_event": event.pk}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell what stands in the way whatever the day of the notice."""
    return obstacle_of(unit, EXTEND)


ACT = Act(
    EXTEND,
    ExtendForm,
    perform,
    done=gettext_lazy("The extension of %(number)s was recorded."),
    consequence=gettext_lazy(
        "The unit gets the new due date. A period is extended once; the notice to the "
        "requester goes out without delay."
    ),
    obstacle=obstacle,
)
