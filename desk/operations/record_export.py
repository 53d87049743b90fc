"""Keep on the trail that somebody took a list out of the house as a file."""

from datetime import datetime

from django.db import transaction

from audit import trail
from offices.models import Staff

STREAM = "exports"


@transaction.atomic
def record_export(
    *, list_name: str, suffix: str, query: str, by: Staff, at: datetime
) -> None:
    """Write one trail entry; what the list was narrowed to stands beside the chain.

    Args:
        list_name: The list.
        suffix: `csv` or `xlsx`.
        query: What the address narrowed it to; may hold what somebody typed.
        by: Who takes it.
        at: When.
    """
    trail.record(
        stream=STREAM,
        act="export_list",
        subject=f"list:{list_name}",
        by=by.as_actor(),
        at=at,
        facts={"format": suffix},
        detail={"query": query} if query else None,
    )
