"""Letters on the pages: due with gaps, preview, issued, opened, sent, in batches."""

import io
from datetime import date

import pypdfium2
import pytest
from django.test import Client

from audit.models import Entry
from casework.models import Decision, Job, JobState, Party, Record, Unit
from desk import tasks
from desk.appeal_window import appeal_window
from desk.jobs.files import file_named
from desk.letters import letters_of
from notices.keys import letter_key
from notices.models import Notice, Printed
from notices.store import notice_store
from tests.desk.api.asking import program_of
from tests.desk.page_helpers import client_of, stop_clock
from tests.factories.cast import Cast, make_cast
from tests.factories.closures import closed
from tests.factories.course import PARTIAL
from tests.factories.decided import (
    decided_unit,
    issued_unit,
    returned_unit,
    sent_unit,
    the_notice,
)
from tests.factories.desk import told

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


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def words_in(content: bytes) -> str:
    """Return the text of a PDF without its line ends."""
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_range() for page in document]
    return "".join("".join(pages).split())


def key_of(unit: Unit) -> str:
    return letter_key(letters_of(unit, TODAY)[0])


def test_unit_shows_what_is_due_and_issuing_comes_first(
    cast: Cast, officer: Client
) -> None:
    unit = decided_unit(cast)

    html = page(officer, f"/units/{unit.pk}/")

    assert "公文書公開決定通知書" in html
    assert "山田 花子 様" in html
    assert f"/units/{unit.pk}/letters/preview/?letter=full" in html
    assert f'button--primary" href="/units/{unit.pk}/acts/issue/"' in html


def test_gaps_are_links_to_the_record_and_nothing_is_issued(
    cast: Cast, officer: Client
) -> None:
    unit = decided_unit(cast)
    Party.objects.filter(case=unit.case).update(address="")

    html = page(officer, f"/units/{unit.pk}/")
    sent = officer.post(
        f"/units/{unit.pk}/acts/issue/",
        {
            "token": "once-and-only",
            "version": unit.version,
            "letter": key_of(unit),
            "issued_on": "R2.6.3",
            "confirm": "1",
        },
    )

    assert "gap-links" in html
    assert "letters/preview/" not in html
    assert sent.status_code == 409
    assert not Notice.objects.exists()


def test_preview_is_what_will_be_issued_but_for_the_number(
    cast: Cast, officer: Client
) -> None:
    unit = decided_unit(cast)
    address = f"/units/{unit.pk}/letters/preview/"

    seen = officer.get(address, {"letter": key_of(unit)})
    assert seen["Content-Type"] == "application/pdf"
    assert "no-store" in seen["Cache-Control"]
    preview = words_in(seen.content)
    officer.post(
        f"/units/{unit.pk}/acts/issue/",
        {
            "token": "once-and-only",
            "version": unit.version,
            "letter": key_of(unit),
            "issued_on": "R2.6.3",
            "confirm": "1",
        },
    )
    issued = words_in(opened(officer, the_notice(unit)))

    assert "2練総情第●号" in preview
    assert preview.replace("第●号", "第1号") == issued
    assert officer.get(address, {"letter": "nothing"}).status_code == 404


def opened(client: Client, notice: Notice) -> bytes:
    answer = client.get(f"/units/{notice.unit_id}/notices/{notice.pk}/")
    assert answer.status_code == 200
    return answer.content


def test_letter_is_opened_as_a_file_that_is_kept_nowhere(
    cast: Cast, officer: Client
) -> None:
    unit = issued_unit(cast)
    notice = the_notice(unit)

    answer = officer.get(f"/units/{unit.pk}/notices/{notice.pk}/")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    text = words_in(answer.content)
    for said in ("2練総情第1号", "山田花子", "令和2年6月3日", "文書その1"):
        assert said in text
    assert opened(officer, notice) == answer.content
    assert [facts["purpose"] for _, facts, _ in told("hand_out")] == ["read", "read"]


@pytest.mark.parametrize(
    "person",
    ["division_staff", "approver", "auditor", "statistics_manager", "stranger"],
)
def test_letters_are_opened_by_who_may_read_them(cast: Cast, person: str) -> None:
    unit = issued_unit(cast)
    client = client_of(getattr(cast, person))

    for address in (
        f"/units/{unit.pk}/notices/{the_notice(unit).pk}/",
        f"/units/{unit.pk}/letters/preview/?letter={key_of(unit)}",
        "/notices/",
    ):
        assert client.get(address).status_code == 404
    assert not Entry.objects.filter(act="hand_out").exists()


