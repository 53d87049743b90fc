"""Remind people of a date: once per unit, date and step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from casework.models import Unit
from casework.operations.advance import lock
from casework.wording import day
from desk.models import MailAddress, Reminder, ReminderRecipient
from desk.reminders.dates import step_in_words
from notices.operations.write_mail import MailText, write_mail
from offices.models import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """What people are reminded of.

    Attributes:
        what: The key of the date: `due`, `internal:draft`, `answer:12`.
        label: What the date is called.
        step: `before:2`, `today`, `overdue`.
    """

    unit: Unit
    what: str
    label: str
    step: str
    due_on: date


@transaction.atomic
def remind(*, reminding: Reminding, recipients: Sequence[Staff], at: datetime) -> bool:
    """Write that people were reminded, and a mail to each who wants mails.

    Of two schedulers that come to the same date one writes. A unit that was voided
    or has ended meanwhile reminds nobody. The sweep that calls sends the mails next.

    Args:
        reminding: The date and how near it is.
        recipients: Whose it is; perhaps nobody.
        at: When.

    Returns:
        Whether it was written now.
    """
    unit = lock(reminding.unit)
    if unit.voided or not unit.is_open:
        return False
    reminder, is_new = Reminder.objects.get_or_create(
        unit=unit,
        what=reminding.what,
        step=reminding.step,
        due_on=reminding.due_on,
        defaults={"raised_at": at},
    )
    if not is_new:
        return False
    wanting = set(
        MailAddress.objects.filter(staff__in=recipients, wants_mails=True)
        .exclude(address="")
        .values_list("staff_id", flat=True)
    )
    with translation.override(settings.LANGUAGE_CODE):
        text = _text(unit, reminding)
    for person in recipients:
        mail = (
            write_mail(
                key=f"reminder:{reminder.pk}:{person.pk}",
                recipient=person,
                text=text,
                at=at,
            )
            if person.pk in wanting
            else None
        )
        ReminderRecipient.objects.create(reminder=reminder, staff=person, mail=mail)
    return True


def _text(unit: Unit, reminding: Reminding) -> MailText:
    """Write numbers and dates only: a mail leaves the house unsealed."""
    values = {
        "number": unit.number_text,
        "label": reminding.label,
        "day": day(reminding.due_on),
        "step": step_in_words(reminding.step),
    }
    subject = _("[Hiroba] %(number)s: %(label)s %(day)s (%(step)s)") % values
    lines = [
        _("%(number)s: %(label)s is %(day)s (%(step)s).") % values,
        _("Please look at the unit in Hiroba."),
    ]
    if settings.SITE_ADDRESS:
        lines.append(settings.SITE_ADDRESS + reverse("desk:unit", args=[unit.pk]))
    lines.append(_("You can switch these mails off in Hiroba under “Your account”."))
    return MailText(subject=subject, body="\n".join(lines) + "\n")
