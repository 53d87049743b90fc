"""Remove a saved view."""

from datetime import date

from django.db import transaction

from desk.models import SavedView
from desk.operations.change_view import require_owner
from offices.models import Staff


@transaction.atomic
def remove_view(*, view: SavedView, by: Staff, on: date) -> None:
    """Remove a view; the list it narrowed stays as it is.

    Args:
        view: One's own, or a division's one works for.
        by: Who removes it.
        on: The day whose grants hold.

    Raises:
        CannotSaveView: It is not theirs.
    """
    require_owner(view, by=by, on=on)
    view.delete()
