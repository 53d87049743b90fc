"""Third parties and holds on the page of a unit, and what presses about them."""

from datetime import date

import pytest
from django.test import Client

from casework.approvals import Proposal
from casework.models import Unit
from casework.operations.decide import decide
from tests.annual.reading import Page
from tests.desk.act_plays import received, with_letter
from tests.desk.page_helpers import client_of, read, statements, stop_clock
from tests.factories.cases import AT
from tests.factories.cast import Cast, make_cast
from tests.factories.course import FULL, find, from_outside, judge
from tests.factories.third_parties import FIRM, answered, ask, held

pytestmark = pytest.mark.django_db

TODAY = date(2020, 6, 12)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, TODAY)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def officer(cast: Cast) -> Client:
    return client_of(cast.records_officer)


def page_of(client: Client, unit: Unit) -> Page:
    return read(client, f"/units/{unit.pk}/")


def first_act(html: str) -> str:
    return html.split('class="button button--primary" href="')[1].split('"')[0]


def opposed(cast: Cast) -> Unit:
    """Return a unit disclosed over an opposition on the day of the decision."""
    unit = received(cast)
    (record,) = judge(unit, [FULL], by=cast.records_officer)
    asked = ask(unit, cast.records_officer, record)
    answered(asked, cast.records_officer, opinion="営業上の秘密である")
    decide(
        unit=unit,
        proposal=Proposal(outcome="full"),
        external=from_outside(on=TODAY),
        version=None,
        by=cast.records_officer,
        on=TODAY,
        at=AT,
    )
    return unit


def test_officer_sees_who_opposed_and_the_earliest_day(
    cast: Cast, officer: Client
) -> None:
    page = page_of(officer, opposed(cast))

    assert FIRM.name in page.text
    assert "Opposesinwriting" in page.text
    assert "営業上の秘密である" in page.text
    # 12 June + 15 is a Saturday
    assert "2020-06-29istheearliestday" in page.text
    assert "Thirdparty:Opposesinwriting" in page.text


def test_division_sees_what_happened_and_no_name(cast: Cast) -> None:
    page = page_of(client_of(cast.division_staff), opposed(cast))

    assert FIRM.name not in page.text
    assert "namenotshowntoyourrole" in page.text
    assert "Opposesinwriting" in page.text
    assert "入札の単価" in page.text
    assert "営業上の秘密である" not in page.text


def test_who_counts_only_sees_nothing_of_it(cast: Cast) -> None:
    page = page_of(client_of(cast.auditor), opposed(cast))

    assert "Thirdparties" not in page.text
    assert "Opposesinwriting" not in page.text


def test_answer_that_is_late_stands_first(cast: Cast, officer: Client) -> None:
    unit = with_letter(cast)

    html = officer.get(f"/units/{unit.pk}/").content.decode()

    assert first_act(html) == f"/units/{unit.pk}/acts/answer_consultation/"
    assert "The day to answer has passed" in html


def test_answer_that_has_time_presses_nobody(
    cast: Cast, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = with_letter(cast)
    stop_clock(monkeypatch, date(2020, 6, 10))

    html = officer.get(f"/units/{unit.pk}/").content.decode()

    assert first_act(html) != f"/units/{unit.pk}/acts/answer_consultation/"
    assert "Waits for the answer" in html


def test_hold_is_shown_while_it_holds(cast: Cast, officer: Client) -> None:
    unit = opposed(cast)
    held(unit, cast.records_officer, on=TODAY)

    page = page_of(officer, unit)

    assert "Astayofexecutionisaskedfor" in page.text
    assert "Heldnow" in page.text


def test_hand_over_too_early_is_refused_on_its_page(
    cast: Cast, officer: Client
) -> None:
    unit = opposed(cast)
    fresh = Unit.objects.get(pk=unit.pk)

    answer = officer.post(
        f"/units/{unit.pk}/acts/implement/",
        {
            "token": "k",
            "version": fresh.version,
            "implemented_on": "R2.6.12",
            "method": "inspection",
            "confirm": "1",
        },
    )

    assert answer.status_code == 409
    assert "two full weeks lie between" in answer.content.decode()
    assert Unit.objects.get(pk=unit.pk).phase == "decided"


def test_page_takes_as_many_statements_for_three_as_for_one(
    cast: Cast, officer: Client
) -> None:
    unit = received(cast)
    records = find(unit, by=cast.records_officer, n=3)
    ask(unit, cast.records_officer, *records)
    with statements() as few:
        page_of(officer, unit)
    for _n in range(2):
        ask(unit, cast.records_officer, *records)

    with statements() as many:
        page_of(officer, unit)

    assert len(many) == len(few)
