"""Which units have a letter that was not issued yet: looked up, never remembered."""

from typing import TypeVar

from django.db.models import CharField, Exists, F, Model, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat

from casework.models import (
    Cause,
    ClockEvent,
    ClockEventType,
    ConsultationAnswer,
    Decision,
    Kind,
    OrganTransfer,
    Origin,
    Supplementation,
    ThirdPartyConsultation,
    Unit,
)
from casework.models.decision import BESIDE
from notices.models import Notice

DISCLOSED = ("full", "partial")
TO_OPPOSER = "third_party_notice"
M = TypeVar("M", bound=Model)


def waiting_units(visible: QuerySet[Unit]) -> QuerySet[Unit]:
    """Keep the public-records units of which something was not told yet.

    A superset where a record changed its unit, or a unit that was varied was opened
    and decided again: the letters themselves are made by
    their slice. What a ledger brought was told long ago, on paper.

    Args:
        visible: The units of a person.
    """
    found = (
        Exists(_decisions())
        | Exists(_orders())
        | Exists(_extensions())
        | Exists(_untold(OrganTransfer, "transfer").filter(unit=OuterRef("pk")))
        | Exists(_questions())
        | Exists(_opposers())
    )
    return visible.filter(found, kind=Kind.PUBLIC_RECORDS, voided=False)


def _decisions() -> QuerySet[Decision]:
    """Decisions that count, and those that vary one and count nowhere."""
    counting = Decision.objects.filter(unit=OuterRef("unit"), counts=True)
    varying = Q(cause__in=BESIDE) & Exists(counting)
    holding = Decision.objects.filter(Q(counts=True) | varying)
    untold = holding.filter(_is_untold("decision"), unit=OuterRef("pk"))
    return untold.exclude(cause=Cause.LEDGER)


def _orders() -> QuerySet[Supplementation]:
    """Orders are told once, with the first unit of the case that counts."""
    before = Unit.objects.filter(
        case=OuterRef(OuterRef("case")),
        voided=False,
        branch__lt=OuterRef(OuterRef("branch")),
    )
    orders = _untold(Supplementation, "supplementation")
    return orders.filter(~Exists(before), case=OuterRef("case"))


def _extensions() -> QuerySet[ClockEvent]:
    """Extensions of the desk; that of a part is told with that of the rest."""
    of_rest = ClockEvent.objects.filter(
        case=OuterRef("case"),
        type=OuterRef("type"),
        on=OuterRef("on"),
        part_until_on=OuterRef("until_on"),
    ).exclude(unit=OuterRef("unit"))
    events = _untold(ClockEvent, "clock_event").filter(
        Q(unit=None) | Q(unit=OuterRef("pk")),
        case=OuterRef("case"),
        type__in=[ClockEventType.EXTENDED, ClockEventType.SPECIAL],
    )
    of_part = Q(type=ClockEventType.SPECIAL, unit__isnull=False)
    of_ledger = Q(case__origin=Origin.LEDGER, recorded_at=F("case__recorded_at"))
    return events.exclude(of_ledger).exclude(of_part & Exists(of_rest))


def _questions() -> QuerySet[ThirdPartyConsultation]:
    asked = _untold(ThirdPartyConsultation, "third_party_consultation")
    return asked.filter(unit=OuterRef("pk"), answer_by_on__isnull=False)


def _opposers() -> QuerySet[ThirdPartyConsultation]:
    """Who opposed and was not told that a record is disclosed all the same."""
    told = Notice.objects.filter(
        form=TO_OPPOSER, unit=OuterRef(OuterRef("pk")), party=OuterRef("party")
    )
    decided = Decision.objects.filter(
        unit=OuterRef(OuterRef("pk")),
        counts=True,
        outcome__in=DISCLOSED,
        decided_on__gte=OuterRef("answered_on"),
    )
    return ThirdPartyConsultation.objects.filter(
        Exists(decided.exclude(cause=Cause.LEDGER)),
        ~Exists(told),
        answer=ConsultationAnswer.OPPOSES,
        consulted__record__unit=OuterRef("pk"),
        consulted__record__outcome__in=DISCLOSED,
    )


def _untold(model: type[M], kind: str) -> QuerySet[M]:
    return QuerySet(model).filter(_is_untold(kind))


def _is_untold(kind: str) -> Combinable:
    about = Concat(
        Value(f"{kind}:"), Cast(OuterRef("pk"), CharField()), output_field=CharField()
    )
    return ~Exists(Notice.objects.filter(about=about))
