"""What the acts on deliveries share: the letter, its days, the entry of the trail."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import Unit
from casework.wording import day
from notices.models import Delivery, Notice
from offices.models import Staff


class CannotDeliver(CaseworkError):
    """The delivery cannot be recorded so.

    Attributes:
        field: What to mend.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


def notice_of(unit: Unit, pk: int) -> Notice:
    """Return a letter of a locked unit.

    Raises:
        CannotDeliver: It is not one of this unit.
    """
    found = Notice.objects.select_related("unit__case").filter(unit=unit, pk=pk).first()
    if found is None:
        raise CannotDeliver(
            "no_such_notice",
            _("Please choose one of the letters issued for %(number)s.")
            % {"number": unit.number_text},
            field="notice",
        )
    return found


def under_way(notice: Notice) -> Delivery | None:
    """Return the delivery of a letter that did not come back."""
    return Delivery.objects.filter(notice=notice, returned_on=None).first()


def sent(notice: Notice) -> Delivery:
    """Return the delivery that is under way or arrived.

    Raises:
        CannotDeliver: The letter was not sent, or it came back.
    """
    found = under_way(notice)
    if found is None:
        raise CannotDeliver(
            "not_sent",
            _("%(number)s is not under way. Record first on which day it was sent.")
            % {"number": notice.number_text},
            field="notice",
        )
    return found


def check_day(told: date, *, not_before: date, on: date, field: str) -> None:
    """Refuse a day before what has to come first, or one that is still to come.

    Raises:
        CannotDeliver: It is out of order.
    """
    if told < not_before:
        raise CannotDeliver(
            "too_early",
            _(
                "%(day)s lies before %(first)s, the day that has to come first. "
                "Please check the day."
            )
            % {"day": day(told), "first": day(not_before)},
            field=field,
        )
    if told > on:
        raise CannotDeliver(
            "in_future",
            _("%(day)s is still to come. Record it when it has happened.")
            % {"day": day(told)},
            field=field,
        )


def tell(
    act: str,
    notice: Notice,
    facts: Mapping[str, object],
    *,
    by: Staff,
    at: datetime,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Write the entry of the trail."""
    trail.record(
        stream=notice.unit.case.stream,
        act=act,
        subject=f"unit:{notice.unit_id}",
        by=by.as_actor(),
        at=at,
        facts={"notice": notice.pk, "number": notice.number_text, **facts},
        detail=detail,
    )
