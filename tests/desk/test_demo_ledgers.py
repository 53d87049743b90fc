"""The demonstration's ledgers, recounted by hand from the files they become.

Nothing of the generator's own counting is used here: the numbers are those of
the printed report, the reader and the calendar are this file's own.
"""

import csv
import hashlib
import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from desk.demonstration import year
from desk.demonstration.vocabulary import PLANS
from desk.demonstration.vocabulary import read as read_yaml
from desk.demonstration.year import NoPlan, ledgers_of, write_ledgers

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "desk" / "demonstration" / "words"

HEADERS = {
    "disclosure": "受付番号,受付日,受付方法,実施機関,所管課,請求者区分,請求者名,件名,"
    "決定区分,決定日,非公開理由,延長後期限,公開日,写し枚数,費用,取下げ理由,備考",
    "privacy": "受付番号,受付日,請求の種類,受付方法,実施機関,所管課,請求者の別,"
    "請求者名,件名,決定区分,決定日,不開示理由,延長後期限,備考",
    "appeals": "審査請求番号,審査請求日,制度,原処分の受付番号,請求の種類,"
    "不服の内容,諮問日,答申日,答申の内容,裁決日,裁決区分,備考",
    "board_sessions": "会議体,回,開催日,出席委員数,案件",
    "figures": "年度,項目,値,単位,備考",
}
# what two runs on any machine have to write, to the byte
DIGESTS = {
    "disclosure": "a36a29e83819ed586b6eede61748edb58d699fb19e180c85c2daaba63270ab04",
    "privacy": "9a2f50ccd2d50f449c8210d4b2e6039bac16e9f1fc406cbf1d6d529ce13281aa",
    "appeals": "653ce548c4e20c06028c1f642825d263fb3cd09a469399c3f37ad6d7d44b8a8c",
    "board_sessions": "89dc70a6d204e20a8bc0d0c734719b54"
    "e9e534f53c38be59397f95799ed1d85f",
    "figures": "5c59ff198dafa59d10b4da47613e8008ea32dc7235dd674124b769840460ff7e",
}
# copied from the official list: 国民の祝日 and 振替休日, as month and day
HOLIDAYS = {
    2020: {429, 503, 504, 505, 506, 723, 724, 810, 921, 922, 1103, 1123},
    2021: {101, 111, 211, 223, 320, 429, 503, 504, 505, 722, 723, 808, 809, 920, 923}
    | {1103, 1123},
}
YEAR_END = {1229, 1230, 1231, 101, 102, 103}
ERA_YEARS = {"令和2年": 2020, "令和3年": 2021}
DISCLOSED = {"全部公開", "部分公開"}
REFUSED = {"部分公開", "非公開", "部分開示", "非開示"}

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledgers")
    write_ledgers(ledgers_of(2020), path)
    return path


@pytest.fixture(scope="module")
def disclosure(folder: Path) -> Rows:
    return read(folder, "disclosure")


@pytest.fixture(scope="module")
def privacy(folder: Path) -> Rows:
    return read(folder, "privacy")


