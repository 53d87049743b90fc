"""The unit (件): the part of a case that gets exactly one outcome."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.models.folded import FoldedField
from casework.models.queue_order import outcome_order, queue_order
from casework.models.visibility import unit_scope
from casework.phases import ENDED_PHASES, OPEN_PHASES, Phase

if TYPE_CHECKING:
    from casework.models.decision import Decision
    from offices.models import Staff


class ClockState(models.TextChoices):
    """What the clock of a unit does."""

    RUNNING = "running", _("Running")
    SUSPENDED = "suspended", _("Suspended")
    STOPPED = "stopped", _("Stopped")
    UNKNOWN = "unknown", _("Due date unknown")


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units a person may see."""

    def visible_to(self, staff: "Staff", *, on: date) -> "UnitQuerySet":
        """Keep the units this person may see on a day; deny by default."""
        return self.filter(unit_scope(staff, on=on))

    def counted(self) -> "UnitQuerySet":
        """Keep what tables may count: everything but voided entries (欠番)."""
        return self.filter(voided=False)


class Unit(models.Model):
    """The hub: owns phase, due date, outcome and its row in queue and tables.

    `phase` is written by `operations/advance.py` only, `due_on` and
    `clock_state` by `operations/clock.py` only: a cache of the clock events.
    `outcome` is the counted conclusion. The fields from `kind` to `taken_back`
    are copies of the case's for indexes, written in the same transaction.
    """

    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="units"
    )
    branch = models.PositiveIntegerField()
    split_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="splits"
    )
    split_on = models.DateField(null=True, blank=True)
    organ = models.ForeignKey(
        "offices.Organ",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
    )
    division = models.ForeignKey(
        "offices.Division",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
    )
    handler = models.ForeignKey(
        "offices.Staff",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="handled_units",
    )
    # empty: the case's subject
    subject = models.TextField(blank=True)
    remarks = models.TextField(blank=True)
    phase = models.CharField(
        max_length=20, choices=Phase.choices, default=Phase.RECEIVED
    )
    due_on = models.DateField(null=True, blank=True)
    clock_state = models.CharField(
        max_length=10, choices=ClockState.choices, default=ClockState.UNKNOWN
    )
    outcome = models.CharField(max_length=30, null=True, blank=True)  # noqa: DJ001 - null is "pending"; an empty outcome does not exist
    outcome_on = models.DateField(null=True, blank=True)

    kind = models.CharField(max_length=20)
    regime = models.CharField(max_length=80)
    request_kind = models.CharField(max_length=40)
    fiscal_year = models.IntegerField()
    number = models.PositiveIntegerField()
    received_on = models.DateField()
    voided = models.BooleanField(default=False)
    taken_back = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    # as it is compared in a search; empty: the case's
    folded_subject = FoldedField("subject")

    # the order of lists, kept by the database
    queue_order = models.GeneratedField(
        expression=queue_order(),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    outcome_order = models.GeneratedField(
        expression=outcome_order(),
        output_field=models.IntegerField(),
        db_persist=True,
    )

    objects = UnitQuerySet.as_manager()

    # filled by queries.with_decisions()
    counting_decisions: "list[Decision]"

    class Meta:
        """Constraints and indexes."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "branch"], name="casework_unit_branch"
            ),
            models.CheckConstraint(
                condition=Q(branch__gte=1), name="casework_unit_branch_from_one"
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True, outcome_on__isnull=True)
                | (Q(outcome__isnull=False, outcome_on__isnull=False) & ~Q(outcome="")),
                name="casework_unit_outcome_has_day",
            ),
            models.CheckConstraint(
                condition=Q(outcome_on__isnull=True)
                | Q(outcome_on__gte=F("received_on")),
                name="casework_unit_outcome_after_receipt",
            ),
            models.CheckConstraint(
                condition=(Q(outcome__isnull=True) & Q(phase__in=OPEN_PHASES))
                | (Q(outcome__isnull=False) & Q(phase__in=ENDED_PHASES)),
                name="casework_unit_phase_is_outcome",
            ),
            models.CheckConstraint(
                condition=Q(kind="appeal") | Q(organ__isnull=False),
                name="casework_unit_request_has_organ",
            ),
            models.CheckConstraint(
                condition=Q(split_from__isnull=True, split_on__isnull=True)
                | Q(split_from__isnull=False, split_on__isnull=False),
                name="casework_unit_split_has_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["kind", "fiscal_year", "request_kind", "outcome"],
                name="casework_unit_tables",
            ),
            models.Index(
                fields=["kind", "fiscal_year", "number", "branch"],
                name="casework_unit_list",
            ),
            models.Index(fields=["phase", "due_on"], name="casework_unit_queue"),
            models.Index(
                fields=["division", "phase", "due_on"], name="casework_unit_division"
            ),
            models.Index(
                fields=["handler", "phase", "due_on"], name="casework_unit_handler"
            ),
            models.Index(
                fields=["queue_order", "kind", "fiscal_year", "number", "branch", "id"],
                name="casework_unit_in_queue",
            ),
            models.Index(
                fields=["received_on", "kind", "fiscal_year", "number", "branch", "id"],
                name="casework_unit_by_receipt",
            ),
            models.Index(
                fields=[
                    "outcome_order",
                    "kind",
                    "fiscal_year",
                    "number",
                    "branch",
                    "id",
                ],
                name="casework_unit_by_outcome",
            ),
            models.Index(
                fields=["division", "queue_order"], name="casework_unit_division_queue"
            ),
            models.Index(
                fields=["handler", "queue_order"], name="casework_unit_handler_queue"
            ),
        ]

    def __str__(self) -> str:
        return self.number_text

    @property
    def number_text(self) -> str:
        """The number as an officer writes it: 令和2年度 第123号の2."""
        return self.case.number_text + (f"の{self.branch}" if self.branch > 1 else "")

    @property
    def subject_text(self) -> str:
        """What is asked for: the unit's own item, else the case's subject."""
        return self.subject or self.case.subject

    @property
    def is_open(self) -> bool:
        """Tell whether the unit still waits for its outcome."""
        return self.outcome is None
