"""Long work: the row in the database is the queue of record."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", pgettext_lazy("job", "Waiting")
    RUNNING = "running", pgettext_lazy("job", "Running")
    DONE = "done", pgettext_lazy("job", "Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


class Job(models.Model):
    """One piece of long work, asked for by one person.

    `key` makes asking twice one job; `heartbeat_at` tells whether its worker
    still lives.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=100, unique=True)
    state = models.CharField(
        max_length=10, choices=JobState.choices, default=JobState.WAITING
    )
    params = models.JSONField(default=dict)
    n_done = models.PositiveIntegerField(default=0)
    n_total = models.PositiveIntegerField(null=True, blank=True)
    message = models.TextField(blank=True)
    result = models.JSONField(default=dict)
    file_path = models.CharField(max_length=200, blank=True)
    requested_by = models.ForeignKey(
        "offices.Staff", on_delete=models.PROTECT, related_name="jobs"
    )
    requested_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        """Constraints and indexes."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=JobState.values), name="casework_job_state"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "requested_at"], name="casework_job_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
