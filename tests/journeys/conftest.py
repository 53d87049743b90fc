"""One browser, one office with the demonstration and one empty office."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from desk.demonstration.accounts import ACCOUNTS, PASSWORD
from tests import chromium
from tests.journeys.server import database_address, environment, manage, serving
from tests.journeys.visitor import Site, Visitor, Window

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# nobody is given an account by an empty office; these are who the pages need
FIRST_ACCOUNTS = (
    "records_officer",
    "board_secretariat",
    "statistics_manager",
    "sysadmin",
)

Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the office of the demonstration: fiscal year 2020 and today."""
    folder = tmp_path_factory.mktemp("office")
    with database_address(folder) as address:
        env = environment(folder, address)
        manage(env, "demo", "--fiscal-year", "2020")
        logins = {str(role): account.login for role, account in ACCOUNTS.items()}
        with serving(env) as served:
            yield Site(served, env, logins, PASSWORD)


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve an office that has not begun: organs and accounts, nothing else."""
    folder = tmp_path_factory.mktemp("empty-office")
    with database_address(folder) as address:
        env = {**environment(folder, address), "HIROBA_PASSWORD": PASSWORD}
        manage(env, "prepare_office")
        for role in FIRST_ACCOUNTS:
            account = ["--login", role, "--name", "担当", "--role", role]
            manage(env, "create_staff", *account)
        with serving(env) as served:
            logins = {role: role for role in FIRST_ACCOUNTS}
            yield Site(served, env, logins, PASSWORD)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser of this machine; none is a failure, not a skip."""
    path = chromium.path()
    # the synchronous driver runs a loop of its own beside Django's connections
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Let somebody come to a site; at the end nobody may have met a fault."""
    visitors: list[Visitor] = []

    def come(site: Site, role: str = "", window: Window | None = None) -> Visitor:
        visitor = Visitor.at(browser, site, window or Window(), role)
        visitors.append(visitor)
        if role:
            visitor.come_in_as(role)
        return visitor

    yield come
    faults = [fault for visitor in visitors for fault in visitor.faults]
    for visitor in visitors:
        visitor.context.close()
    assert faults == []


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where pictures go: docs/pictures when HIROBA_PICTURES is set, else aside."""
    wanted = os.environ.get("HIROBA_PICTURES")
    folder = Path(wanted or Path(tempfile.gettempdir()) / "hiroba-pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
