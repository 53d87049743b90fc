"""Which units have a letter that was not issued yet: looked up, never remembered."""

from typing import Any, TypeVar

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
from casework.models.clock_event import EXTENSIONS
from casework.models.decision import BESIDE
from casework.phases import TO_IMPLEMENT
from notices.models import Notice

TO_OPPOSER = "third_party_notice"
Keys = QuerySet[Any, Any]
M = TypeVar("M", bound=Model)


def waiting_units(visible: QuerySet[Unit]) -> QuerySet[Unit]:
    """Keep the public-records units of which something was not told yet.

    Begins with what was done at the desk, not with the units: what a ledger brought
    was told long ago, on paper, and is not read. A superset where a record changed
    its unit, or a unit that was varied was opened and decided again: the letters
    themselves are made by their slice.

    Args:
        visible: The units of a person.
    """
    found = _decided().union(
        _ordered(),
        *_extended(),
        _untold(OrganTransfer, "transfer").values("unit"),
        _asked(),
        _opposed(),
    )
    return visible.filter(kind=Kind.PUBLIC_RECORDS, voided=False, pk__in=found)


def _decided() -> Keys:
    """Units by the decisions that count, and those that vary one and count nowhere."""
    counting = Decision.objects.filter(unit=OuterRef("unit"), counts=True)
    varying = Q(cause__in=BESIDE) & Exists(counting)
    holding = Decision.objects.filter(Q(counts=True) | varying)
    untold = holding.filter(_is_untold("decision"))
    return untold.exclude(cause=Cause.LEDGER).values("unit")


def _ordered() -> Keys:
    """Orders are told once, with the first unit of the case that counts."""
    before = Unit.objects.filter(
        case=OuterRef("case"), voided=False, branch__lt=OuterRef("branch")
    )
    cases = _untold(Supplementation, "supplementation").values("case")
    units = Unit.objects.filter(~Exists(before), case__in=cases, voided=False)
    return units.values("pk")


def _extended() -> tuple[Keys, Keys]:
    """Extensions of the desk; that of a part is told with that of the rest."""
    of_rest = ClockEvent.objects.filter(
        case=OuterRef("case"),
        type=OuterRef("type"),
        on=OuterRef("on"),
        part_until_on=OuterRef("until_on"),
    ).exclude(unit=OuterRef("unit"))
    of_part = Q(type=ClockEventType.SPECIAL, unit__isnull=False)
    of_ledger = Q(case__origin=Origin.LEDGER, recorded_at=F("case__recorded_at"))
    events = _untold(ClockEvent, "clock_event").filter(type__in=EXTENSIONS)
    events = events.exclude(of_ledger).exclude(of_part & Exists(of_rest))
    of_cases = events.filter(unit=None).values("case")
    return (
        events.filter(unit__isnull=False).values("unit"),
        Unit.objects.filter(case__in=of_cases).values("pk"),
    )


def _asked() -> Keys:
    asked = _untold(ThirdPartyConsultation, "third_party_consultation")
    return asked.filter(answer_by_on__isnull=False).values("unit")


def _opposed() -> Keys:
    """Who opposed and was not told that a record is disclosed all the same."""
    unit = OuterRef("consulted__record__unit")
    told = Notice.objects.filter(form=TO_OPPOSER, unit=unit, party=OuterRef("party"))
    decided = Decision.objects.filter(
        unit=unit,
        counts=True,
        outcome__in=TO_IMPLEMENT,
        decided_on__gte=OuterRef("answered_on"),
    )
    opposed = ThirdPartyConsultation.objects.filter(
        Exists(decided.exclude(cause=Cause.LEDGER)),
        ~Exists(told),
        answer=ConsultationAnswer.OPPOSES,
        consulted__record__outcome__in=TO_IMPLEMENT,
    )
    return opposed.values("consulted__record__unit")


def _untold(model: type[M], kind: str) -> QuerySet[M]:
    return QuerySet(model).filter(_is_untold(kind))


def _is_untold(kind: str) -> Combinable:
    about = Concat(
        Value(f"{kind}:"), Cast(OuterRef("pk"), CharField()), output_field=CharField()
    )
    return ~Exists(Notice.objects.filter(about=about))
