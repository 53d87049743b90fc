"""Files that are no ledger end in one clear sentence, never in a traceback."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from casework.ledger import files
from casework.ledger.files import CannotReadLedger, open_ledger
from disclosure.ledger_import import DisclosureLedger
from tests.factories.cast import make_office
from tests.factories.ledgers import DISCLOSURE, grid, request, take_in, write_csv

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("なし.csv", None, id="missing"),
        pytest.param("空.csv", b"", id="empty"),
        pytest.param("台帳.pdf", b"%PDF-1.4", id="another suffix"),
        pytest.param("台帳.xlsx", b"", id="empty workbook"),
        pytest.param("台帳.xlsx", b"PK\x03\x04broken", id="broken workbook"),
        pytest.param("台帳.xlsx", b"not a zip at all", id="no zip"),
        pytest.param("台帳.xlsx", OLE, id="password or old xls"),
    ],
)
def test_no_ledger_is_one_clear_sentence(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CannotReadLedger) as refusal:
        open_ledger(path)

    assert name in refusal.value.reason
    assert refusal.value.mend


def test_a_zip_without_a_workbook_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "no workbook")

    with pytest.raises(CannotReadLedger):
        open_ledger(path)


def test_a_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_UNPACKED_BYTES", 3 * files.BLOCK)
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (5 * files.BLOCK))

    with pytest.raises(CannotReadLedger):
        open_ledger(path)
    assert path.stat().st_size < files.BLOCK


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(files.MAX_PARTS + 1):
            archive.writestr(f"{n}", b"")

    with pytest.raises(CannotReadLedger):
        open_ledger(path)


def test_a_sheet_that_reaches_to_the_far_corner_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["XFD1048576"] = "x"
    book.save(tmp_path / "a.xlsx")

    with pytest.raises(CannotReadLedger):
        open_ledger(tmp_path / "a.xlsx")


def test_hidden_sheets_come_last(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "隠し"
    book.worksheets[0].sheet_state = "hidden"
    book.create_sheet("台帳")
    book.save(tmp_path / "a.xlsx")

    sheets = open_ledger(tmp_path / "a.xlsx")

    assert [sheet.name for sheet in sheets] == ["台帳", "隠し"]


@pytest.mark.django_db
def test_an_open_quotation_mark_names_its_line(tmp_path: Path) -> None:
    make_office()
    path = write_csv(tmp_path / "a.csv", grid(DISCLOSURE, [request("第1号")]))
    path.write_text(path.read_text("utf-8-sig") + '第2号,"開いた', encoding="utf-8")

    report = take_in(path, DisclosureLedger())

    assert [error.row for error in report.errors] == [3]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["なにか,べつの\n表,です\n", "\x00\x01\x02" * 50])
def test_a_file_without_a_header_says_what_it_needs(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")

    report = take_in(path, DisclosureLedger())

    assert len(report.errors) == 1
    assert "受付番号" in report.errors[0].mend


@pytest.mark.django_db
def test_a_header_without_rows_is_said(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", grid(DISCLOSURE, []))

    report = take_in(path, DisclosureLedger())

    assert (report.errors, report.rows, report.run_id) == ([], 0, None)
    assert len(report.warnings) == 1
