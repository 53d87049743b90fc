"""What is asked of issued letters: which there are, where each is, what arrived."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from casework.models import Decision, PartyRole, Unit
from notices.keys import key_of_issued, letter_key
from notices.letter import Letter
from notices.models import Delivery, Notice

# SQLite before 3.32 takes 999 parameters
LOOKUP = 500


class Place(StrEnum):
    """Where an issued letter is."""

    ISSUED = "issued"
    SENT = "sent"
    ARRIVED = "arrived"
    RETURNED = "returned"


def issued_notices(unit: Unit) -> list[Notice]:
    """Return the letters issued for a unit with their deliveries, oldest first."""
    found = Notice.objects.filter(unit=unit).select_related(
        "issued_by", "printed", "unit__case"
    )
    return list(found.prefetch_related("deliveries").order_by("pk"))


def letters_due(unit: Unit, letters: Iterable[Letter]) -> list[Letter]:
    """Keep of a unit's letters those that were not issued yet.

    Args:
        unit: The unit.
        letters: Its letters as things stand now, made by its slice.
    """
    issued = {key_of_issued(one) for one in Notice.objects.filter(unit=unit)}
    return [letter for letter in letters if letter_key(letter) not in issued]


def arrived_on(decision: Decision) -> date | None:
    """Return the day on which the notice of a decision reached the requester.

    What third parties were told of it is another letter. The first day counts
    where the notice was issued again.
    """
    deliveries = Delivery.objects.filter(
        ~Q(notice__party__role=PartyRole.THIRD_PARTY),
        notice__about=f"decision:{decision.pk}",
        arrived_on__isnull=False,
    )
    return (
        deliveries.order_by("arrived_on").values_list("arrived_on", flat=True).first()
    )


def arrivals_of(decisions: Iterable[Decision]) -> dict[int, date]:
    """Return of many decisions the day `arrived_on` says, where there is one.

    Two statements at most for a thousand decisions; the keys are those of the
    decisions.
    """
    keys = {f"decision:{one.pk}": one.pk for one in decisions}
    found: dict[int, date] = {}
    abouts = list(keys)
    for start in range(0, len(abouts), LOOKUP):
        deliveries = Delivery.objects.filter(
            ~Q(notice__party__role=PartyRole.THIRD_PARTY),
            notice__about__in=abouts[start : start + LOOKUP],
            arrived_on__isnull=False,
        )
        rows = deliveries.order_by("-arrived_on").values_list(
            "notice__about", "arrived_on"
        )
        for about, on in rows:
            if on is not None:
                # the earliest is written last
                found[keys[about]] = on
    return found


def place_of(notice: Notice) -> Place:
    """Return where a letter is by its deliveries, which were loaded with it."""
    last = max(notice.deliveries.all(), key=lambda one: one.seq, default=None)
    if last is None:
        return Place.ISSUED
    if last.returned_on is not None:
        return Place.RETURNED
    return Place.SENT if last.arrived_on is None else Place.ARRIVED


def at_place(place: Place) -> QuerySet[Notice]:
    """Return the letters that are somewhere, however many units they belong to."""
    of_notice = Delivery.objects.filter(notice=OuterRef("pk"))
    under_way = of_notice.filter(returned_on=None)
    conditions: Mapping[Place, Q] = {
        Place.ISSUED: ~Q(Exists(of_notice)),
        Place.SENT: Q(Exists(under_way.filter(arrived_on=None))),
        Place.ARRIVED: Q(Exists(under_way.filter(arrived_on__isnull=False))),
        Place.RETURNED: Q(Exists(of_notice)) & ~Q(Exists(under_way)),
    }
    return Notice.objects.filter(conditions[place])
