"""The office of the month: its people, its clock, each act of the plan on a page."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from desk.demonstration.accounts import PASSWORD
from tests.journeys.clock import Clock
from tests.journeys.month_plan import BOARD, GREEN, MAYOR, ORGANS
from tests.journeys.month_steps import Asked, Step, day
from tests.journeys.server import database_address, environment, manage, serving
from tests.journeys.visitor import Site
from tests.journeys.week_office import Person, fill, press

TO_THE_TOP = "it => scrollTo(0, it.getBoundingClientRect().top + scrollY - 96)"
BEFORE = date(2026, 4, 17)
PEOPLE = (
    ("officer1", "記録 一郎", "records_officer", "", ""),
    ("officer2", "記録 二子", "records_officer", "", ""),
    ("board_staff", "学務 職員", "division_staff", BOARD, ""),
    ("board_head", "学務 部長", "approver", BOARD, "department_head"),
)
LEDGER = f"""受付番号,受付日,実施機関,所管課,件名,決定区分,決定日
平成30年度 第1号,平成30年6月1日,区長,{MAYOR},要綱,全部公開,平成30年6月8日
平成30年度 第2号,平成30年6月1日,区長,{GREEN},要綱,全部公開,平成30年6月8日
平成30年度 第3号,平成30年6月1日,教育委員会,{BOARD},様式,全部公開,平成30年6月8日
"""


@contextmanager
def office(folder: Path) -> Iterator[tuple[Site, Clock]]:
    """Serve an office that is ready on the Friday before the month."""
    clock = Clock(folder / "clock")
    clock.set(BEFORE)
    with database_address(folder) as address:
        env = {
            **environment(folder, address),
            **clock.environment(),
            "HIROBA_PASSWORD": PASSWORD,
        }
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
            logins = {who[0]: who[0] for who in PEOPLE}
            yield Site(served, env, logins, PASSWORD), clock


@dataclass
class Month:
    """The month at the browser.

    Attributes:
        visit: Lets somebody come.
        pictures: Where pictures go.
        units: Number and branch of a request → its unit.
        judged: Units whose records are judged already.
        wrong: Due dates that are not those of the plan, in words.
    """

    clock: Clock
    visit: Callable[[str], Person]
    pictures: Path
    today: date = BEFORE
    people: dict[str, Person] = field(default_factory=dict)
    signed: dict[str, date] = field(default_factory=dict)
    cases: dict[int, int] = field(default_factory=dict)
    units: dict[tuple[int, int], int] = field(default_factory=dict)
    judged: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def turn_to(self, on: date) -> None:
        """Let a day of the office begin."""
        self.today = on
        self.clock.set(on)

    def person(self, login: str) -> Person:
        """Return somebody who has signed in today."""
        if login not in self.people:
            self.people[login] = self.visit(login)
        if self.signed.get(login) != self.today:
            self.people[login].visitor.sign_in(login)
            self.signed[login] = self.today
        return self.people[login]

    @property
    def officer(self) -> Person:
        """Return the officer who does nearly everything."""
        return self.person("officer1")

    def log(self, asked: Asked) -> None:
        """Log a request on the day it came in."""
        fields = {
            "organ": ORGANS[asked.division],
            "name": f"請求 {asked.number}号",
            "kana": "セイキュウ",
            "phone": f"03-1234-{asked.number:04}",
            "postal_code": "1760012",
            "address": f"東京都練馬区豊玉北{asked.number}-1",
            "subject_1": f"第{asked.number}の文書",
            "division_1": asked.division,
        }
        self.cases[asked.number], units = self.officer.log(**fields)
        self.units[asked.number, 1] = units[0]
        self.officer.visitor.open(f"/units/{units[0]}/")
        self.compare(asked.number, "log", asked.due.isoformat())

    def hold_due_date(self, asked: Asked, step: Step) -> None:
        """Hold the due date on the page of a unit against the plan."""
        if step.due:
            unit = self.units[asked.number, step.branch]
            due = step.due
            written = due if due.startswith("waits") else day(due).isoformat()
            self.officer.visitor.open(f"/units/{unit}/")
            self.compare(asked.number, step.act, written)

    def compare(self, number: int, act: str, wanted: str) -> None:
        """Note where the page of a unit shows another due date."""
        shown = due_on_page(self.officer.page)
        if shown != wanted:
            self.wrong.append(f"{number} {act} {self.today}: {shown}, plan {wanted}")

    def draw(self, unit: int, name: str, at_top: str) -> None:
        """Keep a picture of a unit as it stands."""
        page = self.officer.visitor.open(f"/units/{unit}/")
        page.locator(at_top).first.evaluate(TO_THE_TOP)
        target = self.pictures / f"{name}.png"
        page.screenshot(path=target, animations="disabled", caret="hide")

    def turned_down(self, unit: int, code: str, **fields: str | list[str]) -> None:
        """Hold that an act is refused on its page, with what was typed kept."""
        visitor = self.officer.visitor
        visitor.expects_refusal = True
        page = visitor.open(f"/units/{unit}/acts/{code}/")
        form = page.locator("main form[method=post]")
        button = form.locator(".button--primary")
        if button.count():
            fill(form, fields)
            press(page, button)
            confirm = page.locator("main button[name=confirm]")
            if confirm.count():
                press(page, confirm)
            said = page.locator("main .error-summary")
        else:
            said = page.locator("main .notice")
        expect(said.first).to_be_visible()
        assert f"/acts/{code}/" in page.url
        visitor.expects_refusal = False


def due_on_page(page: Page) -> str:
    """Read the due date of a unit, or how long its clock still has to run."""
    section = page.locator("section[aria-labelledby=clock-heading]").first
    shown = section.locator("dd").all_text_contents()
    left = re.search(r"(\d+)日", shown[1].replace(" ", ""))
    if "停止" in shown[1] and left:
        return f"waits {left[1]}"
    found = re.search(r"令和(\d+)年(\d+)月(\d+)日", shown[0])
    assert found, shown
    year, month, of_month = (int(part) for part in found.groups())
    return date(2018 + year, month, of_month).isoformat()
