"""Files of a case: what may be kept, what goes when it fails, what is given out."""

import gc
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from casework import attachment_files
from casework.attachment_files import (
    AttachmentStore,
    CannotKeepFile,
    FileDamaged,
    attachment_store,
)
from casework.models import Attachment, Unit
from casework.operations.attach import FileFacts, attach
from casework.operations.begin import CannotAct
from casework.operations.remove_attachment import (
    CannotRemoveAttachment,
    remove_attachment,
)
from casework.operations.remove_orphans import remove_orphans
from casework.operations.void import void
from casework.permissions import NotPermitted
from offices.models import Staff
from tests.factories.cases import make_branch, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import NOW, TODAY, told

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n..."


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return make_unit()


@pytest.fixture
def store(tmp_path: Path) -> AttachmentStore:
    return AttachmentStore(tmp_path / "attachments")


def bring(
    unit: Unit,
    store: AttachmentStore,
    by: Staff,
    *,
    name: str = "請求書.pdf",
    content: bytes = PDF,
    kind: str = "request_form",
    of_whole_case: bool = False,
) -> Attachment:
    facts = FileFacts(
        kind=kind, name=name, content=io.BytesIO(content), of_whole_case=of_whole_case
    )
    return attach(unit=unit, file=facts, store=store, by=by, on=TODAY, at=NOW)


def drop(
    unit: Unit, attachment: Attachment, store: AttachmentStore, by: Staff, reason: str
) -> Attachment:
    return remove_attachment(
        unit=unit,
        attachment=attachment,
        reason=reason,
        store=store,
        by=by,
        on=TODAY,
        at=NOW,
    )


def lying(store: AttachmentStore) -> list[str]:
    gc.collect()
    return (
        sorted(p.name for p in store.folder.iterdir()) if store.folder.exists() else []
    )


