"""The log of guidance in the browser, and the request it may become."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from casework.models import Case
from disclosure.models import Guidance
from offices.models import Staff
from tests.desk.page_helpers import client_of, read, statements, stop_clock
from tests.factories.cast import make_cast, make_office

pytestmark = pytest.mark.django_db

TODAY = date(2020, 9, 1)
LOG, NEW = "/requests/guidance/", "/requests/guidance/new/"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, TODAY)


@pytest.fixture
def officer() -> Client:
    return client_of(make_cast().records_officer)


def values_of(client: Client, address: str) -> dict[str, str]:
    """Return the values of the inputs of a page's own form."""
    page = client.get(address).content.decode()
    main = page[page.index("<main") : page.index("</main")]
    tags = re.findall(r"<input[^>]*>", main)
    pairs = [
        (re.search(r'name="([^"]+)"', t), re.search(r'value="([^"]*)"', t))
        for t in tags
    ]
    return {name[1]: value[1] if value else "" for name, value in pairs if name}


def entry(kind: str = "advice", on: date = TODAY, what: str = "窓口の案内") -> Guidance:
    return Guidance.objects.create(
        on=on,
        kind=kind,
        what=what,
        division=make_office().roads,
        staff=Staff.objects.get(login="records_officer"),
        at=datetime(2020, 9, 1, 3, 0, tzinfo=UTC),
    )


def test_entry_is_logged_and_listed(officer: Client) -> None:
    form = values_of(officer, NEW)
    form |= {"kind": "publication", "what": "ねりまの地図", "division": ""}

    answer = officer.post(NEW, form, follow=True)

    assert answer.redirect_chain == [(LOG, 302)]
    assert "The entry was logged." in answer.content.decode()
    rows = read(officer, LOG).rows
    assert ["2020-09-01", "Paid publication", "ねりまの地図", "－"] in [
        r[:4] for r in rows
    ]
    assert ["Paid publication", "1", "0"] in rows
    assert ["Library", "0", "0"] in rows


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"what": ""}, "what it was about"),
        ({"on": "R2.9.2"}, "still to come"),
        ({"on": "きのう"}, "on"),
    ],
)
def test_entry_that_cannot_stand_stays_in_the_form(
    officer: Client, changes: dict[str, str], says: str
) -> None:
    form = values_of(officer, NEW) | {"kind": "advice", "what": "案内", "division": ""}

    answer = officer.post(NEW, form | changes)

    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert says in answer.content.decode()
    assert not Guidance.objects.exists()


def test_entries_of_another_year_are_shown_when_asked_for(officer: Client) -> None:
    entry(on=date(2020, 3, 31), what="昨年度の案内")
    entry(what="今年度の案内")

    this = read(officer, LOG).text
    last = read(officer, LOG + "?fiscal_year=2019").text

    assert ("今年度の案内" in this, "昨年度の案内" in this) == (True, False)
    assert ("今年度の案内" in last, "昨年度の案内" in last) == (False, True)


def test_one_press_makes_an_entry_a_request(officer: Client) -> None:
    made = entry(what="道路台帳を見たい")
    (address,) = [
        href for href, _text in read(officer, LOG).links if "?guidance=" in href
    ]

    form = values_of(officer, address)
    assert form["subject_1"] == "道路台帳を見たい"
    form |= {
        "organ": str(make_office().mayor.pk),
        "channel": "counter",
        "requester_category": "unknown",
        "name": "豊玉 花子",
        "division_1": make_office().roads.name,
    }
    officer.post("/requests/new/", form)

    made.refresh_from_db()
    assert made.case == Case.objects.get()
    assert made.case.subject == "道路台帳を見たい"
    page = read(officer, LOG)
    assert not any("?guidance=" in href for href, _text in page.links)
    assert (f"/cases/{made.case.pk}/", made.case.number_text) in page.links
    assert ["Advice", "1", "1"] in page.rows


@pytest.mark.parametrize("key", ["987654", "x", "", "9" * 40, "²"])
def test_entry_that_is_none_leaves_the_form_empty(officer: Client, key: str) -> None:
    form = values_of(officer, f"/requests/new/?guidance={key}")

    assert (form["guidance"], form["subject_1"]) == ("", "")


def test_division_prefilled_is_the_one_of_the_entry(officer: Client) -> None:
    made = entry()

    page = officer.get(f"/requests/new/?guidance={made.pk}").content.decode()

    assert f'value="{make_office().roads.name}"' in page


def test_statements_do_not_grow_with_the_entries(officer: Client) -> None:
    entry()
    with statements() as few:
        read(officer, LOG)
    for number in range(20):
        entry(what=f"案内{number}")

    with statements() as many:
        read(officer, LOG)

    # session, person, grants are those of every page
    assert len(few) == len(many) <= 3 + 3
