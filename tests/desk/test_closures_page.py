"""The page of the closing days: look, preview, apply once; a job where it is much."""

from datetime import date

import pytest
from django.test import Client

from casework.models import Closure, Job, Redating, Unit
from desk.jobs import redating as job_kind
from desk.jobs.work import work_off_one
from tests.desk.page_helpers import client_of, stop_clock
from tests.factories.cases import make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import NOW

pytestmark = pytest.mark.django_db

URL = "/closures/"
TODAY = date(2020, 6, 3)
TUESDAY = date(2020, 6, 16)
FORM = {
    "token": "once",
    "first_on": "R2.6.15",
    "name": "庁舎停電",
    "source": "庁舎管理規則",
    "reason": "電気設備の更新",
}


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    stop_clock(monkeypatch, TODAY)
    return make_cast()


@pytest.fixture
def officer(cast: Cast) -> Client:
    return client_of(cast.records_officer)


def test_preview_names_the_units_and_writes_nothing(officer: Client) -> None:
    unit = make_unit()

    text = officer.post(URL, FORM).content.decode()

    assert unit.number_text in text
    assert "2020-06-15" in text or "June 15, 2020" in text or "令和2年6月15日" in text
    assert "1 waiting unit would be re-dated" in text
    assert "総務課" in text
    assert not Closure.objects.exists()


def test_applied_once_however_often_it_is_sent(officer: Client) -> None:
    unit = make_unit()

    first = officer.post(URL, {**FORM, "confirm": "1"})
    second = officer.post(URL, {**FORM, "confirm": "1"})

    assert first["Location"] == second["Location"]
    assert Redating.objects.count() == Closure.objects.count() == 1
    assert Unit.objects.get(pk=unit.pk).due_on == TUESDAY
    page = officer.get(first["Location"]).content.decode()
    assert unit.number_text in page
    shown = officer.get(URL).content.decode()
    assert "庁舎停電" in shown
    assert "電気設備の更新" in shown


def test_day_is_opened_again(officer: Client) -> None:
    unit = make_unit()
    officer.post(URL, {**FORM, "confirm": "1"})

    sent = {"token": "two", "removed": ["2020-06-15"], "reason": "中止", "confirm": "1"}
    officer.post(URL, sent)

    assert Unit.objects.get(pk=unit.pk).due_on == date(2020, 6, 15)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"first_on": "R2.6.13"}, "The office is closed then already."),
        ({"first_on": ""}, "Name at least one day"),
        ({"name": ""}, "Please say what closes the office"),
        ({"reason": ""}, "Please write why the due dates change."),
        ({"last_on": "R2.6.14"}, "The last day lies before the first"),
        ({"last_on": "R2.9.1"}, "more than a month after"),
        ({"first_on": "R30.6.14"}, "does not reach so far"),
    ],
)
def test_nothing_typed_is_lost(
    officer: Client, wrong: dict[str, str], said: str
) -> None:
    text = officer.post(URL, {**FORM, **wrong, "confirm": "1"}).content.decode()

    assert said in text
    for name, value in {**FORM, **wrong}.items():
        assert name == "token" or value in text
    assert not Closure.objects.exists()


def test_range_closes_the_open_days_only(officer: Client) -> None:
    officer.post(URL, {**FORM, "last_on": "R2.6.22", "confirm": "1"})

    days = list(Closure.objects.values_list("on", flat=True).order_by("on"))
    assert days == [date(2020, 6, n) for n in (15, 16, 17, 18, 19, 22)]


def test_many_units_are_a_job(monkeypatch: pytest.MonkeyPatch, officer: Client) -> None:
    monkeypatch.setattr(job_kind, "AT_ONCE", 1)
    units = [make_unit(), make_unit()]

    answer = officer.post(URL, {**FORM, "confirm": "1"})

    job = Job.objects.get()
    assert answer["Location"] == f"/jobs/{job.pk}/"
    assert not Closure.objects.exists()
    assert work_off_one(clock=lambda: NOW)
    assert {Unit.objects.get(pk=unit.pk).due_on for unit in units} == {TUESDAY}
    text = officer.get(answer["Location"]).content.decode()
    assert "2 units were re-dated." in text


def test_changed_rules_are_named_and_applied(officer: Client) -> None:
    unit = make_unit()
    assert "another due date than is stored" not in officer.get(URL).content.decode()
    Unit.objects.filter(pk=unit.pk).update(due_on=date(2020, 6, 11))

    assert "another due date than is stored" in officer.get(URL).content.decode()
    sent = {"token": "rules", "reason": "改正"}
    assert unit.number_text in officer.post(f"{URL}rules/", sent).content.decode()
    officer.post(f"{URL}rules/", {**sent, "confirm": "1"})

    assert Unit.objects.get(pk=unit.pk).due_on == date(2020, 6, 15)
    assert Redating.objects.get().cause == "rules"
