"""Two administrators and somebody they look after."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from offices.models import Role, Staff
from tests.factories.cast import Office, make_office, make_staff

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Scene:
    """Who acts on whom."""

    office: Office
    administrator: Staff
    second: Staff
    clerk: Staff


@pytest.fixture
def scene() -> Scene:
    office = make_office()
    return Scene(
        office=office,
        administrator=make_staff("administrator", Role.SYSADMIN),
        second=make_staff("second", Role.SYSADMIN),
        clerk=make_staff("clerk", Role.DIVISION_STAFF, division=office.general_affairs),
    )
