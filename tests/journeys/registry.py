"""Every page in every state it can be in. A page that is not here fails the build."""

from collections.abc import Callable
from urllib.parse import urljoin

from playwright.sync_api import FilePayload, Page

from tests.journeys.fee_pages import FEE_NEVER, FEE_PAGES
from tests.journeys.house_pages import HOUSE_NEVER, HOUSE_NOT_PAGES, HOUSE_PAGES
from tests.journeys.list_pages import LIST_NEVER, LIST_NOT_PAGES, LIST_PAGES
from tests.journeys.notice_pages import (
    NOTICE_NEVER,
    NOTICE_NOT_PAGES,
    NOTICE_PAGES,
)
from tests.journeys.record_pages import RECORD_NEVER, RECORD_PAGES
from tests.journeys.shown import (
    ASKS_NOTHING,
    DIVISION,
    MANAGER,
    OFFICER,
    SHOWS_NOTHING,
    Shown,
    State,
)
from tests.journeys.spring_pages import (
    SPRING_NEVER,
    SPRING_NOT_PAGES,
    SPRING_PAGES,
)
from tests.journeys.staff_pages import STAFF_NEVER, STAFF_PAGES

# named, but nothing anybody reads in a browser
NOT_PAGES = {
    "desk:attachment": "a file to keep",
    "set_language": "goes back to the page it was asked from",
    "desk:sign-out": "goes on to the sign-in page",
    "desk:token-revoke": "goes back to the list of tokens",
    "desk:import-check": "goes on to the report",
    "desk:import-commit": "goes on to the report",
    "desk:import-errors": "a file to keep",
    "desk:job-export": "goes on to the page of the job",
    "desk:job-cancel": "goes on to the page of the job",
    "desk:job-file": "a file to keep",
    "desk:import-template": "a file to keep",
    "annual:file": "a file to keep",
    **LIST_NOT_PAGES,
    **SPRING_NOT_PAGES,
    **HOUSE_NOT_PAGES,
    **NOTICE_NOT_PAGES,
    "disclosure:address": "an answer to the script of a form",
    "desk:rights-change-seen": "goes on to the first page",
}

# why a page is never in a state
NEVER: dict[tuple[str, State], str] = {
    ("desk:sign-in", "empty"): SHOWS_NOTHING,
    ("desk:help", "empty"): SHOWS_NOTHING,
    ("desk:help", "error"): ASKS_NOTHING,
    ("desk:accessibility", "empty"): SHOWS_NOTHING,
    ("desk:api", "empty"): SHOWS_NOTHING,
    ("desk:api", "error"): ASKS_NOTHING,
    ("desk:accessibility", "error"): ASKS_NOTHING,
    ("desk:home", "error"): ASKS_NOTHING,
    ("desk:calendar", "error"): ASKS_NOTHING,
    ("desk:case", "empty"): "a case has at least one unit",
    ("desk:case", "error"): ASKS_NOTHING,
    ("desk:unit", "empty"): "a unit was received on a day",
    ("desk:unit", "error"): ASKS_NOTHING,
    ("desk:act", "empty"): "an act is done to a unit",
    ("desk:batch-act", "empty"): "an act is done to units",
    ("desk:requester", "empty"): "a request has somebody who asks",
    ("desk:unit-print", "empty"): "a unit was received on a day",
    ("desk:unit-print", "error"): ASKS_NOTHING,
    **LIST_NEVER,
    **RECORD_NEVER,
    **STAFF_NEVER,
    **SPRING_NEVER,
    **HOUSE_NEVER,
    **NOTICE_NEVER,
    **FEE_NEVER,
    ("desk:appeal", "empty"): "an appeal was received on a day",
    ("desk:appeal", "error"): ASKS_NOTHING,
    ("desk:board-session", "empty"): "a session was held on a day",
    ("desk:board-session", "error"): ASKS_NOTHING,
    ("desk:import-report", "empty"): "a file without rows is an error",
    ("desk:import-run", "empty"): "a run that wrote nothing is not kept",
    ("desk:import-run", "error"): ASKS_NOTHING,
    ("desk:import-take-back", "empty"): "a run that wrote nothing is not kept",
    ("desk:jobs", "error"): ASKS_NOTHING,
    ("desk:job", "empty"): "a job is something somebody asked for",
    ("desk:job", "error"): ASKS_NOTHING,
    ("disclosure:request-received", "empty"): "a request has at least one item",
    ("disclosure:at-once", "empty"): "a request has at least one item",
    ("disclosure:request-received", "error"): ASKS_NOTHING,
    ("annual:years", "error"): ASKS_NOTHING,
    ("annual:cell", "error"): ASKS_NOTHING,
    ("annual:months", "error"): ASKS_NOTHING,
    ("annual:month-cell", "error"): ASKS_NOTHING,
}