def read(folder: Path, kind: str) -> Rows:
    """Read a file as a stranger would: BOM, header, cells."""
    raw = (folder / f"{kind}.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    header, *lines = csv.reader(raw.decode("utf-8-sig").split("\r\n")[:-1])
    assert ",".join(header) == HEADERS[kind]
    return [dict(zip(header, line, strict=True)) for line in lines]


def day(text: str) -> date:
    """Read 令和2年4月1日 with nothing but string methods."""
    year, rest = text[:4], text[4:]
    month, number = rest.rstrip("日").split("月")
    return date(ERA_YEARS[year], int(month), int(number))


def is_open(on: date) -> bool:
    mark = on.month * 100 + on.day
    return on.weekday() < 5 and mark not in HOLIDAYS[on.year] | YEAR_END


def due(received_on: date) -> date:
    on = received_on + timedelta(days=14)
    while not is_open(on):
        on += timedelta(days=1)
    return on


def base_and_branch(number: str) -> tuple[int, int]:
    year, rest = number.split(" ")
    assert year == "令和2年度"
    base, _, branch = rest.removeprefix("第").partition("号")
    return int(base), int(branch.removeprefix("の") or 1)


def ground_counts(rows: Rows, column: str) -> Counter[str]:
    """Count each row once per ground it names."""
    return Counter(g for row in rows for g in set(row[column].split("、")) - {""})


def test_disclosure_ledger_adds_up_to_t01(disclosure: Rows) -> None:
    counted = Counter(row["決定区分"] for row in disclosure)

    assert len(disclosure) == 3102
    assert counted == {
        "全部公開": 1107,
        "部分公開": 1667,
        "非公開": 23,
        "不存在": 139,
        "取下げ": 166,
    }


def test_disclosure_grounds_add_up_to_t02(disclosure: Rows) -> None:
    withheld = [row for row in disclosure if row["決定区分"] in REFUSED]
    counted = ground_counts(withheld, "非公開理由")

    assert counted == {
        "1号": 1051,
        "2号": 920,
        "3号": 12,
        "4号": 22,
        "5号": 136,
        "6号": 2,
        "他の制度との調整": 32,
    }
    assert len(withheld) == 1690
    assert all(row["非公開理由"] for row in withheld)
    assert sum(bool(row["非公開理由"]) for row in disclosure) == 1690
    assert sum(counted.values()) == 2175


def test_privacy_ledger_adds_up_to_t03_and_t04(privacy: Rows) -> None:
    counted = Counter((row["請求の種類"], row["決定区分"]) for row in privacy)

    assert len(privacy) == 316
    assert counted == {
        ("開示請求", "全部開示"): 230,
        ("開示請求", "部分開示"): 61,
        ("開示請求", "非開示"): 4,
        ("開示請求", "不存在"): 14,
        ("開示請求", "取下げ"): 6,
        ("外部提供中止請求", "応じられない"): 1,
    }


def test_privacy_refusals_carry_grounds(privacy: Rows) -> None:
    refused = [row for row in privacy if row["決定区分"] in REFUSED]

    assert len(refused) == 65
    assert all(row["不開示理由"] for row in refused)
    assert len(ground_counts(privacy, "不開示理由")) == 7
    assert not [r for r in privacy if r["不開示理由"] and r["決定区分"] not in REFUSED]


def test_consultation_records_are_asked_for_as_self_information(
    privacy: Rows,
) -> None:
    asked = [row for row in privacy if "相談記録" in row["件名"]]

    assert len(asked) > 100


def test_appeals_are_eight_and_one(
    folder: Path, disclosure: Rows, privacy: Rows
) -> None:
    appeals = read(folder, "appeals")
    numbers = {
        "公文書公開": {row["受付番号"]: row for row in disclosure},
        "自己情報": {row["受付番号"]: row for row in privacy},
    }

    assert Counter((row["制度"], row["請求の種類"]) for row in appeals) == {
        ("公文書公開", "公開請求"): 8,
        ("自己情報", "外部提供中止請求"): 1,
    }
    for row in appeals:
        contested = numbers[row["制度"]][row["原処分の受付番号"]]
        assert contested["決定区分"] not in {"全部公開", "取下げ"}
        assert day(contested["決定日"]) < day(row["審査請求日"])
        assert date(2020, 4, 1) <= day(row["審査請求日"]) <= date(2021, 3, 31)
    assert len({row["原処分の受付番号"] for row in appeals}) == 9


def test_appeals_take_their_steps_in_order(folder: Path) -> None:
    sessions = {day(r["開催日"]) for r in read(folder, "board_sessions")}

    for row in read(folder, "appeals"):
        steps = [row["審査請求日"], row["諮問日"], row["答申日"], row["裁決日"]]
        days = [day(text) for text in steps if text]
        assert days == sorted(days)
        assert all(map(is_open, days))
        assert bool(row["諮問日"]) == bool(row["答申の内容"])
        for text in (row["諮問日"], row["答申日"]):
            assert not text or day(text) in sessions or day(text) > date(2021, 3, 31)


def test_boards_met_eleven_times(folder: Path) -> None:
    rows = read(folder, "board_sessions")
    days = [day(row["開催日"]) for row in rows]

    assert Counter(row["会議体"] for row in rows) == {"審査会": 9, "運営審議会": 2}
    assert [row["回"] for row in rows] == [*"123456789", *"12"]
    assert all(is_open(on) for on in days)
    assert date(2020, 4, 1) <= min(days)
    assert max(days) <= date(2021, 3, 31)
    assert all(int(r["出席委員数"]) <= 5 for r in rows if r["会議体"] == "審査会")


def test_figures_are_those_of_t06(folder: Path) -> None:
    rows = read(folder, "figures")

    assert {row["年度"] for row in rows} == {"令和2年度"}
    assert {row["項目"]: (row["値"], row["単位"]) for row in rows} == {
        "区民情報ひろば利用者数": ("10189", "人"),
        "インターネット利用者数": ("330", "人"),
        "区政資料等開架点数": ("2407", "点"),
        "区政資料等貸出数": ("55", "件"),
        "有償刊行物取扱点数": ("118", "点"),
        "有償刊行物販売数": ("346", "件"),
    }


@pytest.mark.parametrize("kind", ["disclosure", "privacy"])
def test_receipts_lie_in_the_year_and_every_day_is_a_working_day(
    folder: Path, kind: str
) -> None:
    for row in read(folder, kind):
        received_on, decided_on = day(row["受付日"]), day(row["決定日"])
        assert date(2020, 4, 1) <= received_on <= date(2021, 3, 31)
        assert received_on <= decided_on <= date(2021, 5, 31)
        assert is_open(received_on)
        assert is_open(decided_on)


def test_disclosures_are_handed_over_after_their_decision(disclosure: Rows) -> None:
    for row in disclosure:
        assert bool(row["公開日"]) == (row["決定区分"] in DISCLOSED)
        if row["公開日"]:
            assert day(row["決定日"]) <= day(row["公開日"]) <= date(2021, 5, 31)
            assert is_open(day(row["公開日"]))
            assert int(row["費用"]) == 10 * int(row["写し枚数"])
        assert bool(row["取下げ理由"]) == (row["決定区分"] == "取下げ")


def test_most_decisions_keep_the_period_some_are_extended_and_few_are_late(
    disclosure: Rows,
) -> None:
    classes: Counter[str] = Counter()
    for row in disclosure:
        received_on, decided_on = day(row["受付日"]), day(row["決定日"])
        if row["延長後期限"]:
            until_on = day(row["延長後期限"])
            assert due(received_on) < decided_on <= until_on
            assert until_on <= date(2021, 5, 31)
            assert (until_on - received_on).days <= 67
            classes["extended"] += 1
        elif decided_on > due(received_on):
            classes["late"] += 1
        else:
            classes["same day" if decided_on == received_on else "in time"] += 1

    assert 100 < classes["extended"] < 320
    assert 5 <= classes["late"] < 60
    assert 20 < classes["same day"] < 200
    assert classes["in time"] > 2500


@pytest.mark.parametrize(
    ("kind", "fewest", "most"), [("disclosure", 2380, 2420), ("privacy", 300, 310)]
)
def test_numbers_run_without_gap_in_the_order_of_receipt(
    folder: Path, kind: str, fewest: int, most: int
) -> None:
    rows = read(folder, kind)
    cases: dict[int, Rows] = defaultdict(list)
    for row in rows:
        cases[base_and_branch(row["受付番号"])[0]].append(row)

    assert fewest <= len(cases) <= most
    assert list(cases) == list(range(1, len(cases) + 1))
    received = [day(units[0]["受付日"]) for units in cases.values()]
    assert received == sorted(received)
    for units in cases.values():
        branches = [base_and_branch(row["受付番号"])[1] for row in units]
        assert branches == list(range(1, len(units) + 1))
        for column in ("受付日", "実施機関", "請求者名", "件名"):
            assert len({row[column] for row in units}) == 1
        assert len({row["所管課"] for row in units}) == len(units)


def test_every_organ_division_and_channel_appears(disclosure: Rows) -> None:
    organs = yaml.safe_load((WORDS / "divisions.yaml").read_text("utf-8"))["organs"]
    known = {
        (organ["name"], division)
        for organ in organs.values()
        for divisions in organ["departments"].values()
        for division in divisions
    }
    found = Counter((row["実施機関"], row["所管課"]) for row in disclosure)

    assert set(found) == known
    assert {organ for organ, _ in found} == {
        "区長",
        "教育委員会",
        "選挙管理委員会",
        "監査委員",
        "農業委員会",
        "議会",
    }
    assert sum(n for (organ, _), n in found.items() if organ == "区長") > 2300
    assert {row["受付方法"] for row in disclosure} == {
        "窓口",
        "郵送",
        "FAX",
        "電子申請",
        "電子メール",
    }
    assert len({row["請求者区分"] for row in disclosure}) == 8


def test_every_month_has_its_share(disclosure: Rows) -> None:
    months = Counter(day(row["受付日"]).month for row in disclosure)

    assert len(months) == 12
    assert all(n > 90 for n in months.values())
    assert max(months.values()) < 480


def test_subjects_are_varied(disclosure: Rows) -> None:
    subjects = Counter(row["件名"] for row in disclosure)

    assert len(subjects) > 1400
    assert max(subjects.values()) < 60
    assert not [subject for subject in subjects if "{" in subject]


@pytest.mark.parametrize("kind", ["disclosure", "privacy"])
def test_names_are_put_together_or_marked_as_invented(folder: Path, kind: str) -> None:
    words = yaml.safe_load((WORDS / "names.yaml").read_text("utf-8"))
    surnames = {*words["surnames"]["common"], *words["surnames"]["rare"]}
    for name in {row["請求者名"] for row in read(folder, kind)}:
        if not name.endswith("（架空）"):
            surname, given_name = name.split("　")
            assert surname in surnames
            assert given_name in words["given_names"]


def test_names_hold_rare_characters(disclosure: Rows) -> None:
    names = "".join(row["請求者名"] for row in disclosure)

    for char in ("髙", "﨑", "\N{CJK UNIFIED IDEOGRAPH-20BB7}", "\U000e0100"):
        assert char in names


@pytest.mark.parametrize("kind", list(HEADERS))
def test_no_cell_looks_like_a_formula(folder: Path, kind: str) -> None:
    cells = {cell for row in read(folder, kind) for cell in row.values()}

    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t"}]


@pytest.mark.parametrize(
    ("seed", "locale"), [("0", "C"), ("4711", "ja_JP.UTF-8"), ("random", "C.UTF-8")]
)
def test_two_runs_write_the_same_bytes(seed: str, locale: str, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; "
        "from desk.demonstration.year import ledgers_of, write_ledgers; "
        "write_ledgers(ledgers_of(2020), Path(sys.argv[1]))"
    )
    env = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": "UTC"}

    subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, env=env, check=True
    )

    written = {
        path.stem: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in tmp_path.iterdir()
    }
    assert written == DIGESTS


def test_another_seed_gives_other_ledgers_with_the_same_sums(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan = read_yaml(PLANS / "2020.yaml")
    monkeypatch.setattr(year, "read", lambda _: {**plan, "seed": "another"})
    others = ledgers_of.__wrapped__(2020)

    rows = others["disclosure"]
    assert rows != ledgers_of(2020)["disclosure"]
    assert Counter(r["決定区分"] for r in rows)["部分公開"] == 1667


def test_another_year_is_refused_with_the_years_there_are() -> None:
    with pytest.raises(NoPlan, match=r"2019.*2020"):
        ledgers_of(2019)