def test_division_sees_the_letter_and_not_to_whom(cast: Cast) -> None:
    unit = issued_unit(cast)

    html = page(client_of(cast.division_staff), f"/units/{unit.pk}/")

    assert "2練総情第1号" in html
    assert "山田" not in html
    assert f"/notices/{the_notice(unit).pk}/" not in html


def test_letter_of_another_unit_is_not_there(cast: Cast, officer: Client) -> None:
    unit, other = issued_unit(cast), issued_unit(cast, name="鈴木 一郎")

    answer = officer.get(f"/units/{unit.pk}/notices/{the_notice(other).pk}/")

    assert answer.status_code == 404


def test_swapped_file_is_not_handed_out_by_page_act_or_print(
    cast: Cast, officer: Client
) -> None:
    unit, other = issued_unit(cast), issued_unit(cast, name="鈴木 一郎")
    notice, store = the_notice(unit), notice_store()
    swapped = (store.folder / the_notice(other).printed.path).read_bytes()
    (store.folder / notice.printed.path).write_bytes(swapped)

    read = officer.get(f"/units/{unit.pk}/notices/{notice.pk}/")
    sent = officer.post(
        f"/units/{unit.pk}/acts/record_delivery/",
        {
            "token": "once-and-only",
            "version": unit.version,
            "notice": notice.pk,
            "sent_on": "R2.6.4",
            "means": "post",
        },
    )
    officer.post("/notices/print/", {"letter": [notice.pk], "key": "abcdefgh"})
    tasks.work_once()

    assert (read.status_code, sent.status_code) == (409, 409)
    assert "鈴木" not in read.content.decode()
    assert not notice.deliveries.exists()
    assert Job.objects.get().state == JobState.FAILED
    purposes = [facts["purpose"] for _, facts, _ in told("refuse_hand_out")]
    assert purposes == ["read", "send", "print"]


def test_returned_letter_is_the_first_thing_to_do(cast: Cast, officer: Client) -> None:
    unit = returned_unit(cast)

    html = page(officer, f"/units/{unit.pk}/")

    assert "Unknown at the address" in html
    assert f'button--primary" href="/units/{unit.pk}/acts/resend/"' in html
    assert "came back on" in page(officer, "/notices/?place=returned")


def test_window_for_appeals_counts_from_the_arrival(
    cast: Cast, officer: Client
) -> None:
    """E25, E26, E27, E29: known on the day the letter arrived, by the appeals pack."""
    unit = sent_unit(cast)
    officer.post(
        f"/units/{unit.pk}/acts/record_arrival/",
        {
            "token": "once-and-only",
            "version": unit.version,
            "notice": the_notice(unit).pk,
            "arrived_on": "R2.6.5",
        },
    )

    html = page(officer, f"/units/{unit.pk}/")

    # three and six months from 5 June: 5 September is a Saturday, 5 December, too
    assert "2020-09-07" in html
    assert "2020-12-07" in html
    decision = Decision.objects.get(unit=unit)
    for arrived, last in (
        (date(2020, 11, 30), date(2021, 3, 1)),
        (date(2020, 4, 1), date(2020, 7, 1)),
    ):
        assert appeal_window(unit, decision, arrived).appeal_until == last
    suit = appeal_window(unit, decision, date(2020, 7, 9)).suit_until
    assert suit == date(2021, 1, 12)


def test_window_for_appeals_runs_past_the_closing_days_of_the_office(
    cast: Cast,
) -> None:
    """Three months from 5 June end on a Saturday; the Monday after is closed."""
    unit = sent_unit(cast)
    decision = Decision.objects.get(unit=unit)
    arrived = date(2020, 6, 5)
    before = appeal_window(unit, decision, arrived).appeal_until
    closed(date(2020, 9, 7), by=cast.records_officer)

    assert before == date(2020, 9, 7)
    assert appeal_window(unit, decision, arrived).appeal_until == date(2020, 9, 8)


def test_list_shows_where_letters_are(cast: Cast, officer: Client) -> None:
    due, issued, sent = decided_unit(cast), issued_unit(cast), sent_unit(cast)

    for place, unit in (("due", due), ("issued", issued), ("sent", sent)):
        html = page(officer, f"/notices/?place={place}")
        others = {due, issued, sent} - {unit}
        assert f"/units/{unit.pk}/" in html
        assert not any(f"/units/{one.pk}/" in html for one in others)


