"""One act on many units: successes stay, failures come back with their reason."""

import re

import pytest
from django.test import Client

from audit.models import Entry
from casework.models import Unit
from casework.operations.assign import Assignment, assign
from offices.models import Role
from tests.desk.act_plays import TODAY, received, refused
from tests.desk.page_helpers import client_of, statements, stop_clock
from tests.factories.cases import AT
from tests.factories.cast import Cast, make_cast, make_staff

pytestmark = pytest.mark.django_db

ASSIGN = "/units/batch/assign/"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, TODAY)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def officer(cast: Cast) -> Client:
    return client_of(cast.records_officer)


def hidden(html: str) -> dict[str, list[str]]:
    """Return the hidden fields of a page."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(
        r'type="hidden" name="([^"]+)" value="([^"]*)"', html
    ):
        found.setdefault(name, []).append(value)
    return found


def form_for(officer: Client, units: list[Unit]) -> dict[str, object]:
    """Return what the form of the page sends."""
    page = officer.post(ASSIGN, {"unit": [unit.pk for unit in units]})
    assert page.status_code == 200
    return {**hidden(page.content.decode()), "confirm": "1"}


def test_first_sending_asks_and_does_nothing(cast: Cast, officer: Client) -> None:
    units = [received(cast), received(cast)]

    html = officer.post(ASSIGN, {"unit": [u.pk for u in units]}).content.decode()

    assert hidden(html)["unit"] == [str(unit.pk) for unit in units]
    assert all(unit.number_text in html for unit in units)
    assert not Entry.objects.filter(act="assign").exists()


def test_successes_stay_and_failures_come_back_with_their_reason(
    cast: Cast, officer: Client
) -> None:
    good, ended, good_too = received(cast), refused(cast), received(cast)
    form = form_for(officer, [good, ended, good_too])

    html = officer.post(
        ASSIGN, {**form, "handler": cast.division_staff.pk}
    ).content.decode()

    assert "Done for 2 units." in html
    assert "Not done for 1 unit;" in html
    assert f"{ended.number_text}: This is not possible while a draft waits" in html
    handlers = Unit.objects.order_by("pk").values_list("handler", flat=True)
    assert list(handlers) == [cast.division_staff.pk, None, cast.division_staff.pk]


def test_batch_sent_twice_is_done_once(cast: Cast, officer: Client) -> None:
    units = [received(cast), received(cast)]
    form = {**form_for(officer, units), "handler": cast.division_staff.pk}

    for _ in range(2):
        html = officer.post(ASSIGN, form).content.decode()
        assert "Done for 2 units." in html

    assert Entry.objects.filter(act="assign").count() == 2


def test_unit_somebody_changed_meanwhile_is_not_overwritten(
    cast: Cast, officer: Client
) -> None:
    unit, other = received(cast), received(cast)
    form = {**form_for(officer, [unit, other]), "handler": cast.division_staff.pk}
    second = make_staff("second_officer", Role.RECORDS_OFFICER)
    assign(
        unit=unit,
        assignment=Assignment(division=cast.office.roads),
        version=None,
        by=second,
        on=TODAY,
        at=AT,
    )

    html = officer.post(ASSIGN, form).content.decode()

    assert "was changed by second_officer 氏" in html
    assert "Done for 1 unit." in html
    assert Unit.objects.get(pk=unit.pk).division == cast.office.roads


def test_refused_form_keeps_units_and_what_was_typed(
    cast: Cast, officer: Client
) -> None:
    units = [received(cast), received(cast)]
    asked = {"unit": [unit.pk for unit in units], "token": "t", "confirm": "1"}

    page = officer.post("/units/batch/inquire/", {**asked, "answer_by_on": "R2.6.31"})

    html = page.content.decode()
    assert 'class="error-summary' in html
    assert 'value="R2.6.31"' in html
    assert hidden(html)["unit"] == [str(unit.pk) for unit in units]


def test_each_unit_asks_the_division_it_is_with(cast: Cast, officer: Client) -> None:
    units = [received(cast), received(cast)]
    asked = {"unit": [unit.pk for unit in units], "token": "t", "confirm": "1"}

    page = officer.post("/units/batch/inquire/", {**asked, "answer_by_on": "R2.6.19"})

    assert "Done for 2 units." in page.content.decode()
    assert all(
        unit.inquiries.get().division == cast.office.general_affairs for unit in units
    )


def test_units_of_others_are_left_out_as_if_there_were_none(cast: Cast) -> None:
    own = received(cast)
    other = received(cast)
    Unit.objects.filter(pk=other.pk).update(division=cast.office.roads)

    page = client_of(cast.division_staff).post(ASSIGN, {"unit": [own.pk, other.pk]})

    html = page.content.decode()
    assert hidden(html)["unit"] == [str(own.pk)]
    assert other.number_text not in html


def test_nothing_picked_leads_back_to_the_list(officer: Client) -> None:
    answer = officer.post(ASSIGN, {}, follow=True)

    assert answer.redirect_chain[0] == ("/queue/", 302)
    assert "Please pick at least one unit first." in answer.content.decode()


def test_form_takes_no_more_statements_for_more_units(
    cast: Cast, officer: Client
) -> None:
    units = [received(cast) for _ in range(4)]
    officer.post(ASSIGN, {"unit": [units[0].pk]})
    with statements() as few:
        officer.post(ASSIGN, {"unit": [unit.pk for unit in units[:2]]})

    with statements() as many:
        officer.post(ASSIGN, {"unit": [unit.pk for unit in units]})

    assert len(many) == len(few)
