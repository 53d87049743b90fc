"""One week of an office, on its pages alone, held against a tally kept by hand.

Twenty-five requests over two divisions of two organs; every act at least once. At
the end the queue, the trail, the clocks and the tables of the year say what the
tally says.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from desk.demonstration.accounts import PASSWORD
from tests.journeys.conftest import Visit
from tests.journeys.server import database_address, environment, manage, serving
from tests.journeys.visitor import Site
from tests.journeys.week_office import FIRST, Person, choose, press, snapshot
from tests.journeys.week_tally import BOARD, MAYOR, Tally, Week, due
from tests.ordinances.day_walk import is_closed

pytestmark = pytest.mark.browser

PEOPLE = (
    ("officer1", "記録 一郎", "records_officer", "", ""),
    ("officer2", "記録 二子", "records_officer", "", ""),
    ("mayor_staff", "総務 職員", "division_staff", MAYOR, ""),
    ("board_staff", "学務 職員", "division_staff", BOARD, ""),
    ("mayor_head", "総務 部長", "approver", MAYOR, "department_head"),
    ("board_head", "学務 部長", "approver", BOARD, "department_head"),
    ("admin", "管理 担当", "sysadmin", "", ""),
)
# what the kernel calls what the tally calls by the page's act
LEDGER = """受付番号,受付日,実施機関,所管課,件名,決定区分,決定日
平成30年度 第1号,平成30年6月1日,区長,総務課,要綱,全部公開,平成30年6月8日
平成30年度 第2号,平成30年6月1日,教育委員会,学務課,名簿の様式,全部公開,平成30年6月8日
"""


@pytest.fixture(scope="module")
def week_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve an office with its people and two old requests from a ledger."""
    folder = tmp_path_factory.mktemp("week")
    with database_address(folder) as address:
        env = {**environment(folder, address), "HIROBA_PASSWORD": PASSWORD}
        manage(env, "prepare_office")
        ledger = folder / "old.csv"
        ledger.write_text(LEDGER, encoding="utf-8")
        manage(env, "import_ledger", "disclosure", str(ledger), "--create-divisions")
        for login, name, role, division, rank in PEOPLE:
            options = ["--login", login, "--name", name, "--role", role]
            options += ["--division", division] if division else []
            options += ["--rank", rank] if rank else []
            manage(env, "create_staff", *options)
        with serving(env) as served:
            yield Site(served, env, {who[0]: who[0] for who in PEOPLE}, PASSWORD)


@pytest.fixture
def week(visit: Visit, week_site: Site) -> Week:
    people: dict[str, Person] = {}

    def person(login: str) -> Person:
        if login not in people:
            people[login] = Person(visit(week_site, login))
        return people[login]

    today = datetime.now(ZoneInfo("Asia/Tokyo")).date()
    return Week(person, Tally(), today)


def test_a_week_leaves_behind_what_the_tally_says(
    week: Week, week_site: Site, tmp_path: Path
) -> None:
    decided_in_the_house(week)
    decided_in_the_document_system(week)
    ended_otherwise(week)
    mended(week)
    still_open(week, tmp_path)
    in_the_place_of_somebody(week)

    assert len(week.cases) == 25
    assert_database_says(week, week_site)
    assert_queue_lists(week)
    assert_tables_count(week, week_site)
    for what in ("trail", "clocks"):
        # it ends with 1, and this with an error, when anything is wrong
        assert manage(week_site.env, "verify", what) != ""


def decided_in_the_house(week: Week) -> None:
    """1–5: draft, concurrence, approval; sent back, taken back; shown."""
    tally, officer = week.tally, week.person("officer1")
    week.log(1, MAYOR, ago=4)
    week.judge(1, "full", "full")
    unit = week.draft(1, MAYOR)
    week.approve(1, "full")
    officer.act(
        unit, "implement", implemented_on=week.day, method="copy_counter", mono="12"
    )
    tally.did("implement")
    tally.became(1, phase="closed")

    week.log(2, MAYOR, ago=4)
    week.judge(2, "full", "mixed", "withheld")
    week.draft(2, MAYOR)
    week.approve(2, "partial", grounds=("personal", "corporate", "operations"))

    sent_back_and_taken_back(week)
    week.log(5, MAYOR, ago=3)
    week.judge(5, "refused")
    week.draft(5, MAYOR)
    week.approve(5, "existence_refused")