def test_chosen_letters_are_issued_once(cast: Cast, officer: Client) -> None:
    units = [decided_unit(cast), decided_unit(cast, name="鈴木 一郎")]
    sent = {"letter": [f"{unit.pk}|{key_of(unit)}" for unit in units]}

    asked = officer.post("/notices/issue/", sent)
    assert asked.status_code == 200
    assert not Notice.objects.exists()
    yes = {**sent, "token": "one-form-sent-twice", "confirm": "1"}
    done = [officer.post("/notices/issue/", yes) for _ in range(2)]

    numbers = list(Notice.objects.order_by("pk").values_list("number_text", flat=True))
    assert numbers == ["2練総情第1号", "2練総情第2号"]
    for answer in done:
        assert all(number in answer.content.decode() for number in numbers)


def test_nothing_chosen_goes_back_to_the_list(officer: Client) -> None:
    for address in ("/notices/issue/", "/notices/print/"):
        assert officer.post(address, {})["Location"] == "/notices/"


def test_letters_are_bound_in_the_order_of_their_addresses(
    cast: Cast, officer: Client
) -> None:
    codes = {"丙 三郎": "179-0003", "甲 太郎": "176-0001", "乙 次郎": "177-0002"}
    for name in codes:
        unit = decided_unit(cast, name=name)
        Party.objects.filter(case=unit.case).update(postal_code=codes[name])
        officer.post(
            "/notices/issue/",
            {
                "letter": [f"{unit.pk}|{key_of(unit)}"],
                "token": f"token-of-{name}",
                "confirm": "1",
            },
        )
    chosen = {"letter": list(Notice.objects.values_list("pk", flat=True))}

    officer.post("/notices/print/", {**chosen, "key": "k" * 20, "cover": "1"})
    while tasks.work_once():
        continue

    job = Job.objects.get()
    assert (job.state, job.result["letters"]) == (JobState.DONE, 3)
    path = file_named(job.file_path)
    assert path is not None
    document = pypdfium2.PdfDocument(io.BytesIO(path.read_bytes()))
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    order = [
        next(name for name in codes if name.replace(" ", "") in text) for text in texts
    ]
    # a covering sheet before each letter
    assert order == [name for name in ("甲 太郎", "乙 次郎", "丙 三郎") for _ in "ab"]
    assert ["送付状" in text for text in texts] == [True, False] * 3
    assert officer.get(f"/jobs/{job.pk}/file/").status_code == 200
    assert [facts["purpose"] for _, facts, _ in told("hand_out")] == ["print"] * 3


def test_worker_prints_what_was_issued(cast: Cast, officer: Client) -> None:
    unit = decided_unit(cast)
    officer.post(
        "/notices/issue/",
        {"letter": [f"{unit.pk}|{key_of(unit)}"], "token": "a" * 20, "confirm": "1"},
    )

    assert tasks.work_once()
    assert not tasks.work_once()

    printed = Printed.objects.get()
    assert printed.notice == the_notice(unit)
    assert notice_store().read(printed.path)


def test_record_without_words_leads_to_its_cell(cast: Cast, officer: Client) -> None:
    unit = decided_unit(cast, finding=PARTIAL, outcome="partial")
    record = Record.objects.get(unit=unit)
    Record.objects.filter(pk=record.pk).update(reason="")

    html = page(officer, f"/units/{unit.pk}/")

    assert f"/units/{unit.pk}/records/#r{record.pk}-reason" in html


def test_program_lists_letters_and_issues_one(cast: Cast) -> None:
    unit = decided_unit(cast)
    address = f"/api/v1/units/{unit.pk}/"
    officer, division = (
        program_of(one) for one in (cast.records_officer, cast.division_staff)
    )

    (due,) = officer.get(f"{address}letters/").json()["due"]
    issued = officer.post(
        f"{address}issue/",
        {"letter": due["letter"], "issued_on": due["issued_on"]},
        content_type="application/json",
        headers={"Idempotency-Key": "letter-1", "If-Match": f'"{unit.version}"'},
    )
    after = officer.get(f"{address}letters/").json()

    assert (due["addressee"], due["gaps"]) == ("山田 花子 様", [])
    assert issued.json()["number"] == "2練総情第1号"
    assert after["due"] == []
    (letter,) = after["issued"]
    assert (letter["place"], letter["issued_on"]) == ("issued", "2020-06-03")
    assert letter["addressee"] == "山田 花子 様"
    (seen,) = division.get(f"{address}letters/").json()["issued"]
    assert "addressee" not in seen
