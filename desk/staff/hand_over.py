"""The form by which open units go to another handler."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.staff import choices
from desk.staff.forms import StaffForm, choice_field, reason_field
from offices.models import Staff


class HandOverForm(StaffForm):
    """To whom, and why."""

    receiver = choice_field(gettext_lazy("New handler"), required=True)
    reason = reason_field()

    def prepare(self) -> None:
        """Offer everybody else."""
        self.people = choices.people_besides(self.staff)
        empty = _("Please choose")
        self.offer("receiver", choices.people_choices(self.people.values(), empty))

    def receiver_chosen(self) -> Staff:
        """Return who is to handle the units."""
        return self.people[self.cleaned_data["receiver"]]