def sent_back_and_taken_back(week: Week) -> None:
    """3–4: a draft comes back and goes out again."""
    tally = week.tally
    week.log(3, BOARD, ago=3)
    week.judge(3, "withheld")
    unit = week.draft(3, BOARD)
    week.head(BOARD).step(unit, "send_back", comment="理由を詳しく")
    tally.did("send_back")
    week.draft(3, BOARD)
    week.approve(3, "non_disclosure", grounds=("operations",))

    week.log(4, BOARD, ago=3)
    week.judge(4, "absent")
    unit = week.draft(4, BOARD)
    week.staff(BOARD).step(unit, "take_back")
    tally.did("take_back")
    week.draft(4, BOARD)
    week.approve(4, "absent")


def decided_in_the_document_system(week: Week) -> None:
    """6–11: number, day and approver of the city's own system; two items; a split."""
    tally = week.tally
    for number, kinds, outcome, grounds in (
        (6, ("full",), "full", ()),
        (7, ("partial",), "partial", ("personal",)),
        (8, ("withheld",), "non_disclosure", ("operations",)),
    ):
        week.log(number, BOARD, ago=2)
        week.judge(number, *kinds)
        week.decide(number, outcome, grounds=grounds)

    week.log(9, MAYOR, ago=2, items=2)
    for branch, kind in ((1, "full"), (2, "absent")):
        week.judge(9, kind, branch=branch)
        week.decide(9, kind, branch=branch)

    week.log(10, MAYOR, ago=2)
    unit = week.judge(10, "full", "absent")
    officer = week.person("officer1")
    page = officer.visitor.open(f"/units/{unit}/acts/split/")
    page.locator("[name=division]").select_option(label=MAYOR)
    page.locator("[name=record_ids]").nth(1).check()
    press(page, page.locator("main form[method=post] .button--primary"))
    tally.did("split")
    tally.units[10, 2] = {**tally.units[10, 1], "phase": "examination"}
    week.units[10].append(newest_branch(officer, week.cases[10], unit))
    week.decide(10, "full")
    week.decide(10, "absent", branch=2)

    week.log(11, BOARD)
    officer.visitor.open(f"/requests/units/{week.units[11][0]}/at-once/")
    page = officer.page
    page.locator("[name=titles]").fill("案内図")
    page.locator("[name=number]").fill("口頭第1号")
    page.locator("[name=approver_name]").fill("課長 乙野")
    press(page, page.locator("main form[method=post] .button--primary"))
    for act in ("add_records", "decide_record", "decide", "implement"):
        tally.did(act)
    tally.ended(11, "full")
    tally.became(11, phase="closed")


def ended_otherwise(week: Week) -> None:
    """12–14: withdrawn before and during approval, and void."""
    tally, officer = week.tally, week.person("officer1")
    unit = week.log(12, MAYOR, ago=1)
    withdraw(week, unit, 12)

    week.log(13, MAYOR, ago=1)
    week.judge(13, "full")
    unit = week.draft(13, MAYOR)
    withdraw(week, unit, 13)

    unit = week.log(14, BOARD, ago=1)
    officer.act(unit, "void", reason="二重に登録した")
    tally.did("void")
    tally.became(14, void=True)


def withdraw(week: Week, unit: int, number: int) -> None:
    """Record a written withdrawal."""
    week.person("officer1").act(
        unit, "withdraw", is_written=FIRST, arrived_on=week.day, reason_kind="requester"
    )
    week.tally.did("withdraw")
    week.tally.became(number, phase="closed", outcome="withdrawn", grounds=())


