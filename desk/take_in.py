"""Import or rehearse a ledger that was brought, and note the report beside it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from casework.ledger.findings import Report
from casework.operations.import_run import ImportOptions, LedgerFile, Task
from desk.ledgers import import_ledger
from desk.uploads import Upload, UploadStore
from offices.models import Staff
from ordinances.loading import municipality

REHEARSAL = ImportOptions(dry_run=True)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who takes a ledger in, and when."""

    staff: Staff
    on: date
    at: datetime


def upload_store() -> UploadStore:
    """Return where ledgers wait."""
    return UploadStore(Path(settings.UPLOAD_DIR) / "ledgers")


def take_in(upload: Upload, hand: Hand, options: ImportOptions) -> Report:
    """Take a ledger in with the choices made for it, and note what came of it.

    Args:
        upload: The ledger; its notes are changed and stored.
        hand: Who takes it in.
        options: Whether it is a rehearsal, and who is told of it.
    """
    store = upload_store()
    done = import_ledger(
        kind=upload.kind,
        task=Task(
            file=LedgerFile(store.path(upload), upload.file_name),
            options=replace(
                options,
                create_divisions=upload.create_divisions,
                update=upload.update,
            ),
            by=hand.staff.as_actor(),
            on=hand.on,
            at=hand.at,
        ),
        municipality=municipality(settings.HIROBA_MUNICIPALITY),
    )
    upload.report = done.as_json()
    upload.counts = {
        "rows": done.rows,
        "created": done.created,
        "unchanged": done.unchanged,
        "changed": len(done.changed),
        "updated": done.updated,
        "errors": len(done.errors),
    }
    upload.is_done = not options.dry_run and done.is_clean
    upload.run_id = done.run_id
    store.note(upload)
    if upload.is_done:
        store.drop(upload)
    return done
