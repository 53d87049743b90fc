"""What a person has set at the desk, and what people were reminded of."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

PAGE_SIZES = (20, 50, 100)
USUAL_PAGE_SIZE = 100


class Preference(models.Model):
    """How one person wants lists shown; without a row, as usual.

    Attributes:
        columns: Names of the columns of the queue that are shown; empty: as usual.
        has_keys: Whether single keys act on the queue.
    """

    staff = models.OneToOneField(
        "offices.Staff", on_delete=models.PROTECT, related_name="preference"
    )
    page_size = models.PositiveIntegerField(default=USUAL_PAGE_SIZE)
    columns = models.JSONField(default=list, blank=True)
    has_keys = models.BooleanField(default=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(page_size__in=PAGE_SIZES), name="desk_preference_page_size"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id}"


class ListName(models.TextChoices):
    """Which list a view narrows."""

    QUEUE = "queue", _("Work in progress")
    CASES = "cases", _("Cases")


class SavedView(models.Model):
    """A list narrowed and sorted, kept under a name.

    It belongs to one person, or to a division whose people all find it. The
    address holds filters only; what they show is asked anew each time, with the
    rights of who looks.
    """

    list_name = models.CharField(max_length=10, choices=ListName.choices)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000)
    staff = models.ForeignKey(
        "offices.Staff",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="saved_views",
    )
    division = models.ForeignKey(
        "offices.Division",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="saved_views",
    )
    is_default = models.BooleanField(default=False)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(staff__isnull=True, division__isnull=False)
                | Q(staff__isnull=False, division__isnull=True),
                name="desk_saved_view_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(list_name__in=ListName.values),
                name="desk_saved_view_list",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="desk_saved_view_name"),
            models.UniqueConstraint(
                fields=["staff", "list_name", "name"], name="desk_saved_view_of_staff"
            ),
            models.UniqueConstraint(
                fields=["division", "list_name", "name"],
                name="desk_saved_view_of_division",
            ),
            models.UniqueConstraint(
                fields=["staff", "list_name"],
                condition=Q(is_default=True),
                name="desk_saved_view_default_of_staff",
            ),
            models.UniqueConstraint(
                fields=["division", "list_name"],
                condition=Q(is_default=True),
                name="desk_saved_view_default_of_div",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class YearTick(models.Model):
    """Somebody said that a line of the turn of the year is done."""

    fiscal_year = models.IntegerField()
    line = models.CharField(max_length=30)
    staff = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="year_ticks"
    )
    at = models.DateTimeField()

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fiscal_year", "line"], name="desk_year_tick_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year} {self.line}"


class MailAddress(models.Model):
    """Where a person wants mails; without a row there are none.

    Who switches mails off is reminded on the first page all the same.
    """

    staff = models.OneToOneField(
        "offices.Staff", on_delete=models.PROTECT, related_name="mail_address"
    )
    address = models.EmailField(blank=True)
    wants_mails = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.staff_id}"


class Reminder(models.Model):
    """People were reminded of a date of a unit: once per date and step.

    Attributes:
        what: `due`, `internal:draft`, `answer:12`.
        step: `before:2`, `today`, `overdue`.
        due_on: The date; another date is another reminder.
    """

    # no relation back: a reminder is no reason to keep an import that is taken back
    unit = models.ForeignKey(
        "casework.Unit", on_delete=models.PROTECT, related_name="+"
    )
    what = models.CharField(max_length=60)
    step = models.CharField(max_length=20)
    due_on = models.DateField()
    raised_at = models.DateTimeField()

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "what", "step", "due_on"], name="desk_reminder_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.what} {self.step}"


class ReminderRecipient(models.Model):
    """Who was reminded, and by which mail; without one, on the first page only."""

    reminder = models.ForeignKey(
        Reminder, on_delete=models.PROTECT, related_name="recipients"
    )
    staff = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="reminders"
    )
    mail = models.OneToOneField(
        "notices.OutgoingMail",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reminded",
    )

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reminder", "staff"], name="desk_reminder_recipient_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reminder_id} {self.staff_id}"


class CalendarFeed(models.Model):
    """A secret address under which a person's calendar program reads due dates.

    Only the digest of the secret is kept. A revoked one stays as a row.
    """

    staff = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="calendar_feeds"
    )
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["staff"],
                condition=Q(revoked_at__isnull=True),
                name="desk_calendar_feed_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id}"