def send(page: Page) -> None:
    """Send the form of the page as it is."""
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").first.click()


def send_too_late(page: Page) -> None:
    """Send the form when its cookie is gone."""
    page.context.clear_cookies()
    send(page)


def mistype(page: Page) -> None:
    """Type words where a number is asked for, and send."""
    page.locator("main form[method=post] input[type=text]").last.fill("たくさん")
    send(page)


def look_for(text: str) -> Callable[[Page], None]:
    """Return the act of searching."""

    def act(page: Page) -> None:
        page.locator("main input[name=q]").fill(text)
        with page.expect_navigation():
            page.locator("main form[role=search] button[type=submit]").click()

    return act


def log_request(page: Page) -> None:
    """Log a request of two items for the first organ."""
    page.locator("input[name=name]").fill("豊玉 花子")
    page.locator("input[name=subject_1]").fill("道路台帳")
    page.locator("input[name=subject_2]").fill("橋の点検の記録")
    send(page)
    page.wait_for_url("**/received/")


def help_somebody(page: Page) -> None:
    """Fill the form of the guidance log."""
    page.locator("select[name=kind]").select_option("library")
    page.locator("textarea[name=what]").fill("古い地図の所在を図書館に案内した")


def log_guidance(page: Page) -> None:
    """Log an entry, which leads to the list."""
    help_somebody(page)
    send(page)
    page.wait_for_url("**/guidance/")


def to_at_once(page: Page) -> None:
    """Log a request and go on to disclosing it at once."""
    log_request(page)
    follow("main a[href$='/at-once/']")(page)


def fail_at_once(page: Page) -> None:
    """Send the form as it is."""
    to_at_once(page)
    send(page)


def fill_request(page: Page) -> None:
    """Fill the form of a request, and ask for more rows."""
    page.locator("input[name=name]").fill("豊玉 花子")
    page.locator("input[name=subject_1]").fill("道路台帳")
    page.locator("button[name=more]").click()
    page.wait_for_load_state()


def make_token(page: Page) -> None:
    """Make a token of a name that is not taken."""
    name = f"集計 {page.locator('main tbody tr').count() + 1}"
    page.locator("input[name=name]").fill(name)
    send(page)


def bring(text: str) -> Callable[[Page], None]:
    """Return the act of bringing a ledger of public-records requests."""
    file = FilePayload(
        name="台帳.csv", mimeType="text/csv", buffer=text.strip().encode()
    )

    def act(page: Page) -> None:
        page.locator("input[name=kind][value=disclosure]").check()
        page.locator("input[name=file]").set_input_files(file)
        page.locator("input[name=create_divisions]").check()
        with page.expect_navigation():
            page.locator("main form[enctype] button[type=submit]").click()

    return act


def to_taking_back(page: Page) -> None:
    """Take a small ledger in, unless it stands there, and go to take it back."""
    bring(LEDGER_TO_TAKE_BACK)(page)
    if page.locator("form[action$='/commit/']").count():
        send(page)
    else:
        page.goto(urljoin(page.url, "/import/"))
        follow("a[href*='/runs/']")(page)
    follow("a[href$='/take-back/']")(page)


def fail_to_take_back(page: Page) -> None:
    """Give no reason."""
    to_taking_back(page)
    send(page)


def take_back(page: Page) -> None:
    """Take the ledger back and wait for the end of the job."""
    to_taking_back(page)
    page.locator("textarea[name=reason]").fill("別の年度の台帳でした")
    send(page)
    while page.locator("[data-live]").count():
        page.wait_for_timeout(100)
        page.reload()