def office_file(*names: str) -> bytes:
    """Return the same bytes at any time: they name a test in every process."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "x")
    return buffer.getvalue()


DOCX = office_file("[Content_Types].xml", "word/document.xml")


def test_file_lies_under_an_opaque_name(
    cast: Cast, unit: Unit, store: AttachmentStore
) -> None:
    made = bring(unit, store, cast.division_staff, name="C:\\scan\\請求書\x07.pdf")

    row = Attachment.objects.get()
    assert row == made
    assert (row.case, row.unit, row.kind, row.name, row.content_type, row.size) == (
        unit.case,
        unit,
        "request_form",
        "請求書.pdf",
        "application/pdf",
        len(PDF),
    )
    assert (row.staff, row.at, row.removed_on) == (cast.division_staff, NOW, None)
    assert lying(store) == [row.path]
    assert "請求書" not in row.path
    path = store.folder / row.path
    assert (path.stat().st_mode & 0o777, path.read_bytes()) == (0o600, PDF)
    facts = {
        "attachment": row.pk,
        "kind": "request_form",
        "size": len(PDF),
        "sha256": row.sha256,
    }
    assert told("attach") == [(f"unit:{unit.pk}", facts, {"name": "請求書.pdf"})]


def test_file_of_the_whole_case_belongs_to_no_unit(
    cast: Cast, unit: Unit, store: AttachmentStore
) -> None:
    made = bring(unit, store, cast.records_officer, of_whole_case=True)

    assert made.unit is None
    other = make_branch(unit, division=cast.office.roads)
    drop(other, made, store, cast.records_officer, "誤り")


def test_reader_gives_out_what_was_attached(
    cast: Cast, unit: Unit, store: AttachmentStore
) -> None:
    row = bring(unit, store, cast.division_staff)

    with store.open(row.path, sha256=row.sha256) as file:
        assert file.read() == PDF


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_reader_gives_out_nothing_else(
    cast: Cast, unit: Unit, store: AttachmentStore, damage: str
) -> None:
    row = bring(unit, store, cast.division_staff)
    path = store.folder / row.path
    path.write_bytes(b"%PDF-1.8\n...") if damage == "changed" else path.unlink()

    with pytest.raises(FileDamaged):
        store.open(row.path, sha256=row.sha256)


def test_uploaded_file_of_a_form_is_taken(
    cast: Cast, unit: Unit, store: AttachmentStore
) -> None:
    uploaded = SimpleUploadedFile("a.pdf", PDF)
    uploaded.read()
    facts = FileFacts(kind="other", name="a.pdf", content=uploaded)

    row = attach(
        unit=unit, file=facts, store=store, by=cast.records_officer, on=TODAY, at=NOW
    )

    assert row.size == len(PDF)


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("a.PDF", PDF, "application/pdf"),
        ("a.png", b"\x89PNG\r\n\x1a\n..", "image/png"),
        ("a.jpg", b"\xff\xd8\xff\xe0..", "image/jpeg"),
        ("a.tif", b"II*\0....", "image/tiff"),
        ("a.txt", "台帳\n".encode("cp932"), "text/plain"),
        ("a.csv", "台帳,1\n".encode(), "text/csv"),
        (
            "a.docx",
            DOCX,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_allowed_types(
    cast: Cast,
    unit: Unit,
    store: AttachmentStore,
    name: str,
    content: bytes,
    content_type: str,
) -> None:
    row = bring(unit, store, cast.division_staff, name=name, content=content)

    assert row.content_type == content_type


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.exe", b"MZ", "type_not_allowed"),
        ("a.svg", b"<svg/>", "type_not_allowed"),
        ("a.html", b"<p>", "type_not_allowed"),
        ("a", PDF, "type_not_allowed"),
        ("a.pdf", b"MZ\x90\0", "type_not_allowed"),
        ("a.png", PDF, "type_not_allowed"),
        ("a.txt", b"a\0b", "type_not_allowed"),
        ("a.txt", b"\xff\xfe\xfd\xfc", "type_not_allowed"),
        ("a.docx", b"PK\x03\x04 broken", "type_not_allowed"),
        ("a.docx", office_file("[Content_Types].xml", "xl/a.xml"), "type_not_allowed"),
        (
            "a.docx",
            office_file("[Content_Types].xml", "word/a.xml", "word/vbaProject.bin"),
            "type_not_allowed",
        ),
        ("a.pdf", b"", "empty"),
        ("/", PDF, "no_name"),
    ],
)
def test_refused_file_leaves_nothing(
    cast: Cast,
    unit: Unit,
    store: AttachmentStore,
    name: str,
    content: bytes,
    code: str,
) -> None:
    with pytest.raises(CannotKeepFile) as refusal, transaction.atomic():
        bring(unit, store, cast.division_staff, name=name, content=content)

    assert refusal.value.code == code
    assert lying(store) == []
    assert not Attachment.objects.exists()
    assert told("attach") == []


def test_unknown_kind_is_refused(
    cast: Cast, unit: Unit, store: AttachmentStore
) -> None:
    with pytest.raises(CannotKeepFile) as refusal:
        bring(unit, store, cast.division_staff, kind="holiday")

    assert refusal.value.code == "unknown_kind"


def test_larger_than_the_limit_is_refused(
    cast: Cast,
    unit: Unit,
    store: AttachmentStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(attachment_files, "MOST_BYTES", len(PDF) - 1)

    with pytest.raises(CannotKeepFile) as refusal:
        bring(unit, store, cast.division_staff)

    assert refusal.value.code == "too_large"
    assert lying(store) == []


def test_no_file_stays_when_the_act_fails(
    cast: Cast,
    unit: Unit,
    store: AttachmentStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("audit.trail.record", fail)

    with pytest.raises(RuntimeError), transaction.atomic():
        bring(unit, store, cast.division_staff)

    assert lying(store) == []


def test_no_file_stays_when_what_comes_after_fails(
    cast: Cast, unit: Unit, store: AttachmentStore
) -> None:
    with transaction.atomic():
        bring(unit, store, cast.division_staff)
        assert len(lying(store)) == 1
        transaction.set_rollback(True)

    assert lying(store) == []


@pytest.mark.django_db(transaction=True)
def test_file_stays_once_it_is_committed(tmp_path: Path) -> None:
    cast, store = make_cast(), AttachmentStore(tmp_path)
    unit = make_unit()

    row = bring(unit, store, cast.division_staff)

    assert lying(store) == [row.path]
    drop(unit, row, store, cast.records_officer, "誤り")
    assert lying(store) == []


def test_removed_file_stays_listed_with_its_reason(
    cast: Cast, unit: Unit, store: AttachmentStore
) -> None:
    row = bring(unit, store, cast.division_staff)

    drop(unit, row, store, cast.records_officer, " 別件の書面 ")

    row.refresh_from_db()
    assert (row.removed_on, row.removal_reason) == (TODAY, "別件の書面")
    facts = {"attachment": row.pk, "sha256": row.sha256}
    assert told("remove_attachment") == [
        (f"unit:{unit.pk}", facts, {"reason": "別件の書面"})
    ]


def test_bytes_stay_when_the_removal_fails(
    cast: Cast, unit: Unit, store: AttachmentStore
) -> None:
    row = bring(unit, store, cast.division_staff)

    with transaction.atomic():
        drop(unit, row, store, cast.records_officer, "誤り")
        transaction.set_rollback(True)

    assert lying(store) == [row.path]


def test_removal_is_refused(cast: Cast, unit: Unit, store: AttachmentStore) -> None:
    row = bring(unit, store, cast.division_staff)
    other = make_branch(unit, division=cast.office.roads)

    for where, reason, code in (
        (unit, " ", "no_reason"),
        (other, "誤り", "gone"),
        (make_unit(), "誤り", "gone"),
    ):
        with pytest.raises(CannotRemoveAttachment) as refusal:
            drop(where, row, store, cast.records_officer, reason)
        assert refusal.value.code == code
    drop(unit, row, store, cast.records_officer, "誤り")
    with pytest.raises(CannotRemoveAttachment) as refusal:
        drop(unit, row, store, cast.records_officer, "誤り")
    assert refusal.value.code == "gone"
    assert len(told("remove_attachment")) == 1


def test_not_for_everybody(cast: Cast, unit: Unit, store: AttachmentStore) -> None:
    for name in ("other_division_staff", "approver", "auditor", "stranger"):
        with pytest.raises(NotPermitted):
            bring(unit, store, cast.everybody()[name])
    row = bring(unit, store, cast.division_staff)

    with pytest.raises(NotPermitted):
        drop(unit, row, store, cast.division_staff, "誤り")

    assert lying(store) == [row.path]


def test_nothing_is_attached_to_a_void_number(
    cast: Cast, unit: Unit, store: AttachmentStore
) -> None:
    officer = cast.records_officer
    void(unit=unit, reason="x", version=None, by=officer, on=TODAY, at=NOW)

    with pytest.raises(CannotAct):
        bring(unit, store, officer)

    assert lying(store) == []


def test_orphans_are_removed_and_nothing_else(
    cast: Cast, unit: Unit, store: AttachmentStore
) -> None:
    kept = bring(unit, store, cast.division_staff)
    removed = bring(unit, store, cast.division_staff)
    drop(unit, removed, store, cast.records_officer, "誤り")
    store.put(io.BytesIO(PDF), name="a.pdf")
    long_ago, tomorrow = (
        datetime(2020, 1, 1, tzinfo=UTC),
        datetime(2999, 1, 1, tzinfo=UTC),
    )

    assert remove_orphans(store=store, before=long_ago) == 0
    assert remove_orphans(store=store, before=tomorrow) == 2
    assert lying(store) == [kept.path]


def test_store_of_the_office_lies_in_its_data_folder() -> None:
    folder = attachment_store().folder

    assert folder.name == "attachments"
    assert folder.parent == Path(settings.DATA_DIR)
