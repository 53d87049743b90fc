"""What is being done with a unit: what comes next, how far it is, what is kept."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from audit import triggers
from audit.models import Detail, Entry
from casework.attachment_files import attachment_store
from casework.models import Attachment, Unit
from casework.operations.add_note import add_note
from casework.operations.add_records import add_records
from casework.operations.ask_reopening import ask_reopening
from casework.operations.assign import Assignment, assign
from casework.operations.attach import FileFacts, attach
from casework.operations.inquire import inquire
from casework.operations.link_cases import link_cases
from casework.operations.log_contact import ContactFacts, log_contact
from casework.record_facts import RecordFacts
from desk.unit_work import MOST_EARLIER
from offices.models import Role
from tests.annual.reading import Page
from tests.desk.act_plays import disclosed, received, refused
from tests.desk.page_helpers import client_of, read, statements, stop_clock
from tests.factories.cases import AT, intake, make_branch, make_unit, numbered
from tests.factories.cast import Cast, make_cast, make_staff

pytestmark = pytest.mark.django_db

TODAY = date(2020, 6, 12)
NAME = "山田 花子"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, TODAY)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def officer(cast: Cast) -> Client:
    return client_of(cast.records_officer)


@pytest.fixture
def division(cast: Cast) -> Client:
    return client_of(cast.division_staff)


def page_of(client: Client, unit: Unit, query: str = "") -> Page:
    """Open the page of a unit."""
    return read(client, f"/units/{unit.pk}/{query}")


def primary(client: Client, unit: Unit) -> str:
    """Return the address of the one act that stands first, empty without one."""
    html = client.get(f"/units/{unit.pk}/").content.decode()
    found = html.split('class="button button--primary" href="')
    assert len(found) <= 2
    return found[1].split('"')[0] if len(found) == 2 else ""


def handled(cast: Cast) -> Unit:
    """Return a unit that somebody handles."""
    return assign(
        unit=received(cast),
        assignment=Assignment(handler=cast.division_staff),
        version=None,
        by=cast.records_officer,
        on=TODAY,
        at=AT,
    )


def listed(cast: Cast) -> Unit:
    """Return a unit with a record that is not decided."""
    unit = handled(cast)
    facts = [RecordFacts(title="道路台帳", sheets=12)]
    add_records(unit=unit, records=facts, by=cast.division_staff, on=TODAY, at=AT)
    return unit


def test_what_presses_stands_first(cast: Cast, division: Client) -> None:
    assert primary(division, received(cast)).endswith("/acts/assign/")
    assert primary(division, handled(cast)).endswith("/records/")
    assert primary(division, listed(cast)).endswith("/records/")
    assert primary(division, disclosed(cast)).endswith("/acts/implement/")
    assert primary(division, refused(cast)) == ""


def test_question_of_the_office_comes_before_everything(
    cast: Cast, division: Client
) -> None:
    unit = received(cast)
    inquire(
        unit=unit,
        division=cast.office.general_affairs,
        answer_by_on=TODAY,
        by=cast.records_officer,
        on=TODAY,
        at=AT,
    )

    assert primary(division, unit).endswith("/acts/answer_inquiry/")
    assert "Askedon2020-06-12,answerby2020-06-12" in page_of(division, unit).text


def test_second_person_is_led_to_the_wish_and_the_first_is_not(
    cast: Cast, officer: Client
) -> None:
    unit = refused(cast)
    ask_reopening(
        unit=unit,
        reason="別の件の決定だった",
        version=None,
        by=cast.records_officer,
        on=TODAY,
        at=AT,
    )
    second = make_staff("second_officer", Role.RECORDS_OFFICER)

    assert primary(officer, unit) == ""
    assert "Youaskedyourself." in page_of(officer, unit).text
    assert primary(client_of(second), unit).endswith("/acts/confirm_reopening/")


def test_known_act_that_is_gone_says_why(cast: Cast, officer: Client) -> None:
    page = page_of(officer, refused(cast))

    assert "canbewithdrawnonlybeforethedecision" in page.text
    assert not [href for href, _ in page.links if href.endswith("/acts/withdraw/")]


@pytest.mark.parametrize("person", ["statistics_manager", "auditor"])
def test_who_may_do_nothing_is_offered_nothing(cast: Cast, person: str) -> None:
    page = page_of(client_of(getattr(cast, person)), received(cast))

    assert "Todonext" not in page.text
    assert not [href for href, _ in page.links if "/acts/" in href]


def test_steps_have_their_days_and_one_is_now(cast: Cast, officer: Client) -> None:
    html = officer.get(f"/units/{listed(cast).pk}/").content.decode()

    assert html.count('aria-current="step"') == 1
    assert "Step 3 of 7" in html
    assert 'href="#request-heading">Receipt</a>' in html
    assert 'href="#records-heading">Identification</a>' in html


def test_ended_unit_leaves_out_the_steps_it_did_not_need(
    cast: Cast, officer: Client
) -> None:
    page = page_of(officer, refused(cast))

    assert "Step7of7" in page.text
    assert "Identificationnotneeded" in page.text
    assert "Approval" in page.text


def test_first_lines_say_who_has_it_since_when_and_how_many_days_are_left(
    cast: Cast, officer: Client
) -> None:
    page = page_of(officer, handled(cast))

    assert "Inchargedivision_staff氏(since2020-06-01)" in page.text
    assert "2020-06-15" in page.text
    assert "(3daysleft)" in page.text


def write_down(cast: Cast, unit: Unit) -> None:
    """Leave a note and a contact."""
    add_note(unit=unit, text="倉庫を確かめる", by=cast.division_staff, on=TODAY, at=AT)
    contact = ContactFacts(
        had_on=TODAY, counterpart="requester", means="phone", text="日程を相談"
    )
    log_contact(unit=unit, contact=contact, by=cast.records_officer, on=TODAY, at=AT)


@pytest.mark.parametrize(
    ("sort", "shown"),
    [
        ("", {"倉庫を確かめる", "日程を相談", "Unitsplitoff"}),
        ("note", {"倉庫を確かめる"}),
        ("contact", {"日程を相談"}),
        ("change", {"Unitsplitoff"}),
        ("procedure", set()),
        ("nonsense", {"倉庫を確かめる", "日程を相談", "Unitsplitoff"}),
    ],
)
def test_course_is_narrowed_by_the_address(
    cast: Cast, officer: Client, sort: str, shown: set[str]
) -> None:
    unit = make_branch(received(cast), division=cast.office.general_affairs)
    write_down(cast, unit)

    html = officer.get(f"/units/{unit.pk}/?show={sort}").content.decode()

    course = html.split('id="course-heading"')[1].split("</section>")[0]
    words = Page(f"<p>{course.split('</nav>')[1]}</p>".replace("<p></h2>", "<p>")).text
    assert {one for one in shown if one in words} == shown
    assert ("倉庫を確かめる" in words) == ("倉庫を確かめる" in shown)
    assert ("日程を相談" in words) == ("日程を相談" in shown)


@pytest.mark.parametrize(
    ("person", "shown"),
    [
        ("records_officer", True),
        ("division_staff", True),
        ("approver", True),
        ("statistics_manager", False),
        ("auditor", False),
    ],
)
def test_notes_are_for_who_may_read_words(
    cast: Cast, person: str, *, shown: bool
) -> None:
    unit = received(cast)
    write_down(cast, unit)

    page = page_of(client_of(getattr(cast, person)), unit)

    assert ("倉庫を確かめる" in page.text) == shown
    assert ("日程を相談" in page.text) == shown


def test_earlier_requests_of_the_name_are_for_the_records_officer(
    cast: Cast, officer: Client, division: Client
) -> None:
    facts = intake(
        received_on=date(2020, 5, 1),
        division=cast.office.general_affairs,
        requester=NAME,
        subject="前の件名",
    )
    make_unit(numbered(facts, 555))
    unit = received(cast)

    assert "前の件名" in page_of(officer, unit).text
    assert "前の件名" not in page_of(division, unit).text


def test_earlier_request_is_found_however_the_name_is_written(
    cast: Cast, officer: Client
) -> None:
    for name, number in (("髙橋　太郎", 555), ("高橋太郎", 556)):
        facts = intake(division=cast.office.roads, requester=name)
        unit = make_unit(numbered(facts, number))

    html = officer.get(f"/units/{unit.pk}/").content.decode()

    part = html.split("Earlier requests of the same name")[1].split("</ul>")[0]
    assert "第555号" in part


def test_trail_says_whether_it_holds(cast: Cast, officer: Client) -> None:
    unit = received(cast)
    assert "Noentrywaschangedorremoved." in page_of(officer, unit).text

    with triggers.lifted():
        Entry.objects.filter(stream=unit.case.stream).update(actor_label="別人")

    assert "Anentryofthistrailwaschanged" in page_of(officer, unit).text


def test_no_more_than_some_earlier_requests_are_shown(
    cast: Cast, officer: Client
) -> None:
    for _ in range(MOST_EARLIER + 2):
        received(cast)

    html = officer.get(f"/units/{received(cast).pk}/").content.decode()

    part = html.split("Earlier requests of the same name")[1].split("</ul>")[0]
    assert part.count("<li>") == MOST_EARLIER


def test_linked_case_is_shown_to_who_may_see_it(
    cast: Cast, officer: Client, division: Client
) -> None:
    other = make_unit(numbered(intake(division=cast.office.roads), 777))
    unit = received(cast)
    link_cases(
        unit=unit,
        other=other.case,
        kind="asked_before",
        by=cast.records_officer,
        on=TODAY,
        at=AT,
    )

    address = f"/cases/{other.case_id}/"
    assert address in [href for href, _ in page_of(officer, unit).links]
    assert f"/cases/{unit.case_id}/" in [h for h, _ in page_of(officer, other).links]
    assert address not in [href for href, _ in page_of(division, unit).links]


def test_page_takes_no_more_statements_with_more_work(
    cast: Cast, officer: Client
) -> None:
    unit = listed(cast)
    write_down(cast, unit)
    officer.get(f"/units/{unit.pk}/")
    with statements() as few:
        page_of(officer, unit)
    for _ in range(3):
        write_down(cast, unit)
        received(cast)
        facts = [RecordFacts(title="橋梁台帳", sheets=3)]
        add_records(unit=unit, records=facts, by=cast.division_staff, on=TODAY, at=AT)

    with statements() as many:
        page_of(officer, unit)

    assert len(many) == len(few)


def brought(cast: Cast, unit: Unit, *, kind: str = "released") -> Attachment:
    """Return a file of a unit."""
    return attach(
        unit=unit,
        file=FileFacts(kind=kind, name="図面 一.txt", content=BytesIO(b"map")),
        store=attachment_store(),
        by=cast.records_officer,
        on=TODAY,
        at=AT,
    )


def test_file_is_handed_out_as_it_was_brought(cast: Cast, division: Client) -> None:
    unit = received(cast)
    file = brought(cast, unit)

    answer = division.get(f"/units/{unit.pk}/attachments/{file.pk}/")

    assert answer.getvalue() == b"map"
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E5%9B%B3%E9%9D%A2%20%E4%B8%80.txt"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_changed_file_is_not_handed_out(cast: Cast, officer: Client) -> None:
    unit = received(cast)
    file = brought(cast, unit)
    (attachment_store().folder / file.path).write_bytes(b"mop")

    answer = officer.get(f"/units/{unit.pk}/attachments/{file.pk}/")

    assert answer.status_code == 409
    assert "The file is not what was attached" in answer.content.decode()
    assert b"mop" not in answer.content


def test_file_of_another_case_is_not_there(cast: Cast, officer: Client) -> None:
    file = brought(cast, received(cast))
    other = received(cast)

    answer = officer.get(f"/units/{other.pk}/attachments/{file.pk}/")

    assert answer.status_code == 404


def test_requester_is_shown_once_and_the_reason_stays(
    cast: Cast, division: Client
) -> None:
    unit = received(cast)
    address = reverse("desk:requester", kwargs={"pk": unit.pk})
    assert NAME not in division.get(address).content.decode()

    shown = division.post(address, {"reason": "本人の来庁に備える"})

    assert NAME in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert NAME not in division.get(address).content.decode()
    assert NAME not in division.get(f"/units/{unit.pk}/").content.decode()
    entry = Entry.objects.get(act="reveal_requester")
    assert entry.actor_key == f"staff:{cast.division_staff.pk}"
    assert Detail.objects.get(entry=entry).values == {"reason": "本人の来庁に備える"}


def test_requester_is_not_shown_without_a_reason(cast: Cast, division: Client) -> None:
    unit = received(cast)
    address = reverse("desk:requester", kwargs={"pk": unit.pk})

    answer = division.post(address, {"reason": "　 "})

    assert NAME not in answer.content.decode()
    assert "Please say for what work" in answer.content.decode()
    assert not Entry.objects.filter(act="reveal_requester").exists()


@pytest.mark.parametrize(
    ("person", "shown"), [("records_officer", True), ("division_staff", False)]
)
def test_sheet_shows_what_the_role_may_see(
    cast: Cast, person: str, *, shown: bool
) -> None:
    unit = received(cast)
    write_down(cast, unit)

    page = read(client_of(getattr(cast, person)), f"/units/{unit.pk}/print/")

    assert (NAME.replace(" ", "") in page.text) == shown
    assert "日程を相談" in page.text
