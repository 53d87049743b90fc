"""What both extension notices ask for: their day and their reason."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.operations.extending import Notice, article_of, room_of
from casework.wording import day
from desk import labels
from desk.acts.act import ActForm, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from ordinances.act_words import act_words
from ordinances.loading import pack as load_pack


class NoticeForm(ActForm):
    """The day of the notice and why the period is extended.

    Attributes:
        act: The code of the act whose reasons are offered.
    """

    act = ""

    issued_on = EraDateField(
        label=gettext_lazy("Day of the notice"), help_text=DAY_HINT
    )
    reason_code = forms.ChoiceField(
        label=gettext_lazy("Usual reason"),
        required=False,
        help_text=gettext_lazy("Its sentence stands first in the notice."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason in words"),
        help_text=gettext_lazy("Needed where no usual reason is chosen."),
        required=False,
        max_length=700,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def prepare(self) -> None:
        """Offer the pack's reasons and say until when the notice may go out."""
        self.initial.setdefault("issued_on", day(self.on))
        words = act_words(load_pack(self.unit.regime))
        offered = words.reasons_for(self.act, self.on)
        self.offer(
            "reason_code",
            [
                ("", _("None of these")),
                *(
                    (one.code, labels.in_language(one.label_ja, one.label_en))
                    for one in offered
                ),
            ],
        )
        room = room_of(self.unit)
        gate_on = room.gate_on(self.act) if room else None
        if room is not None and gate_on is not None:
            self.fields["issued_on"].help_text = _(
                "Up to %(gate)s, the end of the initial period (%(article)s)."
            ) % {"gate": day(gate_on), "article": article_of(room, self.act)}


def notice_of(cleaned: Cleaned) -> Notice:
    """Return the notice of a checked form."""
    return Notice(
        issued_on=cleaned["issued_on"],
        reason_code=cleaned["reason_code"],
        reason=cleaned["reason"],
    )
