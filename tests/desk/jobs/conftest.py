"""An office, and a worker that looks when it is told to."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import override_settings

from desk.jobs.work import work_off_one
from tests.factories.cast import Cast, make_cast

AT = datetime(2021, 6, 30, 3, 0, tzinfo=UTC)
Work = Callable[[], bool]


@pytest.fixture(autouse=True)
def _data(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path, UPLOAD_DIR=tmp_path / "uploads"):
        yield


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def work() -> Work:
    return lambda: work_off_one(clock=lambda: AT)
