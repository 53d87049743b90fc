"""Figures for a monitoring program, counted in the database when it asks.

Every process answers the same, and nothing is lost with a process. Labels hold
codes of the program only.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, QuerySet
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from casework.models import ClockState, Job, JobState, Unit
from casework.models.queue_order import is_open
from casework.phases import OPEN_PHASES
from notices.models import MailState, Notice, OutgoingMail
from ordinances.calendars import load_calendar

UNITS = "hiroba_open_units"
OVERDUE = "hiroba_overdue_units"


class Figures(Collector):
    """Counts once, when it is asked.

    Attributes:
        on: The day.
    """

    def __init__(self, *, on: date) -> None:
        self.on = on

    def collect(self) -> Iterator[Metric]:
        """Yield every figure."""
        waiting = Unit.objects.filter(is_open(), taken_back=False)
        yield _by(
            UNITS,
            "Units that wait, by kind and phase",
            waiting,
            ("kind", "phase"),
            _of_units(),
        )
        yield _by(
            OVERDUE,
            "Units whose clock runs and whose due date is past, by kind",
            waiting.filter(clock_state=ClockState.RUNNING, due_on__lt=self.on),
            ("kind",),
            [(kind,) for kind in KINDS],
        )
        yield _one(
            "hiroba_units_without_due_date",
            "Units that wait and whose due date is not known",
            waiting.filter(clock_state=ClockState.UNKNOWN).count(),
        )
        yield _by(
            "hiroba_jobs",
            "Jobs by state",
            Job.objects.all(),
            ("state",),
            [(state,) for state in JobState.values],
        )
        yield _by(
            "hiroba_mails",
            "Mails by state",
            OutgoingMail.objects.all(),
            ("state",),
            [(state,) for state in MailState.values],
        )
        yield _one(
            "hiroba_notices_not_printed",
            "Letters issued whose print is still missing",
            Notice.objects.filter(printed=None).count(),
        )
        yield _one(
            "hiroba_calendar_days_left",
            "Days until the table of holidays ends",
            (load_calendar().covered_until - self.on).days,
        )


KINDS = ("public_records", "self_info", "appeal")


def exposition(*, on: date) -> bytes:
    """Return the figures as Prometheus reads them."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Figures(on=on))
    return generate_latest(registry)


def _of_units() -> list[tuple[str, ...]]:
    return [(kind, phase.value) for kind in KINDS for phase in OPEN_PHASES]


def _by(
    name: str,
    says: str,
    rows: QuerySet[Unit] | QuerySet[Job] | QuerySet[OutgoingMail],
    labels: tuple[str, ...],
    known: list[tuple[str, ...]],
) -> Metric:
    """Count rows by codes; what has none is told as 0."""
    counts = dict.fromkeys(known, 0)
    for *key, count in rows.order_by().values_list(*labels).annotate(n=Count("pk")):
        counts[tuple(key)] = count
    metric = GaugeMetricFamily(name, says, labels=labels)
    for key, count in counts.items():
        metric.add_metric(key, count)
    return metric


def _one(name: str, says: str, value: int) -> Metric:
    return GaugeMetricFamily(name, says, value=value)
