"""One browser and one served office for all journeys of a process."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from desk.demonstration.accounts import ACCOUNTS, PASSWORD
from tests.journeys.server import database_address, environment, manage, serving

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True, slots=True)
class Site:
    """A served office with the demonstration in it."""

    address: str
    env: dict[str, str]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("office")
    with database_address(folder) as address:
        env = environment(folder, address)
        for command in (
            ["migrate"],
            ["prepare_office"],
            ["demo", "--fiscal-year", "2020"],
        ):
            manage(env, *command)
        with serving(env) as served:
            yield Site(served, env)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    # the synchronous driver runs a loop of its own beside Django's connections
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


def chromium() -> str:
    """Return the browser's path; none is a failure, not a skip."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    message = (
        "No Chromium was found. Install one (sudo apt-get install chromium), or "
        "leave the browser out with ./hiroba test --without-browser."
    )
    raise RuntimeError(message)


@dataclass(slots=True)
class Visitor:
    """Somebody at the browser."""

    context: BrowserContext
    page: Page
    address: str

    def open(self, path: str) -> Page:
        """Go to a path of the site."""
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, role: str) -> Page:
        """Sign in as the demonstration account of a role."""
        page = self.open("/sign-in/")
        page.get_by_label("ログイン").fill(ACCOUNTS[role].login)
        page.get_by_label("パスワード").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        return page


@pytest.fixture
def visitor(
    browser: Browser, site: Site, request: pytest.FixtureRequest
) -> Iterator[Visitor]:
    options = {"width": 1366, "height": 768, "scripts": True}
    options.update(getattr(request, "param", {}))
    context = browser.new_context(
        locale="ja-JP",
        java_script_enabled=bool(options["scripts"]),
        viewport={"width": int(options["width"]), "height": int(options["height"])},
    )
    yield Visitor(context, context.new_page(), site.address)
    context.close()


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where pictures go: docs/pictures when HIROBA_PICTURES is set, else aside."""
    wanted = os.environ.get("HIROBA_PICTURES")
    folder = Path(wanted or Path(tempfile.gettempdir()) / "hiroba-pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
