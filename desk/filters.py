"""What a list is narrowed by. One FilterSet per list; everything is in the address."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from appeals.models import Against
from casework.models import Channel, ClockEvent, DecisionGround, Kind, Unit
from casework.models.queue_order import is_dated, is_open, is_suspended, is_unknown
from casework.phases import OPEN_PHASES, Phase
from desk.facets import ENDED, FACETS, facet
from desk.form_fields import CaseNumberField, EraDateField, FiscalYearField, KeysField
from desk.labels import in_words
from offices.models import Staff
from ordinances.casenumber import CaseNumber
from ordinances.loading import municipality

OPEN = "open"
VOID = "void"
PENDING = "pending"
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
EXTENSIONS = ("extended", "special")

STATES = [
    (OPEN, _("Undecided (all)")),
    *Phase.choices,
    (VOID, _("Void number")),
]
DUE = [
    ("overdue", _("Overdue")),
    ("today", _("Due today")),
    ("week", _("Due within 7 days")),
    ("suspended", _("Suspended")),
    ("unknown", _("Due date unknown")),
]


class _Filter(django_filters.Filter):  # type: ignore[misc]  # no types
    """Narrows only when something was given."""

    def filter(self, qs: QuerySet[Unit], value: Any) -> QuerySet[Unit]:
        return qs if value in ("", None) else super().filter(qs, value)


class _Choice(django_filters.ChoiceFilter):  # type: ignore[misc]  # no types
    """One of a list, or all."""

    def __init__(self, **values: Any) -> None:
        super().__init__(empty_label=_("All"), **values)


class EraDateFilter(_Filter):
    """A day, written as offices write it."""

    field_class = EraDateField


class FiscalYearFilter(_Filter):
    """A fiscal year, written as offices write it."""

    field_class = FiscalYearField


class CaseNumberFilter(_Filter):
    """A case number; parts that were not written do not narrow."""

    field_class = CaseNumberField

    def filter(self, qs: QuerySet[Unit], value: CaseNumber | None) -> QuerySet[Unit]:
        """Keep the units whose number has the written parts."""
        if value is None:
            return qs
        parts = {
            # every kind, by name: the index of the register leads with it
            "kind__in": Kind.values,
            "number": value.number,
            "fiscal_year": value.fiscal_year,
            "branch": value.branch,
        }
        return qs.filter(**{k: v for k, v in parts.items() if v is not None})


class KeysFilter(_Filter):
    """The units somebody has picked from a list."""

    field_class = KeysField

    def filter(self, qs: QuerySet[Unit], value: list[int] | None) -> QuerySet[Unit]:
        """Keep what was picked."""
        return qs if value is None else qs.filter(pk__in=value)


class UnitFilter(django_filters.FilterSet):  # type: ignore[misc]  # no types
    """Narrows the list of units."""

    q = CaseNumberFilter(label=_("Number"))
    state = _Choice(label=_("Where it stands"), choices=STATES, method="by_state")
    due = _Choice(label=_("Due"), choices=DUE, method="by_due")
    facet = _Choice(
        label=_("Awaiting"), choices=list(FACETS.items()), method="by_facet"
    )
    kind = _Choice(label=_("Kind"), choices=Kind.choices)
    fiscal_year = FiscalYearFilter(label=_("Fiscal year"))
    organ = _Choice(
        label=_("Organ"), field_name="organ__code", choices=lambda: organ_choices()
    )
    division = django_filters.CharFilter(
        label=_("Division (part of its name)"),
        field_name="division__name",
        lookup_expr="contains",
    )
    handler = django_filters.CharFilter(
        label=_("Handler (part of the name)"),
        field_name="handler__name",
        lookup_expr="contains",
    )
    channel = _Choice(
        label=_("Received by"), field_name="case__channel", choices=Channel.choices
    )
    outcome = _Choice(
        label=_("Outcome"), choices=lambda: outcome_choices(), method="by_outcome"
    )
    ground = _Choice(
        label=_("Ground"), choices=lambda: ground_choices(), method="by_ground"
    )
    extended = _Choice(
        label=_("Extension"),
        choices=[("yes", _("Extended")), ("no", _("Not extended"))],
        method="by_extension",
    )
    received_from = EraDateFilter(
        label=_("Received from"), field_name="received_on", lookup_expr="gte"
    )
    received_until = EraDateFilter(
        label=_("Received until"), field_name="received_on", lookup_expr="lte"
    )
    decided_from = EraDateFilter(
        label=_("Decided from"), field_name="outcome_on", lookup_expr="gte"
    )
    decided_until = EraDateFilter(
        label=_("Decided until"), field_name="outcome_on", lookup_expr="lte"
    )
    due_from = EraDateFilter(
        label=_("Due from"), field_name="due_on", lookup_expr="gte"
    )
    due_until = EraDateFilter(
        label=_("Due until"), field_name="due_on", lookup_expr="lte"
    )
    unit = KeysFilter(label=_("Chosen units"))

    def __init__(
        self,
        data: Any,
        queryset: QuerySet[Unit],
        *,
        on: date,
        staff: Staff | None = None,
    ) -> None:
        super().__init__(data, queryset=queryset)
        self.on, self.staff = on, staff

    def by_state(self, qs: QuerySet[Unit], name: str, value: str) -> QuerySet[Unit]:
        """Narrow by phase; a void number stands in no phase."""
        if value == VOID:
            return qs.filter(voided=True)
        phases = OPEN_PHASES if value == OPEN else (value,)
        return qs.filter(phase__in=phases, voided=False)

    def by_due(self, qs: QuerySet[Unit], name: str, value: str) -> QuerySet[Unit]:
        """Narrow to what presses."""
        return qs.filter(due_conditions(self.on)[value])

    def by_outcome(self, qs: QuerySet[Unit], name: str, value: str) -> QuerySet[Unit]:
        """Narrow by how a unit ended."""
        if value == PENDING:
            return qs.filter(outcome=None)
        return qs.filter(outcome=value)

    def by_facet(self, qs: QuerySet[Unit], name: str, value: str) -> QuerySet[Unit]:
        """Narrow by what a unit waits for; nothing is anybody's without a person."""
        return qs.filter(facet(value, self.staff, on=self.on)) if self.staff else qs

    def by_ground(self, qs: QuerySet[Unit], name: str, value: str) -> QuerySet[Unit]:
        """Narrow by a ground of the decision that counts."""
        rests = DecisionGround.objects.filter(
            decision__unit=OuterRef("pk"), decision__counts=True, ground=value
        )
        return qs.filter(Exists(rests))

    def by_extension(self, qs: QuerySet[Unit], name: str, value: str) -> QuerySet[Unit]:
        """Narrow by whether the period was extended."""
        extended = Exists(extensions())
        return qs.filter(extended if value == "yes" else ~extended)


