"""One record of a locked unit, fresh, or a refusal that says what became of it."""

from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from casework.models import Record, Unit
from casework.versions import check_version


class RecordGone(CaseworkError):
    """Somebody removed the record, or moved it to another unit."""

    code = "record_gone"

    def __init__(self) -> None:
        super().__init__(
            _(
                "A record is gone: somebody removed it or moved it to another unit. "
                "Please look at the records as they are now."
            )
        )


def lock_record(record: Record, unit: Unit, *, version: int | None) -> Record:
    """Return the record locked and fresh.

    Args:
        record: The record as it was read.
        unit: Its unit, locked.
        version: The version the person read.

    Raises:
        RecordGone: It is no longer among the records of the unit.
        Stale: Somebody changed it since.
    """
    fresh = Record.objects.select_for_update().filter(pk=record.pk, unit=unit).first()
    if fresh is None:
        raise RecordGone
    check_version(
        held=fresh.version,
        sent=version,
        what=fresh.title,
        stream=unit.case.stream,
        subject=f"record:{fresh.pk}",
    )
    return fresh
