"""The pages of a case and of a unit: what they say, and to whom."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from django.utils.html import strip_tags

from appeals.models import Against, Appeal
from casework.handover import Handover
from casework.models import ImportRow, ImportRun, Unit
from casework.operations import clock
from casework.operations.implement import implement
from ordinances.periods import Event
from tests.desk.page_helpers import client_of, read, statements, stop_clock
from tests.factories.cases import AT, end, intake, make_branch, make_unit, numbered
from tests.factories.cast import CLERK, Cast, make_cast

pytestmark = pytest.mark.django_db

TODAY = date(2020, 6, 12)
NAME = "架空花子"
SUBJECT = "秘密の橋の図面"
REMARKS = "電話で問合せあり"
SECRETS = (NAME, SUBJECT, REMARKS)


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
def secret(cast: Cast) -> Unit:
    """A unit of the general affairs division with every kind of secret."""
    unit = make_unit(numbered(intake(requester=NAME, subject=SUBJECT), 7))
    unit.remarks = REMARKS
    unit.save(update_fields=["remarks"])
    run = ImportRun.objects.create(
        kind="disclosure",
        file_name="R2.csv",
        sha256="0" * 64,
        at=AT,
        actor_key=CLERK.key,
        actor_label=CLERK.label,
    )
    ImportRow.objects.create(
        run=run, line=12, raw={"請求者名": NAME, "摘要": "欄外の書込み"}, unit=unit
    )
    return unit


def write(unit: Unit, *events: Event) -> None:
    for event in events:
        clock.write_event(case=unit.case, unit=unit, event=event, by=CLERK, at=AT)
    clock.refresh(unit)


@pytest.mark.parametrize("address", ["/units/{unit}/", "/cases/{case}/"])
@pytest.mark.parametrize(
    ("person", "shown"),
    [
        ("records_officer", {NAME, SUBJECT}),
        ("division_staff", {SUBJECT}),
        ("approver", {SUBJECT}),
        ("statistics_manager", set()),
        ("auditor", set()),
    ],
)
def test_page_shows_exactly_the_fields_of_the_role(
    cast: Cast, secret: Unit, address: str, person: str, shown: set[str]
) -> None:
    path = address.format(unit=secret.pk, case=secret.case_id)

    html = client_of(getattr(cast, person)).get(path).content.decode()

    assert "令和2年度 第7号" in html
    assert {word for word in (NAME, SUBJECT) if word in html} == shown
    assert ("Not shown" in html) == (shown != {NAME, SUBJECT})


@pytest.mark.parametrize(
    ("person", "remarks", "raw"),
    [
        ("records_officer", True, True),
        ("division_staff", True, False),
        ("statistics_manager", False, False),
        ("auditor", False, False),
    ],
)
def test_remarks_and_the_written_row_are_for_those_who_may_read_them(
    cast: Cast, secret: Unit, person: str, *, remarks: bool, raw: bool
) -> None:
    client = client_of(getattr(cast, person))

    html = client.get(f"/units/{secret.pk}/").content.decode()

    assert (REMARKS in html) == remarks
    assert ("欄外の書込み" in html) == raw
    assert ("R2.csv" in html) == raw


@pytest.mark.parametrize(
    "person", ["other_division_staff", "board_member", "sysadmin", "stranger"]
)
def test_page_is_not_there_for_others(cast: Cast, secret: Unit, person: str) -> None:
    client = client_of(getattr(cast, person))

    for path in (f"/units/{secret.pk}/", f"/cases/{secret.case_id}/"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert not any(word in answer.content.decode() for word in SECRETS)


def test_case_shows_of_another_divisions_unit_only_where_it_stands(
    cast: Cast, secret: Unit
) -> None:
    other = make_branch(secret, division=cast.office.roads)
    other.subject = "道路課だけの件名"
    other.save(update_fields=["subject"])
    end(other, "full", on=TODAY)

    page = read(client_of(cast.division_staff), f"/cases/{secret.case_id}/")

    (row,) = [row for row in page.rows if "の2" in row[0]]
    assert row == [
        "令和2年度 第7号の2",
        "Not shown",
        "道路課",
        "Decided",
        "A unit of another division: only where it stands is shown.",
    ]
    assert "道路課だけの件名" not in page.text
    assert f"/units/{other.pk}/" not in [href for href, _ in page.links]


def test_trail_of_a_case_tells_nothing_of_another_divisions_unit(
    cast: Cast, secret: Unit
) -> None:
    other = make_branch(secret, division=cast.office.roads)
    end(other, "full", on=TODAY)

    seen = read(client_of(cast.division_staff), f"/cases/{secret.case_id}/")
    whole = read(client_of(cast.records_officer), f"/cases/{secret.case_id}/")

    assert "Caseentered" in seen.text
    assert "Outcomeentered" not in seen.text
    assert "Outcomeentered" in whole.text


def test_unit_names_its_sisters_by_number_division_and_phase(
    cast: Cast, secret: Unit
) -> None:
    make_branch(secret, division=cast.office.roads)

    page = read(client_of(cast.division_staff), f"/units/{secret.pk}/")

    assert "令和2年度第7号の2道路課Received" in page.text


def test_unit_explains_each_day_with_rule_and_source(
    officer: Client, secret: Unit
) -> None:
    page = read(officer, f"/units/{secret.pk}/")

    assert "2020-06-15Unverified" in page.text
    assert "2020-06-01(Mon),thereceiptoftherequest,isnotcounted" in page.text
    assert "2020-06-02(Tue)to2020-06-15(Mon):14day(s)count." in page.text
    assert "14dayscounted.Source:練馬区情報公開条例第12条" in page.text
    assert "Source:民法第140条" in page.text


@pytest.mark.parametrize(("verified", "shown"), [(True, ""), (False, "Unverified")])
def test_mark_stands_only_beside_what_was_not_read(
    *, verified: bool, shown: str
) -> None:
    with translation.override("en"):
        html = render_to_string(
            "components/unverified_mark.html", {"verified": verified}
        )

    assert strip_tags(html).strip() == shown


def test_unit_under_supplementation_says_how_many_days_are_left(
    officer: Client, secret: Unit
) -> None:
    write(secret, Event("suspended", date(2020, 6, 5)))

    page = read(officer, f"/units/{secret.pk}/")

    assert "Suspended(10daysleftwhentheanswerarrives)" in page.text
    assert "‖Suspended(awaitingsupplementation)" in page.text


def test_unit_outside_the_calendar_says_so(officer: Client) -> None:
    unit = make_unit(intake(received_on=date(2027, 12, 28)))

    page = read(officer, f"/units/{unit.pk}/")

    assert "Duedateunknown" in page.text
    assert "itliesoutsidethetableofholidays" in page.text


def test_unit_with_contradicting_events_explains_instead_of_failing(
    officer: Client, secret: Unit
) -> None:
    for event in (Event("resumed", date(2020, 6, 5)),):
        clock.write_event(case=secret.case, unit=secret, event=event, by=CLERK, at=AT)

    page = read(officer, f"/units/{secret.pk}/")

    assert "hasnosupplementationorderbeforeit" in page.text


def test_unit_shows_how_it_ended(officer: Client, secret: Unit) -> None:
    write(secret, Event("extended", date(2020, 6, 10), date(2020, 7, 1)))
    end(secret, "partial", on=TODAY, grounds=("personal", "corporate"))
    implement(
        unit=secret,
        handover=Handover(on=date(2020, 6, 20), sheets=12, fee_yen=1200),
        by=CLERK,
        at=AT,
    )

    page = read(officer, f"/units/{secret.pk}/")

    assert "Partialdisclosure2020-06-12" in page.text
    assert "apersoncanbeidentified（第7条第1号）Unverified" in page.text
    assert "legitimateinterests（第7条第2号）Unverified" in page.text
    assert "2020-06-2012sheets1,200yen" in page.text
    assert "Extendeduntil2020-07-01" in page.text
    assert "Beforetheextension2020-06-15" in page.text


def test_unit_shows_a_reason_that_is_no_exemption_without_an_item(
    officer: Client, secret: Unit
) -> None:
    end(secret, "non_disclosure", on=TODAY, reason_kinds=("formal_defect",))

    page = read(officer, f"/units/{secret.pk}/")

    assert "Formaldefect" in page.text
    assert "第7条" not in page.text


def test_unit_links_the_appeals_this_person_may_see(cast: Cast, secret: Unit) -> None:
    facts = intake(kind="appeal", request_kind="appeal", subject="審査請求")
    appeal = make_unit(facts)
    Appeal.objects.create(case=appeal.case, against=Against.PUBLIC_RECORDS, unit=secret)

    seen = read(client_of(cast.records_officer), f"/units/{secret.pk}/")
    hidden = read(client_of(cast.division_staff), f"/units/{secret.pk}/")

    address = f"/appeals/{appeal.case_id}/"
    assert address in [href for href, _ in seen.links]
    assert address not in [href for href, _ in hidden.links]
    assert appeal.number_text.replace(" ", "") not in hidden.text


@pytest.mark.parametrize("address", ["/units/{unit}/", "/cases/{case}/"])
def test_page_takes_no_more_statements_with_more_to_show(
    officer: Client, cast: Cast, secret: Unit, address: str
) -> None:
    path = address.format(unit=secret.pk, case=secret.case_id)
    make_branch(secret, division=cast.office.roads)
    with statements() as few:
        read(officer, path)
    for _ in range(5):
        make_branch(secret, division=cast.office.roads)
    write(
        secret,
        Event("suspended", date(2020, 6, 2)),
        Event("resumed", date(2020, 6, 3)),
    )

    with statements() as many:
        read(officer, path)

    assert len(many) == len(few)


def test_void_unit_says_that_it_counts_nowhere(officer: Client, secret: Unit) -> None:
    case = secret.case
    case.voided_on, case.void_reason = TODAY, "二重に登録"
    case.save(update_fields=["voided_on", "void_reason"])
    Unit.objects.filter(pk=secret.pk).update(voided=True)

    for path in (f"/units/{secret.pk}/", f"/cases/{secret.case_id}/"):
        page = read(officer, path)
        assert "Thisnumberwasvoidedon2020-06-12" in page.text
