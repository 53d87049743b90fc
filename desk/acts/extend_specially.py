"""A very large request: a part is decided first, the rest later (特例延長)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Unit
from casework.operations.extend_specially import (
    SpecialFacts,
    extend_specially,
    is_split,
)
from casework.operations.extending import SPECIALLY, obstacle_of, room_of
from casework.wording import day
from desk.acts.act import Act, Answer, Cleaned
from desk.acts.extension_notice import NoticeForm, notice_of
from desk.form_fields import EraDateField
from offices.models import Staff

_ONE_DECISION = gettext_lazy(
    "Part and rest stay one unit and are counted once, so one decision ends both. To "
    "decide the part earlier, split its records off first; that unit is counted, too."
)


class SpecialForm(NoticeForm):
    """The due dates of part and rest, with the notice and its reason."""

    act = SPECIALLY

    part_due_on = EraDateField(
        label=gettext_lazy("Due date of the first part"), required=False
    )
    rest_due_on = EraDateField(label=gettext_lazy("Due date of the rest"))
    record_ids = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Records of the rest"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    rest_subject = forms.CharField(
        label=gettext_lazy("What the rest is about"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("issued_on", "part_due_on", "rest_due_on", "reason_code", "reason")

    def prepare(self) -> None:
        """Say how far the part reaches; ask for the rest where it is split off."""
        super().prepare()
        room = room_of(self.unit)
        limit_on = room.part_limit_on() if room else None
        if limit_on is not None:
            self.fields["part_due_on"].help_text = _("Not later than %(limit)s.") % {
                "limit": day(limit_on)
            }
        if not is_split(self.unit, on=self.on):
            self.fields["rest_due_on"].help_text = _ONE_DECISION
            del self.fields["record_ids"], self.fields["rest_subject"]
            return
        records = self.unit.records.order_by("position")
        shown = [(str(one.pk), f"{one.position} {one.title}") for one in records]
        self.offer("record_ids", shown)


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Extend the period specially."""
    event = extend_specially(
        unit=unit,
        notice=notice_of(cleaned),
        special=SpecialFacts(
            part_due_on=cleaned["part_due_on"],
            rest_due_on=cleaned["rest_due_on"],
            record_ids=cleaned.get("record_ids", ()),
            rest_subject=cleaned.get("rest_subject", ""),
        ),
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    return {"unit": unit.pk, "clock_event": event.pk, "rest": event.unit_id}


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell what stands in the way whatever the day of the notice."""
    return obstacle_of(unit, SPECIALLY)


ACT = Act(
    SPECIALLY,
    SpecialForm,
    perform,
    done=gettext_lazy("The special extension of %(number)s was recorded."),
    consequence=gettext_lazy(
        "The due dates of the part and of the rest hold from now on. The notice to the "
        "requester names the reason and the due date of the rest."
    ),
    guidance=gettext_lazy(
        "For very large requests: a reasonable part is decided first, the rest within "
        "a reasonable time. A unit that was extended can still be extended specially "
        "while the initial period runs."
    ),
    obstacle=obstacle,
)
