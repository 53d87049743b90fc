"""The acts on the clock on the pages: what is shown, found and offered."""

from datetime import date

import pytest

from casework.models import Unit
from casework.operations.answer_supplementation import (
    AnswerFacts,
    answer_supplementation,
)
from tests.desk.act_plays import TODAY, received, suspended
from tests.desk.api.asking import program_of, read
from tests.desk.page_helpers import client_of, stop_clock
from tests.factories.cases import AT
from tests.factories.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, TODAY)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def page_of(cast: Cast, unit: Unit, person: str = "records_officer") -> str:
    """Return the page of a unit, in English and on one line."""
    client = client_of(getattr(cast, person))
    answer = client.get(f"/units/{unit.pk}/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_order_that_ran_out_presses_and_days_left_are_shown(cast: Cast) -> None:
    unit = suspended(cast)

    html = page_of(cast, unit)

    # 14 days, two of them before the order of the third
    assert "(12 days left when the answer arrives)" in html
    assert "年度を補ってください。" in html
    assert "The period of the supplementation order is over" in html
    assert "Supplementation ordered, answer by 2020-06-10" in html
    assert f'href="/units/{unit.pk}/acts/lapse_supplementation/"' in html


def test_order_that_still_runs_asks_for_its_answer(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = suspended(cast)
    stop_clock(monkeypatch, date(2020, 6, 10))

    assert "The clock stands still until the answer" in page_of(cast, unit)


def test_suspended_unit_is_found_in_the_queue_until_the_answer_arrives(
    cast: Cast,
) -> None:
    unit = suspended(cast)
    client = client_of(cast.records_officer)
    assert unit.number_text in client.get("/queue/?due=suspended").content.decode()

    answer_supplementation(
        unit=unit,
        answer=AnswerFacts(arrived_on=TODAY, written_on=date(2020, 6, 9)),
        version=None,
        by=cast.records_officer,
        on=TODAY,
        at=AT,
    )

    assert unit.number_text not in client.get("/queue/?due=suspended").content.decode()
    html = page_of(cast, unit)
    assert "Answer to the supplementation order arrived, dated 2020-06-09" in html
    assert "which moves no due date" in html


def test_matter_is_not_for_those_who_only_count(cast: Cast) -> None:
    unit = suspended(cast)

    html = page_of(cast, unit, "auditor")

    assert "年度を補ってください" not in html
    assert "Supplementation ordered, answer by 2020-06-10" in html


def test_act_without_an_order_says_why_it_is_not_possible(cast: Cast) -> None:
    unit = received(cast)

    answer = client_of(cast.records_officer).get(
        f"/units/{unit.pk}/acts/answer_supplementation/"
    )

    assert answer.status_code == 409
    assert "No supplementation order of" in answer.content.decode()


def test_api_tells_the_orders_of_the_case(cast: Cast) -> None:
    unit = suspended(cast)

    found = read(program_of(cast.auditor), f"units/{unit.pk}/")

    assert found["supplementations"] == [
        {
            "id": unit.case.supplementations.get().pk,
            "ordered_on": "2020-06-03",
            "answer_by_on": "2020-06-10",
            "written_on": None,
            "arrived_on": None,
            "lapsed_on": None,
        }
    ]
