"""The first page leads to the overviews that are for a person, and no further."""

from datetime import date

import pytest

from desk.overviews import overviews
from tests.desk.page_helpers import client_of, read, stop_clock
from tests.factories.cast import Cast, make_cast

pytestmark = pytest.mark.django_db

TODAY = date(2020, 9, 1)
CALENDAR, REGISTER = "/calendar/", "/register/"
CLOSURES, TURN = "/closures/", "/turn-of-year/"
LISTS = ("/carry-over/", "/retention/")
GUIDANCE, MONTHS = "/requests/guidance/", "/annual/2020/months/"


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    stop_clock(monkeypatch, TODAY)
    return make_cast()


def test_overviews_follow_the_role_and_open(cast: Cast) -> None:
    found = {
        name: [overview.url for overview in overviews(person, on=TODAY)]
        for name, person in cast.everybody().items()
    }

    assert found["records_officer"] == [
        CALENDAR,
        REGISTER,
        *LISTS,
        TURN,
        CLOSURES,
        GUIDANCE,
        MONTHS,
    ]
    assert found["division_staff"] == found["approver"] == [CALENDAR, *LISTS]
    assert (
        found["statistics_manager"]
        == found["auditor"]
        == [
            CALENDAR,
            *LISTS,
            MONTHS,
        ]
    )
    for nobody in ("board_member", "board_secretariat", "stranger"):
        assert found[nobody] == []
    assert found["sysadmin"] == [TURN]
    for name in ("records_officer", "division_staff", "auditor"):
        client = client_of(getattr(cast, name))
        links = {href for href, _text in read(client, "/").links}
        assert links.issuperset(found[name])
        assert {client.get(url).status_code for url in found[name]} == {200}
