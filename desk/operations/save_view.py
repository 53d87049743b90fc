"""Keep a narrowed list under a name."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from desk.facets import divisions_of
from desk.models import SavedView
from offices.models import Division, Staff

MOST_VIEWS = 50


class CannotSaveView(CaseworkError):
    """The view cannot be kept so."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@transaction.atomic
def save_view(
    *,
    list_name: str,
    name: str,
    query: str,
    division: Division | None,
    is_default: bool,
    by: Staff,
    on: date,
) -> SavedView:
    """Keep a view for oneself, or for a division one works for.

    A view of the same name and owner gets the new address.

    Args:
        list_name: Which list, a value of `desk.models.ListName`.
        name: What it is called.
        query: Filters and order as in the address.
        division: Whose people are to find it; None keeps it to oneself.
        is_default: Whether the owner's list opens with it, instead of another.
        by: Who saves.
        on: The day whose grants hold.

    Raises:
        CannotSaveView: The division is not one's own, or there are too many.
    """
    require_division(division, by=by, on=on)
    owner: dict[str, Any] = {"staff": None if division else by, "division": division}
    others = SavedView.objects.filter(list_name=list_name, **owner).exclude(name=name)
    if others.count() >= MOST_VIEWS:
        raise CannotSaveView(
            "too_many_views",
            _("There are %(most)d views already. Please remove one you do not use.")
            % {"most": MOST_VIEWS},
        )
    if is_default:
        others.filter(is_default=True).update(is_default=False)
    view, _is_new = SavedView.objects.update_or_create(
        list_name=list_name,
        name=name,
        **owner,
        defaults={"query": query, "is_default": is_default},
    )
    return view


def require_division(division: Division | None, *, by: Staff, on: date) -> None:
    """Refuse a division one does not work for.

    Raises:
        CannotSaveView: The division is not one's own.
    """
    if division is not None and division.pk not in divisions_of(by, on=on):
        raise CannotSaveView(
            "not_own_division",
            _("A view can be kept for a division you work for only."),
        )
