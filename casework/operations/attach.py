"""Attach a file to a unit or to its whole case."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.attachment_files import (
    AttachmentStore,
    CannotKeepFile,
    StoredFile,
    plain_name,
)
from casework.models import Attachment, AttachmentKind, Unit
from casework.operations.begin import begin
from offices.models import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """A file as it was brought.

    Attributes:
        kind: A code of `casework.models.AttachmentKind`.
        name: What it is called where it comes from.
        content: Its bytes.
        of_whole_case: Whether it belongs to all units, like the request form.
    """

    kind: str
    name: str
    content: IO[bytes]
    of_whole_case: bool = False


@transaction.atomic
def attach(
    *,
    unit: Unit,
    file: FileFacts,
    store: AttachmentStore,
    by: Staff,
    on: date,
    at: datetime,
) -> Attachment:
    """Store a file and say what it is.

    The file goes again when the transaction does not hold, whoever began it.
    Writes the file, the attachment and one trail entry with the digest; the
    name stands beside the chain.

    Args:
        unit: The unit.
        file: Kind, name and content.
        store: Where files lie, see `attachment_store()`.
        by: Who attaches it.
        on: The day.
        at: The instant.

    Returns:
        The attachment.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The number is void.
        CannotKeepFile: Its kind is unknown, it is empty, too large, or not of
            an allowed type.
    """
    unit = begin("attach", unit, by=by, on=on)
    if file.kind not in AttachmentKind.values:
        raise CannotKeepFile("unknown_kind", _("Say what the file is."))
    name = plain_name(file.name)
    stored = store.put(file.content, name=name)
    pending = store.pending(stored)
    try:
        attachment = _write(unit, file, name, stored, by=by, at=at)
    except BaseException:
        pending.discard()
        raise
    # rolled back, the callback is dropped, and with it the last hold on the file
    transaction.on_commit(pending.keep)
    return attachment


def _write(
    unit: Unit,
    file: FileFacts,
    name: str,
    stored: StoredFile,
    *,
    by: Staff,
    at: datetime,
) -> Attachment:
    attachment = Attachment.objects.create(
        case=unit.case,
        unit=None if file.of_whole_case else unit,
        kind=file.kind,
        name=name,
        content_type=stored.content_type,
        size=stored.size,
        sha256=stored.sha256,
        path=stored.path,
        staff=by,
        at=at,
    )
    trail.record(
        stream=unit.case.stream,
        act="attach",
        subject=f"unit:{unit.pk}",
        by=by.as_actor(),
        at=at,
        facts={
            "attachment": attachment.pk,
            "kind": attachment.kind,
            "size": attachment.size,
            "sha256": attachment.sha256,
        },
        detail={"name": name},
    )
    return attachment
