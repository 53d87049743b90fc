"""What the office says of a division: one writer, one trail entry."""

from datetime import datetime

from audit import trail
from offices.models import Division, Staff


def write_division_fact(
    division: Division, name: str, value: str, *, by: Staff, at: datetime
) -> Division:
    """Write one fact of a division; the caller has checked it, in a transaction.

    Args:
        division: Which.
        name: The field: `kana`, `symbol` or `telephone`.
        value: What is said now; empty takes it away.
        by: Who writes it.
        at: The instant of the act.

    Returns:
        The division, fresh.
    """
    row = Division.objects.select_for_update().get(pk=division.pk)
    setattr(row, name, value)
    row.save(update_fields=[name])
    trail.record(
        stream=f"division:{row.pk}",
        act=f"set_division_{name}",
        subject=f"division:{row.pk}",
        by=by.as_actor(),
        at=at,
        facts={name: value},
    )
    return row
