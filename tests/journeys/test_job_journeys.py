"""Long work seen in the browser: the page follows it, with scripts and without."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.server import manage
from tests.journeys.visitor import Site, Window

pytestmark = pytest.mark.browser

OFFICER = "records_officer"
# a job that nobody is rung for: it waits until the test has it done
ASK = """
from django.utils import timezone
from casework.operations.request_job import request_job
from desk.jobs import export
from offices.models import Staff
staff = Staff.objects.get(login="{login}")
params = {{"list": "cases", "suffix": "csv", "encoding": "utf-8", "query": "",
          "rights": export.rights_of(staff, on=timezone.localdate())}}
job = request_job(kind=export.KIND, params=params, key="{key}", by=staff,
                  at=timezone.now())
print(job.pk)
"""
DO = "from desk.tasks import work_once; work_once()"


def ask(site: Site, key: str) -> str:
    """Leave a job waiting and return where its page is."""
    code = ASK.format(login=site.logins[OFFICER], key=key)
    pk = manage(site.env, "shell", "-c", code).split()[-1]
    return f"/jobs/{pk}/"


def test_page_follows_the_work_without_being_loaded_again(
    visit: Visit, site: Site
) -> None:
    page = visit(site, OFFICER).open(ask(site, "followed"))
    expect(page.locator("#job-state")).to_contain_text("順番を待っています")
    page.evaluate("window.wasHereBefore = true")
    page.locator("form[action$='/cancel/'] button").focus()

    manage(site.env, "shell", "-c", DO)

    expect(page.locator("#job-state")).to_contain_text("書き出しました")
    expect(page.locator("#job-actions a[href$='/file/']")).to_be_visible()
    expect(page.locator("#job-state")).to_be_focused()
    assert page.locator("form[action$='/cancel/']").count() == 0
    assert page.evaluate("window.wasHereBefore")
    with page.expect_download() as fetched:
        page.locator("#job-actions a[href$='/file/']").click()
    assert fetched.value.suggested_filename.startswith("cases_")


def test_work_is_followed_and_cancelled_without_scripts(
    visit: Visit, site: Site
) -> None:
    visitor = visit(site, window=Window(scripts=False))
    visitor.sign_in(OFFICER)
    page = visitor.open(ask(site, "cancelled"))

    _again(page)
    page.locator("form[action$='/cancel/'] button").click()

    expect(page.locator("#job-state")).to_contain_text("取り消されました")
    assert page.locator("form[action$='/cancel/']").count() == 0
    page.goto(site.address + "/jobs/")
    expect(page.locator("main tbody tr").first).to_contain_text("取消し")


def _again(page: Page) -> None:
    """Follow the link that shows the page anew."""
    with page.expect_navigation():
        page.locator("#job-actions a.button--primary").click()
    expect(page.locator("#job-state")).to_contain_text("順番を待っています")
