"""Remove a file that does not belong to its case."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.attachment_files import AttachmentStore
from casework.errors import CaseworkError
from casework.models import Attachment, Unit
from casework.operations.begin import begin
from offices.models import Staff


class CannotRemoveAttachment(CaseworkError):
    """The file stays.

    Attributes:
        field: What to mend.
    """

    field = "reason"

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@transaction.atomic
def remove_attachment(
    *,
    unit: Unit,
    attachment: Attachment,
    reason: str,
    store: AttachmentStore,
    by: Staff,
    on: date,
    at: datetime,
) -> Attachment:
    """Remove the bytes of a file; its row stays with the reason.

    The bytes go when the transaction is committed. Writes the attachment and
    one trail entry; the reason stands beside the chain.

    Args:
        unit: A unit of the case.
        attachment: The file.
        reason: Why it does not belong there; never empty.
        store: Where files lie.
        by: Who removes it.
        on: The day.
        at: The instant.

    Returns:
        The attachment.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The number is void.
        CannotRemoveAttachment: It is removed already, or there is no reason.
    """
    unit = begin("remove_attachment", unit, by=by, on=on)
    if not reason.strip():
        message = _("Write why the file does not belong there.")
        raise CannotRemoveAttachment("no_reason", message)
    row = _locked(attachment, unit)
    row.removed_on, row.removal_reason = on, reason.strip()
    row.save(update_fields=["removed_on", "removal_reason"])
    transaction.on_commit(lambda: store.discard(row.path))
    trail.record(
        stream=unit.case.stream,
        act="remove_attachment",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={"attachment": row.pk, "sha256": row.sha256},
        detail={"reason": row.removal_reason},
    )
    return row


def _locked(attachment: Attachment, unit: Unit) -> Attachment:
    """Return the attachment when it is one the unit has or shares."""
    rows = Attachment.objects.select_for_update().filter(
        case=unit.case_id, removed_on=None
    )
    row = rows.filter(pk=attachment.pk).first()
    if row is None or row.unit_id not in (None, unit.pk):
        raise CannotRemoveAttachment(
            "gone",
            _("The file was removed already. Open the unit to see what it has."),
        )
    return row
