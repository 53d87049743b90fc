"""A closing day of the office's own."""

from datetime import date

from casework.models import Closure
from offices.models import Staff
from tests.factories.cases import AT


def closed(on: date, *, by: Staff) -> Closure:
    """Close the office on a day, for the whole of its calendar."""
    return Closure.objects.create(
        on=on, name="庁舎停電", source="庁舎管理規則", added_at=AT, added_by=by
    )
