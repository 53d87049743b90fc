"""Appeals from their ledger: linked, kept as text, compared."""

from datetime import date
from pathlib import Path

import pytest

from appeals.ledger_import import AppealsLedger
from appeals.models import Appeal, BoardReport, Referral
from casework.ledger.findings import Report
from casework.models import Case, Unit
from disclosure.ledger_import import DisclosureLedger
from ordinances.loading import municipality
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

HEADERS = (
    "審査請求番号",
    "審査請求日",
    "制度",
    "原処分の受付番号",
    "請求の種類",
    "不服の内容",
    "諮問日",
    "答申日",
    "答申の内容",
    "裁決日",
    "裁決区分",
    "備考",
)
Row = dict[str, object]


@pytest.fixture(autouse=True)
def _office() -> None:
    make_office()


def appeal(number: str, **cells: object) -> Row:
    return {
        "審査請求番号": number,
        "審査請求日": "R2.9.1",
        "制度": "公文書公開",
        **cells,
    }


def take(folder: Path, *rows: Row, update: bool = False) -> Report:
    path = write_csv(folder / "審査請求.csv", grid(HEADERS, rows))
    return take_in(path, AppealsLedger(municipality("nerima")), update=update)


def requests(folder: Path) -> None:
    """Take in the requests appealed against: a partial one and a refused one."""
    rows = [
        request("第1号"),
        request("第1号の2", 所管課="道路課"),
        request("第1号", 受付日="H31.4.20"),
    ]
    path = write_csv(folder / "r.csv", grid(DISCLOSURE, rows))
    assert take_in(path, DisclosureLedger()).errors == []
    row = self_request(
        "第1号", 請求の種類="外部提供中止", 実施機関="教育委員会", 所管課="学務課"
    )
    path = write_csv(folder / "p.csv", grid(PRIVACY, [row]))
    assert take_in(path, PrivacyLedger()).errors == []


def test_an_appeal_takes_organ_and_kind_from_the_contested_unit(
    tmp_path: Path,
) -> None:
    requests(tmp_path)

    report = take(
        tmp_path,
        appeal("第1号", 原処分の受付番号="令和2年度 第1号の2"),
        appeal("第2号", 原処分の受付番号="R2-1", 制度="自己情報"),
        appeal("第3号", 原処分の受付番号="R1-1"),
        appeal("第4号", 原処分の受付番号="1"),
    )

    assert report.errors == []
    linked = {
        a.case.number: (a.unit.number_text, a.contested_kind, a.case.organ)
        for a in Appeal.objects.select_related("case__organ", "unit__case")
        if a.unit
    }
    office = make_office()
    assert linked == {
        1: ("第1号の2", "disclosure", office.mayor),
        2: ("第1号", "provision_cessation", office.board_of_education),
        3: ("第1号", "disclosure", office.mayor),
        4: ("第1号", "disclosure", office.mayor),
    }
    assert Appeal.objects.get(case__number=3).unit.fiscal_year == 2019  # type: ignore[union-attr]  # linked above
    assert [w.row for w in report.warnings] == [5]


def test_an_unknown_number_is_kept_as_text_with_a_warning(tmp_path: Path) -> None:
    report = take(tmp_path, appeal("第1号", 原処分の受付番号="平成29年度の件"))

    stored = Appeal.objects.get()
    assert (stored.unit, stored.against_text) == (None, "平成29年度の件")
    assert stored.case.organ is None
    assert [w.column for w in report.warnings] == ["原処分の受付番号"]


def test_a_number_known_later_is_a_change_and_linked_on_request(
    tmp_path: Path,
) -> None:
    row = appeal("第1号", 原処分の受付番号="令和2年度 第1号")
    take(tmp_path, row)
    again = take(tmp_path, row)
    requests(tmp_path)

    seen = take(tmp_path, row)
    amended = take(tmp_path, row, update=True)
    third = take(tmp_path, row)

    assert again.unchanged == 1
    assert len(seen.changed) == 1
    assert amended.updated == 1
    assert (third.unchanged, third.changed) == (1, [])
    stored = Appeal.objects.select_related("unit").get()
    assert stored.unit is not None
    assert stored.case.organ == stored.unit.organ
    assert Unit.objects.get(kind="appeal").organ == stored.unit.organ
    assert stored.contested_kind == "disclosure"


def test_the_steps_of_an_appeal_are_kept(tmp_path: Path) -> None:
    report = take(
        tmp_path,
        appeal(
            "第1号",
            不服の内容="取消しを求める。",
            諮問日="R2.10.1",
            答申日="R3.1.20",
            答申の内容="一部公開すべき",
            裁決日="R3.2.10",
            裁決区分="一部認容",
        ),
        appeal("第2号", 答申日="R3.1.20", 答申の内容="差戻し相当"),
        appeal("第3号", 裁決日="R2.9.20", 裁決区分="取下げ"),
    )

    assert report.errors == []
    first = Appeal.objects.get(case__number=1)
    unit = first.case.units.get()
    assert first.complaint == "取消しを求める。"
    assert Referral.objects.get().on == date(2020, 10, 1)
    assert first.board_report.result == "partly"
    assert (unit.outcome, unit.outcome_on, unit.phase) == (
        "partly_upheld",
        date(2021, 2, 10),
        "closed",
    )
    unknown = BoardReport.objects.get(appeal__case__number=2)
    assert (unknown.result, unknown.result_text) == ("", "差戻し相当")
    assert "差戻し相当" in [w.value for w in report.warnings]
    assert Unit.objects.get(number=3).outcome == "withdrawn"


def test_changed_steps_are_amended(tmp_path: Path) -> None:
    take(tmp_path, appeal("第1号", 諮問日="R2.10.1"))
    row = appeal("第1号", 諮問日="R2.10.2", 答申日="R3.1.20", 答申の内容="妥当")

    report = take(tmp_path, row, update=True)
    again = take(tmp_path, row)

    assert (report.updated, again.unchanged) == (1, 1)
    assert Referral.objects.get().on == date(2020, 10, 2)
    assert BoardReport.objects.get().result == "organ_upheld"


def test_bad_rows_are_named(tmp_path: Path) -> None:
    report = take(
        tmp_path,
        appeal("第1号", 制度="情報"),
        appeal("第2号", 諮問日="R2.8.1"),
        appeal("第3号", 諮問日="R2.10.1", 答申日="R2.9.20"),
        appeal("第4号", 裁決日="R2.10.1", 裁決区分="部分公開"),
        appeal("第5号", 請求の種類="配布"),
        appeal("第6号の2"),
        appeal("第7号"),
        appeal("第7号"),
        appeal("第8号", 審査請求日="R2.9.31"),
        appeal("第9号", 裁決区分="棄却"),
    )

    assert sorted((e.row, e.column) for e in report.errors) == [
        (2, "制度"),
        (3, "諮問日"),
        (4, "答申日"),
        (5, "裁決区分"),
        (6, "請求の種類"),
        (7, "審査請求番号"),
        (10, "審査請求日"),
        (11, "裁決日"),
    ]
    assert Case.objects.count() == 0


def test_the_same_number_twice_is_an_error(tmp_path: Path) -> None:
    report = take(tmp_path, appeal("第7号"), appeal("R2-7", 備考="x"))

    assert [(e.row, e.column) for e in report.errors] == [(3, "審査請求番号")]
