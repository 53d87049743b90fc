"""Rename a saved view, or let its list open with it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from desk.models import SavedView
from desk.operations.save_view import CannotSaveView, require_division
from offices.models import Staff


@transaction.atomic
def change_view(
    *, view: SavedView, name: str, is_default: bool, by: Staff, on: date
) -> SavedView:
    """Give a view another name, make it the one its list opens with, or no longer.

    At most one view per owner and list is that one.

    Args:
        view: One's own, or a division's one works for.
        name: What it is called from now on.
        is_default: Whether its list opens with it.
        by: Who changes it.
        on: The day whose grants hold.

    Raises:
        CannotSaveView: It is not theirs, or another one has the name.
    """
    require_owner(view, by=by, on=on)
    sisters = SavedView.objects.filter(
        list_name=view.list_name, staff=view.staff, division=view.division
    ).exclude(pk=view.pk)
    if sisters.filter(name=name).exists():
        raise CannotSaveView(
            "name_taken",
            _("Another view is called “%(name)s”. Please choose another name.")
            % {"name": name},
        )
    if is_default:
        sisters.filter(is_default=True).update(is_default=False)
    view.name, view.is_default = name, is_default
    view.save(update_fields=["name", "is_default"])
    return view


def require_owner(view: SavedView, *, by: Staff, on: date) -> None:
    """Refuse a view of somebody else.

    Raises:
        CannotSaveView: It is neither one's own nor of a division one works for.
    """
    if view.division is None and view.staff_id != by.pk:
        raise CannotSaveView(
            "not_own_view", _("This view belongs to somebody else. Keep one yourself.")
        )
    require_division(view.division, by=by, on=on)
