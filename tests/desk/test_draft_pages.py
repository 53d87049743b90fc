"""The pages of a draft, as forms: propose, concur, approve, send back, take back."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from casework.models import Decision, Draft, Unit
from casework.phases import Phase
from desk.today import today
from offices.models import Absence, Grant, Rank, Role
from tests.desk.grid_office import Office, make_grid, text_of
from tests.desk.page_helpers import client_of
from tests.desk.sent_form import Form
from tests.factories.cast import SINCE, make_staff

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db


def decided(outcome: str = "full", **bar: str) -> Office:
    """Make a unit with two records decided alike."""
    office = make_grid(2)
    office.apply("1-2", outcome=outcome, **bar)
    return office


def partial() -> Office:
    return decided("partial", grounds="personal", withheld_part="氏名")


def send(
    office: Office, page: str, act: str, client: Client | None = None, **values: str
) -> "Answer":
    """Fill the form of an act on a page and press its button."""
    by = client or office.client
    url = f"/units/{office.unit.pk}/{page}/"
    html = text_of(by.get(url))
    start = html.rindex("<form", 0, html.index(f'value="{act}"'))
    form = Form(html[start:])
    for name, value in values.items():
        form.set(name, value)
    return by.post(url, {**form.data(), "act": [act]}, follow=True)


def phase(office: Office) -> str:
    return Unit.objects.get(pk=office.unit.pk).phase


def approver(office: Office, *, rank: Rank = Rank.DEPARTMENT_HEAD) -> Client:
    """Return the browser of an approver of the mayor's organ."""
    staff = make_staff("head")
    Grant.objects.create(
        staff=staff,
        role=Role.APPROVER,
        organ=office.cast.office.mayor,
        rank=rank,
        valid_from=SINCE,
        reason="test",
    )
    return client_of(staff)


def test_draft_begins_with_what_the_records_give() -> None:
    office = partial()

    page = text_of(office.client.get(f"/units/{office.unit.pk}/draft/"))
    send(office, "draft", "draft", note="急ぎです")

    assert "All records are decided alike." in page
    assert "approved by: " in page
    draft = Draft.objects.get(unit=office.unit)
    assert (draft.outcome, draft.derived, draft.note) == (
        "partial",
        "partial",
        "急ぎです",
    )
    assert phase(office) == Phase.APPROVAL


def test_other_decision_needs_its_reason_and_keeps_the_form() -> None:
    office = partial()

    refused = send(office, "draft", "draft", outcome="non_disclosure", note="覚え")
    assert phase(office) == Phase.EXAMINATION
    page = text_of(refused)
    send(
        office,
        "draft",
        "draft",
        outcome="non_disclosure",
        differs_reason="全体が不可分",
    )

    assert '<a href="#draft_differs_reason">' in page
    assert "覚え</textarea>" in page
    assert Draft.objects.get(unit=office.unit).differs_reason == "全体が不可分"


def test_gap_on_the_draft_page_is_a_link_into_the_grid() -> None:
    office = make_grid(1)
    office.apply("1", outcome="partial")
    key = office.records()[0].pk

    page = text_of(office.client.get(f"/units/{office.unit.pk}/draft/"))
    refused = send(office, "draft", "draft", outcome="partial")

    assert f'href="{office.url}#r{key}-grounds"' in page
    assert phase(office) == Phase.EXAMINATION
    assert "3 things are missing." in text_of(refused)


def test_absence_beside_others_is_to_be_split_off_first() -> None:
    office = make_grid(2)
    office.apply("1", outcome="full")
    office.apply("2", outcome="absent", absence_kind="never_made")
    officer = client_of(office.cast.records_officer)
    url = f"/units/{office.unit.pk}/draft/"

    for_division, for_officer = office.client.get(url), officer.get(url)
    refused = send(office, "draft", "draft", outcome="full")

    split = f'action="/units/{office.unit.pk}/acts/split/"'
    assert "The records office splits a unit." in text_of(for_division)
    assert split not in text_of(for_division)
    assert split in text_of(for_officer)
    assert phase(office) == Phase.EXAMINATION
    assert 'role="alert"' in text_of(refused)


def test_officer_splits_the_absent_records_off_by_one_press() -> None:
    office = make_grid(2)
    office.apply("1", outcome="full")
    office.apply("2", outcome="absent", absence_kind="never_made")
    officer = client_of(office.cast.records_officer)
    html = text_of(officer.get(f"/units/{office.unit.pk}/draft/"))
    start = html.rindex("<form", 0, html.index('name="record_ids"'))

    officer.post(
        f"/units/{office.unit.pk}/acts/split/", Form(html[start:]).data(), follow=True
    )

    made = Unit.objects.get(split_from=office.unit)
    assert [record.title for record in office.records()] == ["文書1"]
    assert [record.title for record in made.records.all()] == ["文書2"]
    assert made.division == office.unit.division


def test_draft_sent_twice_is_one_draft() -> None:
    office = decided()
    url = f"/units/{office.unit.pk}/draft/"
    html = text_of(office.client.get(url))
    start = html.rindex("<form", 0, html.index('value="draft"'))
    data = {**Form(html[start:]).data(), "act": ["draft"]}

    first = office.client.post(url, data)
    second = office.client.post(url, data)

    assert first.status_code == second.status_code == 302
    assert Draft.objects.filter(unit=office.unit).count() == 1


