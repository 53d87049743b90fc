"""Every bad row is named: line, column, value, reason and how to mend it."""

from datetime import date
from pathlib import Path

import pytest

from casework.ledger.findings import Finding
from casework.models import Case, Counter, ImportRun
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
)

pytestmark = pytest.mark.django_db

DECIDED = {"決定区分": "全部公開", "決定日": "R2.6.9"}
Row = dict[str, object]


@pytest.fixture(autouse=True)
def _office() -> None:
    make_office()


def errors_of(tmp_path: Path, *rows: Row) -> list[Finding]:
    path = write_csv(tmp_path / "台帳.csv", grid(DISCLOSURE, rows))
    report = take_in(path, DisclosureLedger())
    assert Case.objects.count() == 0
    assert ImportRun.objects.count() == 0
    assert Counter.objects.count() == 0
    return report.errors


@pytest.mark.parametrize(
    ("column", "row"),
    [
        pytest.param("受付番号", request("第号"), id="number unreadable"),
        pytest.param("受付番号", request(""), id="number missing"),
        pytest.param("受付番号", request("第0号"), id="number zero"),
        pytest.param("受付番号", request("第99999999999号"), id="number absurd"),
        pytest.param(
            "受付番号", request("令和3年度 第5号"), id="number of another fiscal year"
        ),
        pytest.param("受付日", request("1", 受付日="令和2年2月30日"), id="no such day"),
        pytest.param(
            "受付日", request("1", 受付日="昭和65年1月1日"), id="era too long"
        ),
        pytest.param("受付日", request("1", 受付日="そのうち"), id="no day at all"),
        pytest.param("受付日", request("1", 受付日="R12.6.1"), id="to come"),
        pytest.param("受付日", request("1", 受付日="1999-06-01"), id="before the law"),
        pytest.param("受付日", request("1", 受付日=""), id="no receipt day"),
        pytest.param("実施機関", request("1", 実施機関="教育委員"), id="unknown organ"),
        pytest.param("所管課", request("1", 所管課="総務係"), id="unknown division"),
        pytest.param("件名", request("1", 件名=""), id="no subject"),
        pytest.param(
            "決定区分",
            request("1", 決定区分="一部公開済", 決定日="R2.6.9"),
            id="unknown outcome",
        ),
        pytest.param("決定区分", request("1", 決定日="R2.6.9"), id="day, no outcome"),
        pytest.param("決定日", request("1", 決定区分="全部公開"), id="outcome, no day"),
        pytest.param(
            "決定日",
            request("1", 決定区分="全部公開", 決定日="R2.5.31"),
            id="decision before receipt",
        ),
        pytest.param(
            "決定日",
            request("1", 決定区分="全部公開", 決定日="R12.6.9"),
            id="decision to come",
        ),
        pytest.param(
            "非公開理由",
            request("1", 決定区分="部分公開", 決定日="R2.6.9"),
            id="partial without a ground",
        ),
        pytest.param(
            "非公開理由",
            request("1", 決定区分="非公開", 決定日="R2.6.9"),
            id="refusal without a ground",
        ),
        pytest.param(
            "非公開理由",
            request("1", **DECIDED, 非公開理由="1号"),
            id="needless ground",
        ),
        pytest.param(
            "非公開理由",
            request("1", 決定区分="部分公開", 決定日="R2.6.9", 非公開理由="1号、99号"),
            id="unknown ground",
        ),
        pytest.param(
            "非公開理由", request("1", 非公開理由="1号"), id="ground, pending"
        ),
        pytest.param(
            "延長後期限",
            request("1", 延長後期限="R2.5.1"),
            id="extension before receipt",
        ),
        pytest.param(
            "公開日",
            request("1", **DECIDED, 公開日="R2.6.8"),
            id="implementation before decision",
        ),
        pytest.param(
            "公開日",
            request("1", 決定区分="不存在", 決定日="R2.6.9", 公開日="R2.6.10"),
            id="implementation of nothing",
        ),
        pytest.param(
            "写し枚数", request("1", **DECIDED, 写し枚数="多数"), id="no count"
        ),
        pytest.param("写し枚数", request("1", **DECIDED, 写し枚数="-3"), id="negative"),
        pytest.param(
            "費用", request("1", **DECIDED, 費用="9999999999999"), id="absurd fee"
        ),
        pytest.param("備考", request("1", 備考="鐘\x07"), id="control character"),
        pytest.param("備考", request("1", 備考="あ\x00い"), id="NUL"),
        pytest.param("請求者名", request("1", 請求者名="あ" * 301), id="too long"),
    ],
)
def test_a_bad_row_is_named_with_its_column(
    tmp_path: Path, column: str, row: Row
) -> None:
    errors = errors_of(tmp_path, request("第900号", 受付日="R2.6.1"), row)

    assert [(error.row, error.column) for error in errors] == [(3, column)]
    assert errors[0].reason
    assert errors[0].reason[-1] in ".。）"


