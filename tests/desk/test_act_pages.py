"""The page of every act: done, refused, sent twice, out of date, two people."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from audit.models import Entry
from casework.models import Unit
from casework.operations.add_note import add_note
from casework.operations.assign import Assignment, assign
from casework.operations.begin import touch
from desk.act_links import OWN_PAGES
from offices.models import Role
from tests.desk.act_plays import PLAYS, TODAY, Play, received, refused
from tests.desk.page_helpers import client_of, statements, stop_clock
from tests.factories.cases import AT
from tests.factories.cast import Cast, make_cast, make_staff
from tests.factories.fees import allow_waivers

pytestmark = pytest.mark.django_db

every_act = pytest.mark.parametrize("play", PLAYS, ids=str)
VERSIONED = [play for play in PLAYS if play.is_versioned]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, TODAY)
    allow_waivers(monkeypatch)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def staged(play: Play, cast: Cast) -> tuple[Client, Unit, str]:
    """Return who acts, on which unit, at which address."""
    unit = Unit.objects.get(pk=play.stage(cast).pk)
    client = client_of(getattr(cast, play.person))
    return client, unit, f"/units/{unit.pk}/acts/{play.act}/"


def entries(play: Play) -> int:
    """Count how often the act was done, by the trail."""
    return Entry.objects.filter(act=play.act).count() // play.entries


def value_of(html: str, name: str) -> str:
    """Return what a hidden field of a page holds."""
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return found[1]


def test_every_act_with_a_page_is_played() -> None:
    assert {play.act for play in PLAYS} == OWN_PAGES


@every_act
def test_page_asks_for_the_act(play: Play, cast: Cast) -> None:
    client, unit, address = staged(play, cast)

    answer = client.get(address)

    assert answer.status_code == 200
    html = answer.content.decode()
    assert value_of(html, "version") == str(unit.version)
    assert len(value_of(html, "token")) >= 32


@every_act
def test_act_is_done_and_leads_back_to_the_unit(play: Play, cast: Cast) -> None:
    client, unit, address = staged(play, cast)
    before = entries(play)

    answer = client.post(address, play.form(cast, unit), follow=True)

    assert answer.redirect_chain == [(f"/units/{unit.pk}/", 302)]
    assert answer.status_code == 200
    assert 'class="notice notice--success"' in answer.content.decode()
    assert entries(play) == before + 1


@every_act
def test_act_sent_twice_is_done_once(play: Play, cast: Cast) -> None:
    client, unit, address = staged(play, cast)
    client.post(address, play.form(cast, unit))
    after_first = (entries(play), Unit.objects.get(pk=unit.pk).version)

    answer = client.post(address, play.form(cast, unit))

    assert (answer.status_code, answer["Location"]) == (302, f"/units/{unit.pk}/")
    assert (entries(play), Unit.objects.get(pk=unit.pk).version) == after_first


@every_act
def test_refusal_keeps_everything_typed(play: Play, cast: Cast) -> None:
    client, unit, address = staged(play, cast)
    form = {**play.form(cast, unit), **play.wrong}

    answer = client.post(address, form)

    html = answer.content.decode()
    assert answer.status_code in (200, 409)
    assert 'class="error-summary' in html
    assert "<title>\n      \n        Error:" in html
    assert escape(play.typed) in html
    assert entries(play) == 0


@pytest.mark.parametrize("play", VERSIONED, ids=str)
def test_stale_form_is_told_who_changed_what_and_keeps_what_was_typed(
    play: Play, cast: Cast
) -> None:
    client, unit, address = staged(play, cast)
    form = play.form(cast, unit)
    change_by(cast, unit)
    before = entries(play)

    stale = client.post(address, form)

    html = stale.content.decode()
    assert stale.status_code == 409
    assert "was changed by second_officer 氏" in html
    assert "Nothing was overwritten" in html
    assert re.search("What was done meanwhile: (Assigned|Note added)", html)
    assert escape(play.typed) in html
    assert entries(play) == before

    again = client.post(address, {**form, "version": value_of(html, "version")})

    assert again.status_code == 302
    assert entries(play) == before + 1


@every_act
def test_key_of_another_form_is_not_taken_for_this_one(play: Play, cast: Cast) -> None:
    client, unit, address = staged(play, cast)
    form = play.form(cast, unit)
    add = {"token": form["token"], "text": "先に送った別の内容"}
    client.post(f"/units/{unit.pk}/acts/add_note/", add)
    before = entries(play)

    answer = client.post(address, form)

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "This form was sent before with other contents" in html
    assert entries(play) == before
    assert value_of(html, "token") != form["token"]


@pytest.mark.parametrize("act", ["withdraw", "void"])
def test_act_that_strikes_out_says_first_what_will_happen(act: str, cast: Cast) -> None:
    (play,) = [play for play in PLAYS if play.act == act]
    client, unit, address = staged(play, cast)
    form = {**play.form(cast, unit), "confirm": ""}
    del form["confirm"]

    check = client.post(address, form)

    html = check.content.decode()
    assert check.status_code == 200
    assert "What will happen" in html
    assert escape(play.typed) in html
    assert not re.search(r">\s*True\s*<", html)
    assert entries(play) == 0

    changed = client.post(address, {**form, "change": "1"})

    assert "What will happen" not in changed.content.decode()
    assert escape(play.typed) in changed.content.decode()

    carried = {
        name: value_of(html, name) for name in ("token", "version", *play.body(cast))
    }
    done = client.post(address, {**carried, "confirm": "1"})

    assert done.status_code == 302
    assert entries(play) == 1


def test_act_that_is_not_possible_says_why_and_what_to_do(cast: Cast) -> None:
    unit = refused(cast)
    client = client_of(cast.records_officer)

    answer = client.get(f"/units/{unit.pk}/acts/withdraw/")

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "can be withdrawn only before the decision" in html
    assert f'href="/units/{unit.pk}/"' in html


def test_act_that_became_impossible_keeps_what_was_typed(cast: Cast) -> None:
    (play,) = [play for play in PLAYS if play.act == "withdraw"]
    client, unit, address = staged(play, cast)
    client_of(cast.records_officer).post(
        f"/units/{unit.pk}/acts/void/",
        {"token": "void", "confirm": "1", "reason": "二重"},
    )

    answer = client.post(address, play.form(cast, unit))

    assert answer.status_code == 409
    assert "The number is void" in answer.content.decode()
    assert "目的を達した" in answer.content.decode()
    assert entries(play) == 0


@pytest.mark.parametrize(
    ("act", "says"),
    [
        ("answer_inquiry", "No question waits"),
        ("confirm_reopening", "Nobody asks to open"),
    ],
)
def test_act_with_nothing_to_be_done_to_says_so(
    cast: Cast, act: str, says: str
) -> None:
    unit = received(cast) if act == "answer_inquiry" else refused(cast)

    answer = client_of(cast.records_officer).get(f"/units/{unit.pk}/acts/{act}/")

    assert answer.status_code == 409
    assert says in answer.content.decode()


def test_who_asked_for_the_reopening_is_told_that_another_person_answers(
    cast: Cast,
) -> None:
    (play,) = [play for play in PLAYS if play.act == "confirm_reopening"]
    _client, unit, address = staged(play, cast)
    officer = client_of(cast.records_officer)

    page = officer.get(address)
    sent = officer.post(address, play.form(cast, unit))

    for answer in (page, sent):
        assert answer.status_code == 409
        assert "A second person has to answer" in answer.content.decode()
    assert entries(play) == 0


def test_page_of_a_new_act_keeps_its_key_for_one_person(cast: Cast) -> None:
    """Two people with the same key are two acts."""
    unit = received(cast)
    form = {"token": "the same", "text": "二人のメモ"}
    address = f"/units/{unit.pk}/acts/add_note/"

    for person in (cast.records_officer, cast.division_staff):
        assert client_of(person).post(address, form).status_code == 302

    assert Entry.objects.filter(act="add_note").count() == 2


def test_page_takes_no_more_statements_with_more_to_show(cast: Cast) -> None:
    unit = received(cast)
    client = client_of(cast.division_staff)
    address = f"/units/{unit.pk}/acts/add_note/"
    with statements() as few:
        client.get(address)
    for number in range(3):
        add_note(
            unit=unit, text=f"メモ{number}", by=cast.division_staff, on=TODAY, at=AT
        )

    with statements() as many:
        client.get(address)

    assert len(many) == len(few)


def test_refused_file_keeps_what_was_said_of_it(cast: Cast) -> None:
    unit = received(cast)
    script = SimpleUploadedFile("run.exe", b"MZ")

    answer = client_of(cast.records_officer).post(
        f"/units/{unit.pk}/acts/attach/",
        {"token": "file", "file": script, "kind": "released", "of_whole_case": "on"},
    )

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Only PDF, PNG" in html
    assert re.search(r'value="released"[^>]*\schecked', html)
    assert re.search(r'name="of_whole_case"[^>]*\schecked', html)


def change_by(cast: Cast, unit: Unit) -> None:
    """Let somebody else change the unit after it was looked at."""
    second = make_staff("second_officer", Role.RECORDS_OFFICER)
    if unit.is_open:
        assign(
            unit=unit,
            assignment=Assignment(handler=cast.division_staff),
            version=None,
            by=second,
            on=TODAY,
            at=AT,
        )
        return
    add_note(unit=unit, text="見直し中", by=second, on=TODAY, at=AT)
    touch(Unit.objects.get(pk=unit.pk))