def test_approver_reads_one_page_and_decides() -> None:
    office = decided()
    send(office, "draft", "draft")
    client = approver(office)

    page = text_of(client.get(f"/units/{office.unit.pk}/approval/"))
    send(office, "approval", "approve", client, comment="承認")

    for shown in (office.unit.subject_text, "文書1", "文書2", "Full disclosure"):
        assert shown in page
    decision = Decision.objects.get(unit=office.unit)
    assert decision.outcome == "full"
    assert decision.decided_on == today()
    assert decision.approved_by is not None
    assert phase(office) == Phase.DECIDED


def test_concurrence_comes_before_the_approval() -> None:
    office = partial()
    send(office, "draft", "draft")
    client = approver(office)

    early = send(office, "approval", "approve", client)
    before = phase(office)
    send(office, "approval", "concur", client_of(office.cast.records_officer))
    send(office, "approval", "approve", client)

    assert "The concurrence of the records office comes first." in text_of(early)
    assert early.status_code == 409
    assert before == Phase.APPROVAL
    assert phase(office) == Phase.DECIDED


def test_rank_that_is_too_low_is_told_so() -> None:
    office = partial()
    send(office, "draft", "draft")
    send(office, "approval", "concur", client_of(office.cast.records_officer))

    refused = send(
        office, "approval", "approve", approver(office, rank=Rank.DIVISION_HEAD)
    )

    assert "a higher rank" in text_of(refused)
    assert phase(office) == Phase.APPROVAL


def test_own_draft_is_taken_back_and_never_approved() -> None:
    office = decided()
    Grant.objects.create(
        staff=office.cast.division_staff,
        role=Role.APPROVER,
        organ=office.cast.office.mayor,
        rank=Rank.ORGAN_HEAD,
        valid_from=SINCE,
        reason="兼務",
    )
    send(office, "draft", "draft")
    url = f"/units/{office.unit.pk}/approval/"

    page = text_of(office.client.get(url))
    day = {"act": "approve", "token": "own", "decided_on": today().isoformat()}
    refused = office.client.post(url, day)
    send(office, "approval", "take_back", comment="直します")

    assert 'value="approve"' not in page
    assert "Nobody approves a draft of their own" in text_of(refused)
    assert Decision.objects.count() == 0
    assert Draft.objects.get(unit=office.unit).state == "taken_back"
    assert phase(office) == Phase.EXAMINATION


def test_sending_back_needs_words_and_opens_the_grid_again() -> None:
    office = decided()
    send(office, "draft", "draft")
    officer = client_of(office.cast.records_officer)

    silent = send(office, "approval", "send_back", officer)
    before = phase(office)
    send(office, "approval", "send_back", officer, comment="理由を具体的に")

    assert '<a href="#send_back_comment">' in text_of(silent)
    assert before == Phase.APPROVAL
    assert phase(office) == Phase.EXAMINATION
    assert 'id="grid"' in text_of(office.client.get(office.url))
    page = text_of(office.client.get(f"/units/{office.unit.pk}/draft/"))
    assert "理由を具体的に" in page


def test_deputy_approves_in_the_place_of_whoever_is_away() -> None:
    office = decided()
    send(office, "draft", "draft")
    client = approver(office)
    head = Grant.objects.get(staff__login="head").staff
    deputy = office.cast.approver
    Absence.objects.create(
        staff=head,
        deputy=deputy,
        absent_from=today() - timedelta(days=1),
    )

    send(
        office,
        "approval",
        "approve",
        client_of(deputy),
        on_behalf_of=str(head.pk),
    )

    decision = Decision.objects.get(unit=office.unit)
    assert (decision.approved_by, decision.acted_for) == (deputy, head)
    assert client is not None


def test_draft_that_was_replaced_while_it_was_read_is_not_approved() -> None:
    office = decided()
    send(office, "draft", "draft")
    client = approver(office)
    url = f"/units/{office.unit.pk}/approval/"
    html = text_of(client.get(url))
    start = html.rindex("<form", 0, html.index('value="approve"'))
    read = {**Form(html[start:]).data(), "act": ["approve"]}
    send(office, "approval", "take_back")
    office.apply("1-2", outcome="non_disclosure", grounds="personal")
    send(office, "draft", "draft")

    refused = client.post(url, read)

    assert refused.status_code == 409
    assert Decision.objects.count() == 0


def test_approval_of_the_document_system_is_recorded() -> None:
    office = decided()
    day = today().isoformat()

    send(
        office,
        "draft",
        "decide",
        number="8練情第5号",
        approved_on=day,
        approver_name="部長 練馬",
        decided_on=day,
    )

    decision = Decision.objects.get(unit=office.unit)
    assert (decision.approval_number, decision.approver_name) == (
        "8練情第5号",
        "部長 練馬",
    )
    assert phase(office) == Phase.DECIDED


def test_recorded_approval_names_every_field_that_is_missing() -> None:
    office = decided()

    page = text_of(send(office, "draft", "decide"))

    for name in ("number", "approved_on", "approver_name", "decided_on"):
        assert f'<a href="#decide_{name}">' in page
    assert phase(office) == Phase.EXAMINATION


def test_sheet_has_the_boxes_the_facts_and_every_record() -> None:
    office = partial()
    send(office, "draft", "draft", note="急ぎです")

    page = text_of(office.client.get(f"/units/{office.unit.pk}/draft/print/"))

    boxes = page[page.index('class="boxes"') :].partition("</thead>")[0]
    labels = [part.partition("<")[0] for part in boxes.split('scope="col">')[1:]]
    assert labels == [
        "Department head",
        "Division head",
        "Records office (concurrence)",
        "Drafter",
    ]
    for shown in ("急ぎです", "文書1", "文書2", "第7条第1号", "division_staff 氏"):
        assert shown in page
