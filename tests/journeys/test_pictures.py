"""Pictures for README and docs, drawn by the pages themselves.

With HIROBA_PICTURES=docs/pictures they are kept; otherwise they are drawn aside,
so that a page that can no longer be drawn is noticed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests.journeys.conftest import Visit
from tests.journeys.notice_pages import NOTICES, at, choose_two
from tests.journeys.record_acts import (
    GOOD_ROWS,
    apply,
    below_new_unit,
    have_drafted,
    list_two,
    paste,
    submit,
)
from tests.journeys.record_pages import NEW_REQUEST
from tests.journeys.registry import (
    MESSY_LEDGER,
    OPEN,
    QUEUE,
    beside,
    bring,
    follow,
    log_request,
    look_for,
    pick,
    send,
    tell_withdrawal,
    to_row,
)
from tests.journeys.spring_pages import CLOSURES
from tests.journeys.staff_pages import ADMINISTRATOR, to_account
from tests.journeys.visitor import Site, Window

pytestmark = pytest.mark.browser

OFFICER, MANAGER = "records_officer", "statistics_manager"
DESK, PHONE = Window(1366, 900), Window(360, 720)
MOST_BYTES = 250_000
TO_THE_TOP = "it => scrollTo(0, it.getBoundingClientRect().top + scrollY - 16)"
AS_OF = "?as_of=2021-05-31"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture.

    Attributes:
        act: what leads from the path to what is drawn.
        scroll_to: what stands at the top; empty for the top of the page.
    """

    name: str
    role: str
    path: str
    act: Callable[[Page], None] | None = None
    scroll_to: str = ""
    window: Window = DESK


def close_this_week(page: Page) -> None:
    """Ask what closing the days of a week would move."""
    first = timezone.localdate()
    page.locator("input[name=first_on]").fill(first.isoformat())
    last = first + timedelta(days=7)
    page.locator("input[name=last_on]").fill(last.isoformat())
    page.locator("input[name=name]").fill("庁舎停電")
    page.locator("input[name=source]").fill("庁舎管理規則")
    page.locator("textarea[name=reason]").fill("電気設備の更新")
    send(page)


def from_letter(place: str, kind: str, path: str = "") -> Callable[[Page], None]:
    """Return the act of going from the first such letter to a page of its unit."""

    def act(page: Page) -> None:
        page.goto(urljoin(page.url, at(place)))
        follow(f"main tbody tr:has-text('{kind}') th a")(page)
        page.goto(page.url.partition("#")[0] + path)

    return act


to_extended = follow("main tbody tr:has(.chip:text('延長')) th a")
PICTURES = [
    Picture("home", OFFICER, "/"),
    Picture("home-360", OFFICER, "/", window=PHONE),
    Picture("cases", OFFICER, "/cases/"),
    Picture("unit-clock", OFFICER, OPEN, to_extended),
    Picture("unit", OFFICER, OPEN, to_row),
    Picture("unit-360", OFFICER, OPEN, to_row, window=PHONE),
    Picture("unit-sheet", OFFICER, OPEN, beside("print/")),
    Picture("act-check", OFFICER, OPEN, beside("acts/withdraw/", tell_withdrawal)),
    Picture("act-batch", OFFICER, QUEUE, pick("inquire")),
    Picture("queue", OFFICER, QUEUE),
    Picture("queue-360", OFFICER, QUEUE, window=PHONE),
    Picture("request-new", OFFICER, NEW_REQUEST),
    Picture("request-received", OFFICER, NEW_REQUEST, log_request),
    Picture(
        "records",
        OFFICER,
        NEW_REQUEST,
        below_new_unit("records/", list_two, apply("1-2", "partial")),
    ),
    Picture(
        "records-paste", OFFICER, NEW_REQUEST, below_new_unit("", paste(GOOD_ROWS))
    ),
    Picture(
        "draft",
        OFFICER,
        NEW_REQUEST,
        below_new_unit("draft/", list_two, apply("1-2", "full")),
    ),
    Picture(
        "draft-sheet",
        OFFICER,
        NEW_REQUEST,
        below_new_unit("draft/print/", list_two, apply("1-2", "full"), submit),
    ),
    Picture(
        "approval", OFFICER, NEW_REQUEST, below_new_unit("approval/", have_drafted)
    ),
    # before the letters are issued: what is due goes first
    Picture("notices", OFFICER, NOTICES),
    Picture("notices-360", OFFICER, NOTICES, window=PHONE),
    Picture("notices-issue", OFFICER, NOTICES, choose_two),
    Picture("act-extend", OFFICER, NOTICES, from_letter("due", "意見", "acts/extend/")),
    Picture(
        "act-consult",
        OFFICER,
        NOTICES,
        from_letter("due", "意見", "acts/consult_third_party/"),
    ),
    Picture(
        "act-supplementation",
        OFFICER,
        NOTICES,
        from_letter("due", "延長", "acts/order_supplementation/"),
    ),
    Picture(
        "act-implement",
        OFFICER,
        NOTICES,
        from_letter("arrived", "部分公開", "acts/implement/"),
    ),
    Picture(
        "disclosure-record",
        OFFICER,
        NOTICES,
        from_letter("arrived", "公文書公開決定", "disclosure/"),
    ),
    Picture(
        "receipt",
        OFFICER,
        NOTICES,
        from_letter("arrived", "公文書公開決定", "receipts/"),
    ),
    Picture("closures-check", OFFICER, CLOSURES, close_this_week),
    Picture("retention", OFFICER, "/retention/"),
    Picture("carry-over", OFFICER, "/carry-over/"),
    Picture("turn-of-year", OFFICER, "/turn-of-year/"),
    Picture("reminders", OFFICER, "/account/reminders/"),
    Picture("search", OFFICER, "/search/", look_for("道路")),
    Picture("calendar", OFFICER, "/calendar/"),
    Picture("register", OFFICER, "/register/"),
    Picture("months", MANAGER, "/annual/2020/months/"),
    Picture("guidance", OFFICER, "/requests/guidance/"),
    Picture("staff", ADMINISTRATOR, "/staff/"),
    Picture("staff-account", ADMINISTRATOR, "/staff/", to_account("division1")),
    Picture("account", OFFICER, "/account/"),
    Picture("jobs", OFFICER, "/jobs/"),
    Picture("api", OFFICER, "/help/api/"),
    Picture("import-report", OFFICER, "/import/", bring(MESSY_LEDGER)),
    Picture("tables-2020", MANAGER, f"/annual/2020/{AS_OF}", scroll_to="#T01-title"),
    Picture("tables-2020-360", MANAGER, f"/annual/2020/{AS_OF}", window=PHONE),
    Picture(
        "list-behind-number", MANAGER, f"/annual/2020/T01/count/non_disclosure/{AS_OF}"
    ),
]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_picture_is_drawn(
    picture: Picture, visit: Visit, site: Site, pictures: Path
) -> None:
    page = visit(site, picture.role, picture.window).open(picture.path)
    if picture.act:
        picture.act(page)
    if picture.scroll_to:
        page.locator(picture.scroll_to).evaluate(TO_THE_TOP)
    target = pictures / f"{picture.name}.png"

    page.screenshot(path=target, animations="disabled", caret="hide")

    assert 5_000 < target.stat().st_size < MOST_BYTES