def mended(week: Week) -> None:
    """15–17: a correction, a reopening, and one that is declined."""
    tally, officer = week.tally, week.person("officer1")
    week.log(15, BOARD, ago=1)
    week.judge(15, "withheld")
    week.decide(15, "non_disclosure", grounds=("operations",))
    officer.act(
        week.units[15][0],
        "correct_decision",
        outcome="partial",
        decided_on=week.day,
        grounds=["operations", "personal"],
        reason="決定区分の入力を誤った",
    )
    tally.did("correct_decision")
    tally.ended(15, "partial", grounds=("operations", "personal"))

    unit = week.log(16, MAYOR, ago=1)
    withdraw(week, unit, 16)
    officer.act(unit, "ask_reopening", reason="別の件の取下げだった")
    week.person("officer2").act(unit, "confirm_reopening", answer="yes")
    tally.did("ask_reopening")
    tally.did("confirm_reopening")
    tally.became(16, phase="examination", outcome=None)
    week.judge(16, "partial")
    week.decide(16, "partial", grounds=("personal",))

    unit = week.log(17, MAYOR)
    withdraw(week, unit, 17)
    officer.act(unit, "ask_reopening", reason="取り消したいとの電話があった")
    week.person("officer2").act(
        unit, "confirm_reopening", answer="no", comment="書面の取下げは有効である"
    )
    tally.did("ask_reopening")
    tally.did("decline_reopening")


def still_open(week: Week, folder: Path) -> None:
    """18–24: asked, answered, assigned, amended, noted, linked, attached."""
    tally, officer = week.tally, week.person("officer1")
    unit = week.log(18, MAYOR)
    officer.act(unit, "inquire", division=MAYOR, answer_by_on=week.day)
    week.staff(MAYOR).act(unit, "answer_inquiry", existence="yes", sheets="30")
    tally.did("inquire")
    tally.did("answer_inquiry")

    unit = week.log(19, MAYOR)
    officer.act(unit, "assign", handler="総務 職員")
    tally.did("assign")
    tally.became(19, phase="examination", handler="mayor_staff")
    week.staff(MAYOR).act(unit, "add_note", text="書庫を確かめる")
    officer.act(
        unit,
        "log_contact",
        had_on=week.day,
        counterpart="requester",
        means="phone",
        text="日程を相談した",
    )
    scan = folder / "請求書.txt"
    scan.write_text("請求書の写し", encoding="utf-8")
    officer.act(unit, "attach", file=str(scan), kind="request_form")
    officer.act(unit, "remove_attachment", attachment=FIRST, reason="別の事案")
    for act in ("add_note", "log_contact", "attach", "remove_attachment"):
        tally.did(act)

    unit = week.log(20, BOARD)
    officer.act(unit, "amend", subject="直した件名")
    tally.did("amend")
    number = officer.visitor.open(f"/units/{week.units[19][0]}/").locator("h1")
    officer.act(unit, "link_cases", other=number.inner_text(), kind="same_subject")
    # it stands on the trail of either case
    tally.did("link_cases", 2)

    for number_ in (21, 22, 23):
        week.log(number_, BOARD)
    assign_in_one_go(week, (21, 22), "学務 職員")
    send_a_copy_twice(week)


def assign_in_one_go(week: Week, numbers: tuple[int, ...], handler: str) -> None:
    """Pick units in the queue and assign them together."""
    page = week.person("officer1").visitor.open("/queue/")
    for number in numbers:
        page.locator(f"input[name=unit][value='{week.units[number][0]}']").check()
    press(page, page.locator("button[formaction$='/batch/assign/']"))
    choose(page.locator("[name=handler]"), handler)
    press(page, page.locator("button[name=confirm]"))
    for number in numbers:
        week.tally.did("assign")
        week.tally.became(number, phase="examination", handler="board_staff")