class QueueFilter(UnitFilter):
    """Narrows the queue: what waits, is under appeal, or owes a fee."""

    def filter_queryset(self, queryset: QuerySet[Unit]) -> QuerySet[Unit]:
        """Begin with what waits; what is asked of ended units was decided before."""
        if self.form.cleaned_data["facet"] not in ENDED:
            queryset = queryset.filter(is_open())
        found: QuerySet[Unit] = super().filter_queryset(queryset)
        return found


def extensions() -> QuerySet[ClockEvent]:
    """Return the extensions of the unit of the statement around it."""
    return ClockEvent.objects.filter(
        Q(unit=None) | Q(unit=OuterRef("pk")),
        case=OuterRef("case"),
        type__in=EXTENSIONS,
    )


def due_conditions(on: date) -> dict[str, Q]:
    """Return what each choice of `DUE` means on a day; home counts with them."""
    return {
        "overdue": is_dated(last=on - DAY),
        "today": is_dated(on, on),
        "week": is_dated(on + DAY, on + WEEK),
        "suspended": is_suspended(),
        "unknown": is_unknown(),
    }


class AppealFilter(django_filters.FilterSet):  # type: ignore[misc]  # no types
    """Narrows the list of appeals."""

    q = CaseNumberFilter(label=_("Number"))
    fiscal_year = FiscalYearFilter(label=_("Fiscal year"))
    against = _Choice(
        label=_("System"), field_name="case__appeal__against", choices=Against.choices
    )
    state = _Choice(
        label=_("Where it stands"),
        choices=[
            (OPEN, pgettext_lazy("appeal", "Undetermined")),
            ("ended", pgettext_lazy("appeal", "Ended")),
        ],
        method="by_state",
    )

    def by_state(self, qs: QuerySet[Unit], name: str, value: str) -> QuerySet[Unit]:
        """Narrow by whether the appeal still waits."""
        return qs.filter(outcome__isnull=value == OPEN, voided=False)


class BoardSessionFilter(django_filters.FilterSet):  # type: ignore[misc]  # no types
    """Narrows the list of board sessions."""

    fiscal_year = FiscalYearFilter(label=_("Fiscal year"))
    body = _Choice(
        label=_("Advisory body"),
        field_name="advisory_body__code",
        choices=lambda: body_choices(),
    )


def organ_choices() -> list[tuple[str, str]]:
    """Return the organs of the municipality, each code once."""
    organs = municipality(settings.HIROBA_MUNICIPALITY).organs
    return _joined((organ.code, in_words(organ)) for organ in organs)


def body_choices() -> list[tuple[str, str]]:
    """Return the advisory bodies of the municipality, each code once."""
    bodies = municipality(settings.HIROBA_MUNICIPALITY).advisory_bodies
    return _joined((body.code, in_words(body)) for body in bodies)


def outcome_choices() -> list[tuple[str, str]]:
    """Return how units may end: each code with the words of all regimes."""
    packs = municipality(settings.HIROBA_MUNICIPALITY).packs
    outcomes = (outcome for pack in packs for outcome in pack.outcomes)
    return [
        (PENDING, str(_("Pending"))),
        *_joined((outcome.code, in_words(outcome)) for outcome in outcomes),
    ]


def ground_choices() -> list[tuple[str, str]]:
    """Return the grounds and reasons of all regimes."""
    packs = municipality(settings.HIROBA_MUNICIPALITY).packs
    grounds = [(g.code, in_words(g)) for pack in packs for g in pack.grounds]
    reasons = [(r.code, in_words(r)) for pack in packs for r in pack.reason_kinds]
    return _joined([*grounds, *reasons])


def _joined(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    words: dict[str, dict[str, None]] = {}
    for code, label in pairs:
        words.setdefault(code, {})[label] = None
    return [(code, " / ".join(labels)) for code, labels in words.items()]
