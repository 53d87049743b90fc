"""The office of the week: its people at the browser, and what they do on pages."""

import json
import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.journeys.server import manage
from tests.journeys.visitor import Site, Visitor

# a snapshot of what the database holds, asked of the served installation itself
SNAPSHOT = """
import json
from collections import Counter
from audit.models import Entry
from casework.models import Unit
units = [
    [u.case.number, u.branch, u.phase, u.outcome, u.due_on and u.due_on.isoformat(),
     u.clock_state, u.voided, u.handler.login if u.handler else None,
     u.division.name if u.division else None]
    for u in Unit.objects.filter(case__origin="desk")
        .select_related("case", "handler", "division")
        .order_by("case__number", "branch")
]
acts = Counter(Entry.objects.filter(stream__startswith="case:",
    actor_key__startswith="staff:").values_list("act", flat=True))
print(json.dumps({"units": units, "acts": acts}))
"""

# check the first box or the only choice of a field
FIRST = "on"
HEADINGS = "文書名\t決定区分\t根拠\t公開しない部分\t理由文"
ROWS = {
    "full": "{title}\t全部公開\t\t\t",
    "partial": "{title}\t部分公開\t1号\t2頁の氏名\t個人の氏名であるため",
    "mixed": "{title}\t部分公開\t1号、2号\t2頁\t個人と法人の情報であるため",
    "withheld": "{title}\t非公開\t5号\t\t検査に支障があるため",
    "absent": "{title}\t不存在\t作成していない\t\t作成していないため",
    "refused": "{title}\t存否応答拒否\t1号\t\t答えるだけで分かるため",
}


@dataclass
class Person:
    """Somebody at a browser of their own."""

    visitor: Visitor

    @property
    def page(self) -> Page:
        """The page this person looks at."""
        return self.visitor.page

    def log(self, **fields: str) -> tuple[int, list[int]]:
        """Log a request; return the case and its units."""
        page = self.visitor.open("/requests/new/")
        fill(page.locator("main form[method=post]"), fields)
        press(page, page.locator("main form[method=post] .button--primary"))
        return self.received()

    def received(self) -> tuple[int, list[int]]:
        """Read the slip: the case and its units."""
        found = re.search(r"/requests/(\d+)/received/", self.page.url)
        assert found, self.page.locator("main").inner_text()[:500]
        links = self.page.locator("main a[href*='/acts/attach/']")
        hrefs = [str(link.get_attribute("href")) for link in links.all()]
        return int(found[1]), [int(href.split("/")[2]) for href in hrefs]

    def act(self, unit: int, code: str, **fields: str | list[str]) -> None:
        """Do an act on its page; confirm it where that is asked."""
        page = self.visitor.open(f"/units/{unit}/acts/{code}/")
        fill(page.locator("main form[method=post]"), fields)
        press(page, page.locator("main form[method=post] .button--primary"))
        confirm = page.locator("main button[name=confirm]")
        if confirm.count():
            press(page, confirm)
        self.is_at(f"/units/{unit}/")

    def on(self, path: str, name: str, value: str, **fields: str) -> None:
        """Send the form of a page that has the button of this name and value."""
        page = self.visitor.open(path)
        button = page.locator(f"button[name={name}][value={value}]")
        form = page.locator("main form", has=button)
        panel = page.locator("main details", has=button)
        if panel.count() and panel.get_attribute("open") is None:
            panel.locator("summary").first.click()
        fill(form, fields)
        press(page, button)

    def judge(self, unit: int, *kinds: str) -> None:
        """Paste decided records from a spreadsheet."""
        rows = [
            ROWS[kind].format(title=f"文書その{place}")
            for place, kind in enumerate(kinds, start=1)
        ]
        text = "\n".join([HEADINGS, *rows])
        self.on(f"/units/{unit}/records/paste/", "act", "look", text=text)
        press(self.page, self.page.locator("main button[value=take]"))
        self.is_at(f"/units/{unit}/records/")

    def draft(self, unit: int) -> None:
        """Submit the derived outcome."""
        self.on(f"/units/{unit}/draft/", "act", "draft")
        expect(self.page.locator("main .notice--error")).to_have_count(0)

    def decide(self, unit: int, day: str, number: str) -> None:
        """Record an approval of the document system."""
        self.on(
            f"/units/{unit}/draft/",
            "act",
            "decide",
            number=number,
            approved_on=day,
            approver_name="部長 甲野",
            decided_on=day,
        )
        expect(self.page.locator("main .notice--error")).to_have_count(0)

    def step(self, unit: int, code: str, **fields: str) -> None:
        """Take a step on the approval page."""
        self.on(f"/units/{unit}/approval/", "act", code, **fields)
        expect(self.page.locator("main .notice--error")).to_have_count(0)

    def is_at(self, path: str) -> None:
        """Hold that the page is where the act leads."""
        here = self.page.url.removeprefix(self.visitor.site.address)
        assert here.split("?")[0] == path, self.page.locator("main").inner_text()[:800]


def fill(form: Locator, fields: dict[str, Any]) -> None:
    """Fill fields by name, whatever kind of control they are."""
    for name, value in fields.items():
        control = form.locator(f"[name='{name}']")
        kind = control.first.get_attribute("type")
        tag = control.first.evaluate("element => element.tagName")
        if kind in {"radio", "checkbox"}:
            for one in value if isinstance(value, list) else [value]:
                chosen = (
                    control
                    if one == "on"
                    else form.locator(f"[name='{name}'][value='{one}']")
                )
                chosen.check()
        elif kind == "file":
            control.set_input_files(value)
        elif tag == "SELECT":
            choose(control, value)
        else:
            control.first.fill(value)


def choose(control: Locator, words: str) -> None:
    """Choose an option by its value or by words it contains."""
    options = control.locator("option")
    by_value = control.locator(f"option[value='{words}']")
    if by_value.count():
        control.select_option(value=words)
        return
    found = options.filter(has_text=words).first
    control.select_option(value=str(found.get_attribute("value")))


def press(page: Page, button: Locator) -> None:
    """Press a button and wait for the page it leads to."""
    with page.expect_navigation():
        button.click()


def snapshot(site: Site) -> dict[str, Any]:
    """Return the units and how often each act stands on the trail."""
    printed = manage(site.env, "shell", "-v", "0", "-c", SNAPSHOT)
    found: dict[str, Any] = json.loads(printed.strip().splitlines()[-1])
    return found