def test_all_bad_rows_are_named_at_once(tmp_path: Path) -> None:
    errors = errors_of(
        tmp_path,
        request("第1号", 受付日="令和2年2月30日"),
        request("第2号"),
        request("第3号", 実施機関="区庁"),
        request("第4号", 決定区分="全部公開", 決定日="R2.5.1"),
    )

    assert [(error.row, error.column, error.value) for error in errors] == [
        (2, "受付日", "令和2年2月30日"),
        (4, "実施機関", "区庁"),
        (5, "決定日", "R2.5.1"),
    ]


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ([request("第1号"), request("R2-1")], 3),
        ([request("第1号"), request("第1号", 件名="別の件名")], 3),
        ([request("第1号"), request("第1号の2"), request("1の2", 所管課="道路課")], 4),
    ],
)
def test_the_same_number_twice_is_an_error(
    tmp_path: Path, rows: list[Row], line: int
) -> None:
    errors = errors_of(tmp_path, *rows)

    assert [(error.row, error.column) for error in errors] == [(line, "受付番号")]


def test_rows_of_one_case_have_one_receipt_day(tmp_path: Path) -> None:
    errors = errors_of(
        tmp_path, request("第1号"), request("第1号の2", 受付日="令和2年6月2日")
    )

    assert [(e.row, e.column, e.value) for e in errors] == [(3, "受付日", "2020-06-02")]


def test_nearest_words_are_offered(tmp_path: Path) -> None:
    errors = errors_of(
        tmp_path,
        request("第1号", 実施機関="教育委員"),
        request("第2号", 所管課="総務係"),
        request("第3号", 決定区分="不存", 決定日="R2.6.9"),
        request("第4号", 決定区分="非公開", 決定日="R2.6.9", 非公開理由="権利乱用"),
    )

    assert [word in error.mend for word, error in zip(
        ("教育委員会", "総務課", "不存在", "権利濫用"), errors, strict=True
    )] == [True] * 4  # fmt: skip


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    cells = grid(DISCLOSURE, [request("第1号"), request("第2号", 備考="@@")])
    path = write_csv(tmp_path / "台帳.csv", cells, encoding="cp932")
    path.write_bytes(path.read_bytes().replace(b"@@", b"\x85\x85\xfd"))

    report = take_in(path, DisclosureLedger())

    assert [(e.row, e.column) for e in report.errors] == [(3, "備考")]
    assert report.errors[0].value.startswith("\\x85")


def test_kinds_of_request_depend_on_the_receipt_day(tmp_path: Path) -> None:
    rows = [
        self_request("第1号", 請求の種類="利用停止"),
        self_request("第2号", 請求の種類="訂正・削除"),
        self_request("第1号", 受付日="R5.4.1", 請求の種類="外部提供中止"),
        self_request("第2号", 受付日="R5.4.1", 請求の種類="訂正"),
        self_request("第3号", 受付日="R5.4.1", 実施機関="議会", 所管課=""),
    ]
    path = write_csv(tmp_path / "台帳.csv", grid(PRIVACY, rows))

    report = take_in(path, PrivacyLedger(), on=date(2023, 6, 1))

    assert [(e.row, e.column) for e in report.errors] == [
        (2, "請求の種類"),
        (4, "請求の種類"),
        (6, "受付日"),
    ]


def test_an_outcome_of_another_kind_of_request_is_unknown(tmp_path: Path) -> None:
    rows = [
        self_request(
            "第1号", 請求の種類="訂正・削除", 決定区分="部分開示", 決定日="R2.6.9"
        ),
        self_request("第2号", 決定区分="応じられない", 決定日="R2.6.9"),
    ]
    path = write_csv(tmp_path / "台帳.csv", grid(PRIVACY, rows))

    report = take_in(path, PrivacyLedger())

    assert [(e.row, e.column) for e in report.errors] == [
        (2, "決定区分"),
        (3, "決定区分"),
    ]


def test_a_missing_required_column_names_what_is_accepted(tmp_path: Path) -> None:
    headers = [header for header in DISCLOSURE if header != "受付日"]
    path = write_csv(tmp_path / "台帳.csv", grid(headers, [request("第1号")]))

    report = take_in(path, DisclosureLedger())

    assert [(e.row, e.column) for e in report.errors] == [(1, "受付日")]
    assert "受付年月日" in report.errors[0].mend


def test_unknown_division_is_created_only_when_asked(tmp_path: Path) -> None:
    rows = [request("第1号", 所管課="新設課"), request("第2号", 所管課="新設課")]
    path = write_csv(tmp_path / "台帳.csv", grid(DISCLOSURE, rows))

    refused = take_in(path, DisclosureLedger())
    rehearsed = take_in(path, DisclosureLedger(), create_divisions=True, dry_run=True)
    n_before = Division.objects.filter(name="新設課").count()
    done = take_in(path, DisclosureLedger(), create_divisions=True)

    assert [error.column for error in refused.errors] == ["所管課", "所管課"]
    assert (rehearsed.errors, n_before) == ([], 0)
    assert done.created == 2
    assert Division.objects.filter(name="新設課").count() == 1