def send_a_copy_twice(week: Week) -> None:
    """24: an earlier request is copied; its form arrives twice and is one case."""
    officer = week.person("officer1")
    page = officer.visitor.open(f"/requests/new/?from={week.cases[23]}&whole=1")
    sent = page.locator("main form[method=post]").evaluate(
        "form => Object.fromEntries(new FormData(form))"
    )
    answers = [
        page.request.post(page.url, form=sent, headers={"Referer": page.url}).url
        for _time in range(2)
    ]
    assert answers[0] == answers[1]
    page.goto(answers[0])
    week.cases[24], week.units[24] = officer.received()
    week.tally.logged(24, BOARD, week.today)


def in_the_place_of_somebody(week: Week) -> None:
    """25: the approver is away, and the officer named as deputy approves."""
    admin = week.person("admin")
    page = admin.visitor.open("/staff/")
    press(page, page.locator("main a", has_text="学務 部長"))
    account = page.url.removeprefix(admin.visitor.site.address)
    admin.visitor.open(f"{account}absence/")
    page.locator("[name=absent_from]").fill(week.day)
    choose(page.locator("[name=deputy]"), "記録 二子")
    press(page, page.locator("main form[method=post] .button--primary"))

    week.log(25, BOARD)
    week.judge(25, "full")
    unit = week.draft(25, BOARD)
    week.person("officer2").step(
        unit, "approve", decided_on=week.day, on_behalf_of="学務 部長"
    )
    week.tally.did("approve")
    week.tally.ended(25, "full")


def newest_branch(officer: Person, case: int, unit: int) -> int:
    """Return the unit that was split off."""
    page = officer.visitor.open(f"/cases/{case}/")
    links = page.locator("main a[href^='/units/']").all()
    found = {int(str(link.get_attribute("href")).split("/")[2]) for link in links}
    return max(found - {unit})


def assert_database_says(week: Week, site: Site) -> None:
    """Hold units, clocks and trail against the tally."""
    found = snapshot(site)
    wanted = [
        [
            *key,
            unit["phase"],
            unit["outcome"],
            str(unit["due"]),
            "stopped" if unit["outcome"] else "running",
            unit["void"],
            unit["handler"],
            unit["division"],
        ]
        for key, unit in sorted(week.tally.units.items())
    ]
    assert found["units"] == wanted
    assert found["acts"] == dict(+week.tally.acts)


def assert_queue_lists(week: Week) -> None:
    """Hold the queue against the units that wait, the most pressing first."""
    page = week.person("officer2").visitor.open("/queue/")
    listed = page.locator("main tbody tr th a").all_inner_texts()
    waiting = [
        (unit["due"], *key)
        for key, unit in week.tally.units.items()
        if unit["outcome"] is None and not unit["void"]
    ]
    wanted = [
        f"第{number}号" + (f"の{branch}" if branch > 1 else "")
        for _due, number, branch in sorted(waiting)
    ]
    assert [text.split(" ")[-1].strip() for text in listed] == wanted


def assert_tables_count(week: Week, site: Site) -> None:
    """Hold T01 and T02 of the year against the tally."""
    year = week.today.year - (week.today.month < 4)
    as_of = (week.today + timedelta(days=1)).isoformat()
    printed = manage(site.env, "annual_tables", str(year), "--as-of", as_of)
    tables = {table["id"]: table for table in json.loads(printed)["tables"]}
    counted = [unit for unit in week.tally.units.values() if not unit["void"]]
    outcomes = Counter(str(unit["outcome"] or "pending") for unit in counted)
    grounds: Counter[str] = Counter()
    for unit in counted:
        named = unit["grounds"]
        if unit["outcome"] in {"partial", "non_disclosure"}:
            assert isinstance(named, tuple)
            grounds.update(named)
    shown = tables["T01"]["rows"][0]["values"]
    assert {key: n for key, n in shown.items() if n} == dict(outcomes)
    rows = {row["key"]: row["values"]["count"] for row in tables["T02"]["rows"]}
    assert {key: n for key, n in rows.items() if n} == dict(grounds)


def test_days_of_the_tally_are_counted_by_hand() -> None:
    assert due(date(2020, 12, 15)) == date(2021, 1, 4)
    assert is_closed(date(2020, 12, 29))
