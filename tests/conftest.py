"""Options and fixtures of the whole suite.

Every test runs in a transaction that is rolled back. A test that commits for
real says `@pytest.mark.django_db(transaction=True)`: the append-only guards are
then lifted for the flush at its end and stand again before the next test.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.utils import translation
from hypothesis import HealthCheck, settings

from audit import triggers
from tests import sizes
from tests.totals import TotalsPlugin

NEEDS_A_DATABASE = {"django_db", "db", "transactional_db", "live", "browser"}
IN_CI = bool(os.environ.get("CI"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare `--full`."""
    parser.addoption(
        "--full",
        action="store_true",
        help="the long sizes: more worlds, more processes, more faults",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Choose the sizes before any test module is read."""
    if config.getoption("--full"):
        os.environ[sizes.FULL] = "1"
    for name, examples in (("quick", 60), ("full", 1000)):
        settings.register_profile(
            name,
            max_examples=examples,
            deadline=None,
            database=None,
            derandomize=IN_CI,
            suppress_health_check=[HealthCheck.too_slow],
        )
    settings.load_profile("full" if sizes.is_full() else "quick")
    config.pluginmanager.register(TotalsPlugin(), "totals")
    shutil.rmtree(django_settings.DATA_DIR, ignore_errors=True)
    django_settings.DATA_DIR.mkdir(mode=0o700, parents=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks no database: it need not be asked again on the second engine."""
    for item in items:
        if not NEEDS_A_DATABASE & {*item.keywords, *getattr(item, "fixturenames", ())}:
            item.add_marker(pytest.mark.once)


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(django_settings.DATA_DIR, ignore_errors=True)


@pytest.fixture(scope="session")
def full_size() -> bool:
    """Tell whether the long sizes are wanted."""
    return sizes.is_full()


@pytest.fixture(autouse=True)
def language_of_the_house() -> Iterator[None]:
    """Forget the language of a test's last request: it stays with the thread."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def guards_lifted_for_flush(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let the flush after a test with real commits pass the append-only guards.

    The flush ends with `post_migrate`, which installs them again.
    """
    if not commits_for_real(request):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    triggers.lift()


def commits_for_real(request: pytest.FixtureRequest) -> bool:
    """Tell whether a test asked for a database without a transaction around it."""
    marker = request.node.get_closest_marker("django_db")
    marked = marker is not None and bool(marker.kwargs.get("transaction"))
    return marked or "transactional_db" in request.fixturenames
