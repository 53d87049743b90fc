"""What a row of the public-records ledger becomes, form by form."""

from datetime import date
from pathlib import Path

import pytest

from casework.models import Case, DecisionGround, Unit
from disclosure.ledger_import import DisclosureLedger
from tests.factories.cast import make_office
from tests.factories.ledgers import DISCLOSURE, grid, request, take_in, write_csv

pytestmark = pytest.mark.django_db

PERSONAL = "個人に関する情報で、特定の個人が識別され得るもの"
DELIBERATION = (
    "審議・検討・協議に関する情報で、"
    "意思決定の中立性が不当に損なわれるなどの恐れがあるもの"
)


def unit_of(folder: Path, **cells: object) -> Unit:
    make_office()
    number = cells.pop("受付番号", "第1号")
    cells_of_file = grid(DISCLOSURE, [request(number, **cells)])
    path = write_csv(folder / "a.csv", cells_of_file)
    report = take_in(path, DisclosureLedger())
    assert report.errors == []
    return Unit.objects.select_related("case").get()


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("personal", {"personal"}),
        ("1号", {"personal"}),
        ("１", {"personal"}),
        ("①", {"personal"}),
        ("第1号", {"personal"}),
        ("第7条第1号", {"personal"}),
        ("7条1号", {"personal"}),
        ("第七条第一号", {"personal"}),
        ("条例第7条第1号該当", {"personal"}),
        (PERSONAL, {"personal"}),
        (f"{PERSONAL}、{DELIBERATION}", {"personal", "deliberation"}),
        (f"{DELIBERATION};2号", {"deliberation", "corporate"}),
        ("1号、2号；5号", {"personal", "corporate", "operations"}),
        ("1号\n2号", {"personal", "corporate"}),
        ("1,2", {"personal", "corporate"}),
        ("1号、個人情報、第7条第1号", {"personal"}),
        ("他の制度との調整", {"other_system"}),
        ("形式不備", {"formal_defect"}),
        ("1号、権利の濫用", {"personal", "abuse_of_right"}),
    ],
)
def test_grounds_are_read_in_every_form_and_kept_once(
    tmp_path: Path, written: str, codes: set[str]
) -> None:
    unit_of(tmp_path, 決定区分="部分公開", 決定日="R2.6.9", 非公開理由=written)

    stored = list(DecisionGround.objects.values_list("ground", "is_exemption"))
    assert {code for code, _exempt in stored} == codes
    assert len(stored) == len(codes)
    exempt = {code for code, is_exemption in stored if is_exemption}
    assert exempt == codes - {"formal_defect", "abuse_of_right"}


def test_a_ground_on_a_refused_existence_is_kept(tmp_path: Path) -> None:
    unit = unit_of(tmp_path, 決定区分="存否応答拒否", 決定日="R2.6.9", 非公開理由="1号")

    assert unit.outcome == "existence_refused"
    assert DecisionGround.objects.get().ground == "personal"


@pytest.mark.parametrize(
    ("written", "text", "number", "branch"),
    [
        ("令和2年度 第123号", "令和2年度 第123号", 123, 1),
        ("令和２年度　第１２３号", "令和２年度　第１２３号", 123, 1),
        ("R2-123", "R2-123", 123, 1),
        ("第123号", "第123号", 123, 1),
        ("123", "123", 123, 1),
        ("令和2年度 第123号の2", "令和2年度 第123号", 123, 2),
        ("R2-123の3", "R2-123", 123, 3),
        ("123の２", "123", 123, 2),
    ],
)
def test_the_number_is_read_in_every_form_and_kept_as_written(
    tmp_path: Path, written: str, text: str, number: int, branch: int
) -> None:
    unit = unit_of(tmp_path, 受付番号=written)

    assert (unit.number, unit.branch) == (number, branch)
    assert unit.case.number_text == text
    assert (unit.fiscal_year, unit.case.series) == (2020, "public_records")


@pytest.mark.parametrize(
    ("cells", "phase", "outcome"),
    [
        ({}, "received", None),
        ({"決定区分": "全部公開"}, "decided", "full"),
        ({"決定区分": "公開", "公開日": "R2.6.20"}, "closed", "full"),
        ({"決定区分": "一部公開", "非公開理由": "1号"}, "decided", "partial"),
        ({"決定区分": "非公開", "非公開理由": "1号"}, "closed", "non_disclosure"),
        ({"決定区分": "不存在"}, "closed", "absent"),
        ({"決定区分": "存否応答拒否"}, "closed", "existence_refused"),
        ({"決定区分": "取り下げ"}, "closed", "withdrawn"),
        ({"決定区分": "却下"}, "closed", "inadmissible"),
        ({"決定区分": "移送"}, "closed", "transferred"),
        ({"決定区分": "全部公開決定"}, "decided", "full"),
        ({"決定区分": "全部公開", "写し枚数": "3"}, "decided", "full"),
    ],
)
def test_phase_and_outcome_follow_from_the_row(
    tmp_path: Path, cells: dict[str, object], phase: str, outcome: str | None
) -> None:
    if "決定区分" in cells:
        cells = {"決定日": "R2.6.9", **cells}

    unit = unit_of(tmp_path, **cells)

    assert (unit.phase, unit.outcome) == (phase, outcome)


@pytest.mark.parametrize(
    "written",
    [
        "令和2年6月1日",
        "令和２年６月１日（月）",
        "R2.6.1",
        "r2/6/1",
        "令2.6.1",
        "2020/6/1",
        "2020-06-01",
        "20200601",
        "43983",
        "2.6.1",
        " 2020-06-01 00:00:00 ",
    ],
)
def test_the_receipt_day_is_read_in_every_form(tmp_path: Path, written: str) -> None:
    assert unit_of(tmp_path, 受付日=written).received_on == date(2020, 6, 1)


def test_an_extension_moves_the_due_date(tmp_path: Path) -> None:
    plain = unit_of(tmp_path)
    path = write_csv(
        tmp_path / "b.csv",
        grid(DISCLOSURE, [request("第2号", 延長後期限="R2.7.30")]),
    )
    take_in(path, DisclosureLedger())

    extended = Unit.objects.get(number=2)
    assert plain.due_on == date(2020, 6, 15)
    assert extended.due_on == date(2020, 7, 30)


def test_the_fiscal_year_turns_on_the_first_of_april(tmp_path: Path) -> None:
    make_office()
    rows = [
        request("第1号", 受付日="R3.3.31"),
        request("第1号", 受付日="R3.4.1"),
        request("第1号", 受付日="R2.2.29"),
    ]
    path = write_csv(tmp_path / "a.csv", grid(DISCLOSURE, rows))

    report = take_in(path, DisclosureLedger())

    assert report.errors == []
    years = Case.objects.order_by("fiscal_year").values_list("fiscal_year", flat=True)
    assert list(years) == [2019, 2020, 2021]


def test_a_day_outside_the_calendar_leaves_the_due_date_unknown(
    tmp_path: Path,
) -> None:
    unit = unit_of(tmp_path, 受付日="平成17年10月3日")

    assert (unit.due_on, unit.clock_state) == (None, "unknown")