def to_jobs(page: Page) -> None:
    """Leave a job behind and go to the list of them."""
    take_back(page)
    page.goto(urljoin(page.url, "/jobs/"))


def follow(selector: str) -> Callable[[Page], None]:
    """Return the act of following the first such link."""

    def act(page: Page) -> None:
        with page.expect_navigation():
            page.locator(selector).first.click()

    return act


to_row = follow("main tbody tr th a, main tbody tr td a")


def beside(
    path: str, then: Callable[[Page], None] | None = None
) -> Callable[[Page], None]:
    """Return the act of opening a page below the first unit of a list."""

    def act(page: Page) -> None:
        to_row(page)
        page.goto(page.url + path)
        if then:
            then(page)

    return act


def pick(
    act: str, then: Callable[[Page], None] | None = None
) -> Callable[[Page], None]:
    """Return the act of picking two units of the queue for an act on both."""

    def pick_two(page: Page) -> None:
        for box in page.locator("main tbody input[name=unit]").all()[:2]:
            box.check()
        with page.expect_navigation():
            page.locator(f"main button[formaction$='/batch/{act}/']").click()
        if then:
            then(page)

    return pick_two


def send_batch(page: Page) -> None:
    """Send the form of a batch as it is: nobody is named, so each is refused."""
    with page.expect_navigation():
        page.locator("main button[name=confirm]").click()


def mistype_day(page: Page) -> None:
    """Enter a day that does not exist, and send."""
    page.locator("main input[name=answer_by_on]").fill("R2.6.31")
    send_batch(page)


def tell_withdrawal(page: Page) -> None:
    """Fill in a withdrawal and go on to the check."""
    page.locator("input[name=is_written]").check()
    send(page)


OPEN = "/cases/?state=open"
QUEUE = "/queue/?sort=due"
DECIDED = "/cases/?outcome=partial&fiscal_year=2020"
NARROWED = "?state=open&kind=public_records&fiscal_year=2020&division=%E8%AA%B2"


def to_case(page: Page) -> None:
    """Go from a list by a unit to its case."""
    to_row(page)
    follow("main a[href^='/cases/']:not([href$='/cases/'], [href*='?'])")(page)


