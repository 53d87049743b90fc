"""What the forms about issued letters share: which letter it is."""

from collections.abc import Collection

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from casework.models import Unit
from desk.acts.act import ActForm
from desk.letters import title_of, to_whom
from notices.models import Notice
from notices.queries import Place, issued_notices, place_of


def notices_at(unit: Unit, places: Collection[Place]) -> list[Notice]:
    """Return the letters of a unit that are somewhere."""
    return [one for one in issued_notices(unit) if place_of(one) in places]


class NoticeForm(ActForm):
    """A form about one of the unit's letters.

    Attributes:
        places: Where letters are that it is about.
    """

    places: Collection[Place] = ()

    notice = forms.TypedChoiceField(
        label=pgettext_lazy("notice", "Letter"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Please choose a letter."),
            "invalid_choice": gettext_lazy(
                "This letter does not stand where this can be recorded. Please "
                "choose another one."
            ),
        },
    )

    def prepare(self) -> None:
        """Offer the letters there are; one alone is chosen."""
        found = notices_at(self.unit, self.places)
        self.offer("notice", [(str(one.pk), _words(one)) for one in found])
        if len(found) == 1:
            self.initial.setdefault("notice", str(found[0].pk))


def _words(notice: Notice) -> str:
    title = title_of(notice.unit.regime, notice.form, notice.issued_on)
    whom = to_whom(notice.name, notice.honorific)
    return f"{notice.number_text} {title}（{whom}）"
