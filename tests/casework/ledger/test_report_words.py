"""Reports of ledgers speak to an officer: no codes, no empty lists, no guesses."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from casework.ledger.findings import Findings, Report
from casework.ledger.placement import Placement, RowKey, StoredUnit
from casework.ledger.units import NumberKey
from casework.wording import plain
from disclosure.ledger_import import DisclosureLedger
from offices.models import Division
from privacy.ledger_import import PrivacyLedger
from tests.factories.cast import make_office
from tests.factories.ledgers import (
    DISCLOSURE,
    PRIVACY,
    grid,
    request,
    self_request,
    take_in,
    write_csv,
    write_xlsx,
)

pytestmark = pytest.mark.django_db

REGIME = "nerima/self_info_old"


@pytest.fixture(autouse=True)
def _office() -> None:
    make_office()


def report_of(tmp_path: Path, *rows: dict[str, object]) -> Report:
    path = write_csv(tmp_path / "台帳.csv", grid(DISCLOSURE, rows))
    return take_in(path, DisclosureLedger())


def test_an_office_without_divisions_is_not_offered_an_empty_list(
    tmp_path: Path,
) -> None:
    Division.objects.all().delete()

    (error,) = report_of(tmp_path, request("第1号")).errors

    assert error.column == "所管課"
    assert error.mend == (
        "新しい所管課であれば、未登録の所管課を作成する指定をして取り込んでください。"
    )


def test_a_duplicate_is_not_also_given_a_branch(tmp_path: Path) -> None:
    report = report_of(tmp_path, request("第1号"), request("第1号", 件名="公園の整備"))

    assert [error.row for error in report.errors] == [3]
    assert not [warning for warning in report.warnings if warning.row == 3]


def test_a_further_division_is_given_a_branch_and_told(tmp_path: Path) -> None:
    report = report_of(tmp_path, request("第1号"), request("第1号", 所管課="道路課"))

    assert [w.reason for w in report.warnings if w.row == 3] == [
        "同じ番号で所管課が異なるため、枝番「の2」とします。"
    ]


def test_a_day_before_the_law_is_refused_in_words(tmp_path: Path) -> None:
    (error,) = report_of(tmp_path, request("1", 受付日="1999-06-01")).errors

    assert "平成11年6月1日に受け付けた「区長」あての公文書公開請求" in error.reason
    assert "public_records" not in error.reason


@pytest.mark.parametrize("kind", ["外部提供の中止", "目的外利用の中止"])
def test_the_words_of_the_statement_name_kinds_of_request(
    tmp_path: Path, kind: str
) -> None:
    row = self_request("第1号", 請求の種類=kind)
    path = write_csv(tmp_path / "台帳.csv", grid(PRIVACY, [row]))

    report = take_in(path, PrivacyLedger())

    assert (report.errors, report.created) == ([], 1)


def test_another_law_is_named_by_its_name() -> None:
    key = NumberKey("self_info", 2022, 5)
    row = RowKey(
        line=2,
        key=key,
        branch=None,
        division="",
        received_on=date(2023, 4, 1),
        regime="nerima/self_info_appi",
        request_kind="disclosure",
        shared=0,
    )
    stored = StoredUnit(1, 1, "", date(2023, 3, 31), REGIME, "disclosure")
    findings = Findings()

    Placement(PrivacyLedger().columns, findings).place([row], {key: [stored]})

    (error,) = findings.errors
    assert "練馬区個人情報保護条例" in error.reason
    assert REGIME not in error.reason


def test_days_in_reports_are_written_as_the_reader_writes_them() -> None:
    assert [plain("2020-06-01"), plain("窓口"), plain("")] == [
        "令和2年6月1日",
        "窓口",
        "",
    ]
    with translation.override("en"):
        assert plain("2020-06-01") == "2020-06-01"


@pytest.mark.parametrize("failed", ["#N/A", "#REF!", "#DIV/0!"])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_failed_formula_is_no_empty_cell(
    tmp_path: Path, suffix: str, failed: str
) -> None:
    rows = grid(DISCLOSURE, [request("第1号"), request("第2号", 所管課=failed)])
    write = write_csv if suffix == ".csv" else write_xlsx
    path = write(tmp_path / f"台帳{suffix}", rows)

    report = take_in(path, DisclosureLedger(), create_divisions=True)

    assert [(e.row, e.column, e.value) for e in report.errors] == [
        (3, "所管課", failed)
    ]
    assert "数式" in report.errors[0].reason
    assert not Division.objects.filter(name=failed).exists()


def test_a_failed_look_up_is_not_read_as_pending(tmp_path: Path) -> None:
    rows = grid(DISCLOSURE, [request("第1号", 決定区分="#N/A", 決定日="#N/A")])
    path = write_xlsx(tmp_path / "台帳.xlsx", rows)

    report = take_in(path, DisclosureLedger())

    assert {e.column for e in report.errors} == {"決定区分", "決定日"}
    assert report.created == 0