GOOD_LEDGER = """
受付番号,受付日,実施機関,所管課,件名,決定区分,決定日,年度メモ
平成30年度 第1号,H30.6.1,区長,台帳照会課,道路の台帳,不存在,H30.6.8,あ
"""
LEDGER_TO_TAKE_BACK = """
受付番号,受付日,実施機関,所管課,件名,決定区分,決定日
平成30年度 第90号,H30.6.1,区長,台帳照会課,別の年度の台帳,不存在,H30.6.8
"""
BAD_LEDGER = """
受付番号,受付日,実施機関,所管課,件名,決定区分,決定日
平成30年度 第2号,H30.6.31,区長,台帳照会課,道路の台帳,不存在,H30.6.8
平成30年度 第3号,H30.6.1,区長,台帳照会課,長い件名の道路の台帳と橋の点検,非公開,H30.6.8
"""
MESSY_LEDGER = """
整理番号,受付年月日,実施機関,主管課,請求内容,公開区分,決定年月日,非公開理由（号）
令和3年度第1号,R3.4.12,区長,建築審査課,建築計画概要書,全部公開,R3.4.20,
R3-2,R3.4.31,区長,建築審査課,建築確認の台帳,部分公開,R3.5.10,1号
第3号,令和3年5月6日,区長,建築審査課,設計委託の見積書,非公開,R3.5.18,
R3-4,2021/5/7,区長,建築審査課,工事の検査調書,一部公開,R3.5.6,1号
R3-5,R3.5.7,区役所,建築審査課,工事の検査調書,不存在,R3.5.18,
"""
NEW_REQUEST = "/requests/new/"
GUIDANCE, NEW_GUIDANCE = "/requests/guidance/", "/requests/guidance/new/"
YEAR = "/annual/2020/"
IN_JUNE = "months/public_records/2020-06/received/"
SHOWN = [
    *STAFF_PAGES,
    *SPRING_PAGES,
    *HOUSE_PAGES,
    *NOTICE_PAGES,
    *FEE_PAGES,
    Shown("desk:sign-in", "filled", "", "/sign-in/"),
    Shown("desk:sign-in", "error", "", "/sign-in/", send),
    Shown("desk:home", "empty", OFFICER, "/"),
    Shown("desk:home", "filled", OFFICER, "/"),
    Shown("desk:home", "filled", "board_member", "/", note="member"),
    Shown("desk:home", "filled", "sysadmin", "/", note="sysadmin"),
    Shown("desk:help", "filled", "", "/help/"),
    Shown("desk:accessibility", "filled", "", "/accessibility/"),
    Shown("desk:api", "filled", OFFICER, "/help/api/"),
    Shown("desk:tokens", "empty", OFFICER, "/account/tokens/"),
    Shown("desk:tokens", "filled", OFFICER, "/account/tokens/", make_token),
    Shown("desk:tokens", "error", OFFICER, "/account/tokens/", send),
    Shown("desk:cases", "empty", OFFICER, "/cases/"),
    Shown("desk:cases", "filled", OFFICER, "/cases/"),
    Shown("desk:cases", "filled", OFFICER, f"/cases/{NARROWED}", note="narrowed"),
    Shown("desk:cases", "filled", DIVISION, "/cases/", note="division"),
    Shown("desk:cases", "filled", MANAGER, "/cases/", note="manager"),
    Shown("desk:cases", "error", OFFICER, "/cases/?received_from=31.2.9999"),
    Shown("desk:search", "empty", OFFICER, "/search/", look_for("道路台張")),
    Shown("desk:search", "filled", OFFICER, "/search/", look_for("第1号")),
    Shown(
        "desk:search", "filled", DIVISION, "/search/", look_for("課"), note="division"
    ),
    Shown("desk:search", "error", OFFICER, "/search/", send),
    Shown("desk:calendar", "empty", OFFICER, "/calendar/"),
    Shown("desk:calendar", "filled", OFFICER, "/calendar/"),
    Shown("desk:calendar", "filled", DIVISION, "/calendar/", note="division"),
    Shown("desk:register", "empty", OFFICER, "/register/"),
    Shown("desk:register", "filled", OFFICER, "/register/?fiscal_year=2020"),
    Shown("desk:register", "error", OFFICER, "/register/?fiscal_year=zzz"),
    Shown("desk:case", "filled", OFFICER, DECIDED, to_case),
    Shown("desk:unit", "filled", OFFICER, OPEN, to_row),
    Shown("desk:unit", "filled", OFFICER, DECIDED, to_row, note="decided"),
    Shown(
        "desk:unit", "filled", DIVISION, "/cases/?state=open", to_row, note="division"
    ),
    Shown("desk:unit", "filled", MANAGER, DECIDED, to_row, note="manager"),
    Shown("desk:unit-print", "filled", OFFICER, DECIDED, beside("print/")),
    Shown("desk:act", "filled", OFFICER, OPEN, beside("acts/withdraw/")),
    Shown(
        "desk:act",
        "filled",
        OFFICER,
        OPEN,
        beside("acts/withdraw/", tell_withdrawal),
        note="check",
    ),
    Shown("desk:act", "filled", OFFICER, OPEN, beside("acts/assign/"), note="assign"),
    Shown(
        "desk:act",
        "filled",
        OFFICER,
        DECIDED,
        beside("acts/withdraw/"),
        status=409,
        note="closed",
    ),
    Shown("desk:act", "error", OFFICER, OPEN, beside("acts/add_note/", send)),
    Shown("desk:batch-act", "filled", OFFICER, QUEUE, pick("assign")),
    Shown(
        "desk:batch-act",
        "filled",
        OFFICER,
        QUEUE,
        pick("assign", send_batch),
        note="report",
    ),
    Shown("desk:batch-act", "error", OFFICER, QUEUE, pick("inquire", mistype_day)),
    Shown("desk:requester", "filled", DIVISION, OPEN, beside("requester/")),
    Shown("desk:requester", "error", DIVISION, OPEN, beside("requester/", send)),
    *LIST_PAGES,
    *RECORD_PAGES,
    Shown("desk:appeals", "empty", OFFICER, "/appeals/"),
    Shown("desk:appeals", "filled", OFFICER, "/appeals/"),
    Shown("desk:appeals", "error", OFFICER, "/appeals/?fiscal_year=zzz"),
    Shown("desk:appeal", "filled", OFFICER, "/appeals/", to_row),
    Shown("desk:board-sessions", "empty", OFFICER, "/board-sessions/"),
    Shown("desk:board-sessions", "filled", OFFICER, "/board-sessions/"),
    Shown("desk:board-sessions", "error", OFFICER, "/board-sessions/?fiscal_year=zzz"),
    Shown("desk:board-session", "filled", OFFICER, "/board-sessions/", to_row),
    Shown("desk:import", "empty", OFFICER, "/import/"),
    Shown("desk:import", "filled", OFFICER, "/import/"),
    Shown("desk:import", "error", OFFICER, "/import/", send),
    Shown("desk:import-report", "filled", OFFICER, "/import/", bring(GOOD_LEDGER)),
    Shown("desk:import-report", "error", OFFICER, "/import/", bring(BAD_LEDGER)),
    Shown(
        "desk:import-run", "filled", OFFICER, "/import/", follow("a[href*='/runs/']")
    ),
    Shown("desk:jobs", "empty", OFFICER, "/jobs/"),
    Shown("desk:import-take-back", "filled", OFFICER, "/import/", to_taking_back),
    Shown("desk:import-take-back", "error", OFFICER, "/import/", fail_to_take_back),
    Shown("desk:jobs", "filled", OFFICER, "/import/", to_jobs),
    Shown("desk:job", "filled", OFFICER, "/import/", take_back),
    Shown("disclosure:request-new", "empty", OFFICER, NEW_REQUEST),
    Shown("disclosure:request-new", "filled", OFFICER, NEW_REQUEST, fill_request),
    Shown("disclosure:request-new", "error", OFFICER, NEW_REQUEST, send),
    Shown("disclosure:at-once", "filled", OFFICER, NEW_REQUEST, to_at_once),
    Shown("disclosure:at-once", "error", OFFICER, NEW_REQUEST, fail_at_once),
    Shown("disclosure:request-received", "filled", OFFICER, NEW_REQUEST, log_request),
    Shown("disclosure:guidance", "empty", OFFICER, GUIDANCE),
    Shown("disclosure:guidance", "filled", OFFICER, NEW_GUIDANCE, log_guidance),
    Shown("disclosure:guidance", "error", OFFICER, f"{GUIDANCE}?fiscal_year=x"),
    Shown("disclosure:guidance-new", "empty", OFFICER, NEW_GUIDANCE),
    Shown("disclosure:guidance-new", "filled", OFFICER, NEW_GUIDANCE, help_somebody),
    Shown("disclosure:guidance-new", "error", OFFICER, NEW_GUIDANCE, send),
    Shown("annual:years", "empty", OFFICER, "/annual/"),
    Shown("annual:years", "filled", OFFICER, "/annual/"),
    Shown("annual:year", "empty", OFFICER, YEAR),
    Shown("annual:year", "filled", OFFICER, f"{YEAR}?as_of=2021-05-31"),
    Shown("annual:year", "error", OFFICER, f"{YEAR}?as_of=31.2.9999"),
    Shown("annual:months", "empty", OFFICER, f"{YEAR}months/"),
    Shown("annual:months", "filled", OFFICER, f"{YEAR}months/"),
    Shown("annual:month-cell", "empty", OFFICER, f"{YEAR}{IN_JUNE}"),
    Shown("annual:month-cell", "filled", OFFICER, f"{YEAR}{IN_JUNE}"),
    Shown("annual:cell", "empty", OFFICER, f"{YEAR}T01/count/non_disclosure/"),
    Shown("annual:cell", "filled", OFFICER, f"{YEAR}T01/count/non_disclosure/"),
    Shown("annual:figures", "empty", OFFICER, f"{YEAR}figures/"),
    Shown("annual:figures", "filled", OFFICER, f"{YEAR}figures/"),
    Shown("annual:figures", "error", OFFICER, f"{YEAR}figures/", mistype),
]
# pages without an address of their own
NOWHERE = [
    Shown("404", "error", OFFICER, "/no/such/page/", status=404),
    Shown("403", "error", "", "/sign-in/", send_too_late, status=403),
]
