"""What was decided was shown or copied (公開の実施)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.balances import balance_of
from casework.charging import charge
from casework.errors import CaseworkError
from casework.handover import Handover
from casework.in_force import outcome_in_force
from casework.models import CopyKind, Implementation, Unit, WantedMethod
from casework.operations.carry_out import carry_out
from casework.phases import TO_IMPLEMENT
from casework.ways import way_of
from casework.wording import day
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField, number_field
from offices.models import Staff


class ImplementForm(ActForm):
    """The day, the way, the copies by kind; the fee follows from them."""

    FIELD_OF = {  # noqa: RUF012 - declared so by the base class
        "on": "implemented_on",
        "media": "media_pieces",
    }

    implemented_on = EraDateField(
        label=gettext_lazy("Day of the disclosure"),
        help_text=DAY_HINT,
        error_messages={
            "required": gettext_lazy("Please enter the day of the disclosure.")
        },
    )
    method = forms.ChoiceField(
        label=gettext_lazy("Way of the disclosure"),
        choices=WantedMethod.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Please choose in which way it was disclosed.")
        },
    )
    mono = number_field(CopyKind.MONO.label, most=999_999)
    colour = number_field(CopyKind.COLOUR.label, most=999_999)
    media_pieces = number_field(
        gettext_lazy("Media and other things at cost (pieces)"), most=9_999
    )
    media_yen = number_field(
        gettext_lazy("What the media cost altogether (yen)"), most=99_999_999
    )
    postage_yen = number_field(
        gettext_lazy("Postage (yen)"),
        most=9_999_999,
        help_text=gettext_lazy("Only for what was sent; it is no part of the fee."),
    )
    is_partial = forms.BooleanField(
        label=gettext_lazy("Only a part: more is still to be handed over"),
        required=False,
    )
    supersedes = forms.ChoiceField(
        label=gettext_lazy("Replaces a wrong entry"),
        help_text=gettext_lazy("The replaced entry stays listed and is not charged."),
        required=False,
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def prepare(self) -> None:
        """Begin with today and the way that holds; offer what can be replaced."""
        self.initial.setdefault("implemented_on", day(self.on))
        methods = way_of(self.unit).methods
        if len(methods) == 1:
            self.initial.setdefault("method", methods[0])
        rows = self.unit.implementations.charged().order_by("pk")
        entries = [(str(row.pk), entry_words(row)) for row in rows]
        self.offer("supersedes", [("", _("A new entry")), *entries])

    def shown(self) -> list[tuple[str, str]]:
        """Add the fee as it will be frozen."""
        return [*super().shown(), *self._charge()]

    def _charge(self) -> list[tuple[str, str]]:
        """Return the fee by kind, or why there is none."""
        try:
            charged = charge(self.unit, handover_of(self.cleaned_data))
        except CaseworkError as error:
            return [(_("Fee"), str(error))]
        lines = [
            f"{CopyKind(line.kind).label} {line.copies:,}"
            + (f" × {line.unit_price_yen:,}" if line.unit_price_yen else "")
            + _(" = %(yen)s yen") % {"yen": f"{line.amount_yen:,}"}
            for line in charged.lines
        ]
        fee, post = charged.handover.fee_yen or 0, charged.handover.postage_yen or 0
        total = _("%(yen)s yen") % {"yen": f"{fee + post:,}"}
        return [
            (_("Fee"), "、".join(lines) or _("Free of charge")),
            (_("To be paid for this, postage included"), total),
        ]


def entry_words(row: Implementation) -> str:
    """Return an implementation in words, for a choice."""
    words = [day(row.on) if row.on else "", str(row.get_method_display())]
    return " ".join([*words, _("%(yen)s yen") % {"yen": f"{row.charged_yen:,}"}])


def handover_of(cleaned: Cleaned) -> Handover:
    """Return what was entered."""
    fields = {
        CopyKind.MONO: "mono",
        CopyKind.COLOUR: "colour",
        CopyKind.MEDIA: "media_pieces",
    }
    cost = cleaned["media_yen"]
    return Handover(
        on=cleaned["implemented_on"],
        method=cleaned["method"],
        copies=tuple((str(k), cleaned[name] or 0) for k, name in fields.items()),
        at_cost=() if cost is None else ((str(CopyKind.MEDIA), cost),),
        postage_yen=cleaned["postage_yen"],
        is_partial=cleaned["is_partial"],
        supersedes=int(cleaned["supersedes"]) if cleaned["supersedes"] else None,
        remark=cleaned["remark"],
    )


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Record the disclosure."""
    unit = carry_out(
        unit=unit,
        handover=handover_of(cleaned),
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    balance = balance_of(unit)
    return {
        "unit": unit.pk,
        "phase": unit.phase,
        "version": unit.version,
        "fee_yen": balance.fee_yen,
        "open_yen": balance.open_yen,
    }


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell where there is nothing to show."""
    if outcome_in_force(unit) in TO_IMPLEMENT:
        return ""
    return _("The unit ended without anything to disclose.")


ACT = Act(
    "implement",
    ImplementForm,
    perform,
    done=gettext_lazy("The disclosure of %(number)s was recorded."),
    consequence=gettext_lazy(
        "The disclosure and its fee are recorded with the prices of that day. The unit "
        "is closed, unless only a part was handed over. A wrong entry can be replaced "
        "by a further one."
    ),
    obstacle=obstacle,
)
