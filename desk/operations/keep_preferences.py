"""Keep how a person wants lists shown."""

from collections.abc import Sequence

from django.db import transaction

from desk.models import Preference
from offices.models import Staff


@transaction.atomic
def keep_preferences(
    *, by: Staff, page_size: int, columns: Sequence[str], has_keys: bool
) -> Preference:
    """Keep the settings of one person; nobody else sees or changes them.

    Args:
        by: Whose they are.
        page_size: Rows of a page.
        columns: Names of the columns of the queue.
        has_keys: Whether single keys act on the queue.
    """
    preference, _is_new = Preference.objects.update_or_create(
        staff=by,
        defaults={
            "page_size": page_size,
            "columns": list(columns),
            "has_keys": has_keys,
        },
    )
    return preference
