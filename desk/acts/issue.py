"""A letter is issued: number, day, frozen words (通知の発行)."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from casework.models import Unit
from casework.wording import day
from desk import bell
from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.words import DAY_HINT
from desk.form_fields import EraDateField
from desk.letters import PRESS, letters_of, title_of, to_whom
from notices.keys import key_of_issued, letter_key
from notices.letter import Letter
from notices.models import Notice
from notices.operations.issue import IssueFacts, issue
from offices.models import Staff


def words_of_letter(letter: Letter, on: date) -> str:
    """Say which letter it is: its title and to whom it goes."""
    title = title_of(letter.unit.regime, letter.form, letter.issued_on or on)
    addressee = letter.addressee
    return f"{title}（{to_whom(addressee.name, addressee.honorific)}）"


class IssueForm(ActForm):
    """Which letter, the day on it, and why once more."""

    letter = forms.ChoiceField(
        label=pgettext_lazy("notice", "Letter"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Please choose a letter."),
            "invalid_choice": gettext_lazy(
                "This letter is not among those of the unit as things stand now. "
                "Please choose another one."
            ),
        },
    )
    issued_on = EraDateField(
        label=gettext_lazy("Day on the letter"),
        help_text=DAY_HINT,
        error_messages={"required": gettext_lazy("Please enter the day.")},
    )
    reissue_reason = forms.CharField(
        label=gettext_lazy("Why it is issued once more"),
        help_text=gettext_lazy(
            "Only for a letter that was issued before; it gets a number of its own."
        ),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def prepare(self) -> None:
        """Offer the letters of the unit; begin with the first that is due."""
        letters = list(letters_of(self.unit, self.on))
        issued = {key_of_issued(one) for one in Notice.objects.filter(unit=self.unit)}
        self.offer("letter", [(letter_key(x), self._label(x, issued)) for x in letters])
        due = [x for x in letters if letter_key(x) not in issued and not x.gaps]
        if due:
            self.initial.setdefault("letter", letter_key(due[0]))
        fixed = [x.issued_on for x in (due or letters) if x.issued_on]
        self.initial.setdefault("issued_on", day(fixed[0] if fixed else self.on))

    def _label(self, letter: Letter, issued: set[str]) -> str:
        words = words_of_letter(letter, self.on)
        if letter_key(letter) in issued:
            return _("%(letter)s: issued already") % {"letter": words}
        if letter.gaps:
            return _("%(letter)s: something is missing") % {"letter": words}
        return words


def perform(unit: Unit, cleaned: Cleaned, by: Staff, on: date, at: datetime) -> Answer:
    """Issue the letter; it is printed after the commit."""
    wanted = IssueFacts(
        key=cleaned["letter"],
        issued_on=cleaned["issued_on"],
        reissue_reason=cleaned["reissue_reason"],
    )
    notice = issue(
        unit=unit,
        wanted=wanted,
        press=PRESS,
        version=cleaned.get("version"),
        by=by,
        on=on,
        at=at,
    )
    bell.ring_after_commit()
    return {
        "unit": unit.pk,
        "notice": notice.pk,
        "number": notice.number_text,
        "version": notice.unit.version,
    }


def obstacle(unit: Unit, by: Staff) -> str:
    """Tell when the unit has no letter at all."""
    on = unit.outcome_on or unit.received_on
    if letters_of(unit, on):
        return ""
    return _("There is no letter to issue as things stand now.")


ACT = Act(
    "issue",
    IssueForm,
    perform,
    done=gettext_lazy("The letter of %(number)s was issued. It can be printed below."),
    consequence=gettext_lazy(
        "The letter gets its number and is frozen: nothing in it can be changed "
        "afterwards. A mistake is mended by a further letter only."
    ),
    obstacle=obstacle,
)
