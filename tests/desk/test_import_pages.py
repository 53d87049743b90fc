"""The pages by which ledgers come in."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.models import Bar, Case, ImportRow, ImportRun, Unit
from desk.uploads import Upload, UploadStore
from offices.models import Division, Staff
from tests.factories.cast import Cast, make_cast
from tests.factories.ledgers import (
    DISCLOSURE,
    grid,
    request,
    write_csv,
    write_xlsx,
)

pytestmark = pytest.mark.django_db

GOOD = [
    request("第1号", 決定区分="部分公開", 決定日="R2.6.9", 非公開理由="1号"),
    request("第2号"),
]


@pytest.fixture(autouse=True)
def _uploads(tmp_path: Path) -> Iterator[None]:
    with override_settings(UPLOAD_DIR=tmp_path / "uploads"):
        yield


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def client_of(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def ledger(tmp_path: Path, rows: list[dict[str, object]]) -> SimpleUploadedFile:
    path = write_csv(tmp_path / "台帳.csv", grid(DISCLOSURE, rows))
    return SimpleUploadedFile("台帳.csv", path.read_bytes())


def bring(
    client: Client, file: SimpleUploadedFile, kind: str = "disclosure", **options: str
) -> str:
    """Bring a file; return the address of its report."""
    response = client.post(
        reverse("desk:import"), {"kind": kind, "file": file, **options}
    )
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def test_preview_writes_nothing_and_commit_writes_all(
    tmp_path: Path, cast: Cast
) -> None:
    client = client_of(cast.records_officer)

    report = bring(client, ledger(tmp_path, GOOD))
    preview = client.get(report)
    before = Case.objects.count()
    done = client.post(f"{report}commit/")

    assert preview.status_code == 200
    assert b"import-commit" not in preview.content
    assert f"{report}commit/".encode() in preview.content
    assert before == 0
    assert done.status_code == 302
    assert Unit.objects.count() == 2
    run = ImportRun.objects.get()
    assert (run.actor_key, run.created) == (f"staff:{cast.records_officer.pk}", 2)
    assert done["Location"] == reverse("desk:import-run", args=[run.pk])


def test_a_second_click_takes_the_ledger_in_once(tmp_path: Path, cast: Cast) -> None:
    client = client_of(cast.records_officer)
    report = bring(client, ledger(tmp_path, GOOD))

    first = client.post(f"{report}commit/")
    second = client.post(f"{report}commit/")

    assert first["Location"] == second["Location"]
    assert (ImportRun.objects.count(), Unit.objects.count()) == (1, 2)
    kept = {path.suffix for path in (settings.UPLOAD_DIR / "ledgers").iterdir()}
    assert kept == {".json"}
    assert f"{report}commit/".encode() not in client.get(report).content


def test_a_ledger_that_changed_nothing_is_not_said_to_be_taken_in(
    tmp_path: Path, cast: Cast
) -> None:
    client = client_of(cast.records_officer)
    client.post(f"{bring(client, ledger(tmp_path, GOOD))}commit/", follow=True)
    report = bring(client, ledger(tmp_path, GOOD))

    page = client.post(f"{report}commit/", follow=True).content.decode()

    assert "変更はありません。" in page
    assert "台帳を取り込みました。" not in page


def test_changed_days_are_shown_in_the_japanese_calendar(
    tmp_path: Path, cast: Cast
) -> None:
    client = client_of(cast.records_officer)
    client.post(f"{bring(client, ledger(tmp_path, GOOD))}commit/")
    other = [{**GOOD[0], "決定日": "R2.6.10"}, GOOD[1]]

    page = client.get(bring(client, ledger(tmp_path, other))).content.decode()

    assert "<td>令和2年6月9日</td>" in page
    assert "<td>令和2年6月10日</td>" in page


def test_pages_answer_a_request_for_their_head(tmp_path: Path, cast: Cast) -> None:
    client = client_of(cast.records_officer)
    report = bring(client, ledger(tmp_path, GOOD))
    template = reverse("desk:import-template", args=["disclosure", "csv"])

    assert {
        client.head(page).status_code
        for page in (report, f"{report}errors.csv", template)
    } == {200}


def test_two_clicks_at_once_take_it_in_once(tmp_path: Path, cast: Cast) -> None:
    store = UploadStore(tmp_path / "uploads")
    upload = Upload(token="t", kind="disclosure", file_name="a.csv")
    store.keep(upload, [b"x"], at=timezone.now())
    order: list[str] = []

    def second() -> None:
        with store.alone(upload):
            order.append("second")

    with store.alone(upload):
        waiting = Thread(target=second)
        waiting.start()
        waiting.join(timeout=0.3)
        order.append("first")
    waiting.join()

    assert order == ["first", "second"]


def test_files_left_behind_are_removed_after_a_day(tmp_path: Path) -> None:
    store = UploadStore(tmp_path / "uploads")
    old = Upload(token="old", kind="disclosure", file_name="a.csv")
    new = Upload(token="new", kind="disclosure", file_name="b.csv")

    store.keep(old, [b"x"], at=timezone.now())
    store.keep(new, [b"y"], at=timezone.now() + timedelta(days=2))

    assert (store.load("old"), store.path(old).exists()) == (None, False)
    assert store.path(new).read_bytes() == b"y"


def test_errors_are_listed_and_nothing_can_be_committed(
    tmp_path: Path, cast: Cast
) -> None:
    client = client_of(cast.records_officer)
    rows = [
        request("第1号", 受付日="令和2年2月30日"),
        request("第2号", 所管課="存在課"),
    ]

    report = bring(client, ledger(tmp_path, rows))
    page = client.get(report).content.decode()
    forced = client.post(f"{report}commit/")

    assert "令和2年2月30日" in page
    assert "存在課" in page
    assert f"{report}commit/" not in page
    assert forced["Location"] == report
    assert Case.objects.count() == 0
    assert ImportRun.objects.count() == 0


def test_checking_again_with_divisions_needs_no_second_file(
    tmp_path: Path, cast: Cast
) -> None:
    client = client_of(cast.records_officer)
    report = bring(client, ledger(tmp_path, [request("第1号", 所管課="新設課")]))

    client.post(f"{report}check/", {"create_divisions": "on"})
    before = Division.objects.filter(name="新設課").exists()
    client.post(f"{report}commit/")

    assert before is False
    assert Unit.objects.get().division == Division.objects.get(name="新設課")


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_list_of_errors_is_a_file_without_formulas(
    tmp_path: Path, cast: Cast, suffix: str
) -> None:
    client = client_of(cast.records_officer)
    report = bring(
        client, ledger(tmp_path, [request("第1号", 決定区分="=1+1", 決定日="R2.6.9")])
    )

    response = client.get(f"{report}errors.{suffix}")

    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    if suffix == "csv":
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert rows[1][:3] == ["2", "決定区分", "'=1+1"]


def test_a_waiting_file_exists_only_for_the_session_that_brought_it(
    tmp_path: Path, cast: Cast
) -> None:
    report = bring(client_of(cast.records_officer), ledger(tmp_path, GOOD))

    others = [client_of(cast.records_officer), client_of(cast.board_secretariat)]

    assert [client.get(report).status_code for client in others] == [404, 404]
    assert [client.post(f"{report}commit/").status_code for client in others] == [
        404,
        404,
    ]
    assert Case.objects.count() == 0


def test_who_may_take_in_what(tmp_path: Path, cast: Cast) -> None:
    allowed = {"records_officer", "board_secretariat"}

    for name, staff in cast.everybody().items():
        if name == "disabled":
            continue
        expected = 200 if name in allowed else 404
        assert client_of(staff).get(reverse("desk:import")).status_code == expected, (
            name
        )


def test_secretariat_takes_in_its_own_ledgers_only(tmp_path: Path, cast: Cast) -> None:
    client = client_of(cast.board_secretariat)

    page = client.get(reverse("desk:import")).content.decode()
    refused = client.post(
        reverse("desk:import"),
        {"kind": "disclosure", "file": ledger(tmp_path, GOOD)},
    )

    assert 'value="appeals"' in page
    assert 'value="board_sessions"' in page
    assert 'value="disclosure"' not in page
    assert refused.status_code == 200
    assert Case.objects.count() == 0
    template = reverse("desk:import-template", args=["disclosure", "csv"])
    assert client.get(template).status_code == 404


def test_a_run_shows_its_rows_only_to_who_may_import_them(
    tmp_path: Path, cast: Cast
) -> None:
    officer = client_of(cast.records_officer)
    report = bring(officer, ledger(tmp_path, [request("第1号", 請求者名="練馬花子")]))
    address = officer.post(f"{report}commit/")["Location"]

    assert "練馬花子" in officer.get(address).content.decode()
    for name, staff in cast.everybody().items():
        if name not in {"records_officer", "disabled"}:
            assert client_of(staff).get(address).status_code == 404, name


def test_a_barred_person_sees_no_row_of_the_case(tmp_path: Path, cast: Cast) -> None:
    officer = client_of(cast.records_officer)
    report = bring(
        officer,
        ledger(
            tmp_path,
            [
                request("第1号", 請求者名="隠れた人"),
                request("第2号", 請求者名="見える人"),
            ],
        ),
    )
    address = officer.post(f"{report}commit/")["Location"]
    case = Case.objects.get(number=1)
    Bar.objects.create(
        case=case, staff=cast.records_officer, on=case.received_on, reason="除斥"
    )

    page = client_of(cast.records_officer).get(address).content.decode()

    assert "隠れた人" not in page
    assert "見える人" in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("台帳.pdf", b"%PDF-1.4"),
        ("台帳.csv", b""),
    ],
)
def test_what_cannot_be_a_ledger_is_refused_in_the_form(
    cast: Cast, name: str, content: bytes
) -> None:
    client = client_of(cast.records_officer)

    response = client.post(
        reverse("desk:import"),
        {"kind": "disclosure", "file": SimpleUploadedFile(name, content)},
    )

    assert response.status_code == 200
    assert response.context["form"].errors["file"]


def test_a_file_too_large_is_refused_with_its_size(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.import_forms.MEGABYTE", 10)
    client = client_of(cast.records_officer)

    response = client.post(
        reverse("desk:import"),
        {"kind": "disclosure", "file": SimpleUploadedFile("a.csv", b"x" * 400)},
    )

    assert "41" in str(response.context["form"].errors["file"])


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_template_comes_back_clean(tmp_path: Path, cast: Cast, suffix: str) -> None:
    call_command("prepare_office")
    client = client_of(cast.records_officer)

    for kind in ("disclosure", "privacy", "appeals", "board_sessions", "figures"):
        template = client.get(reverse("desk:import-template", args=[kind, suffix]))
        file = SimpleUploadedFile(f"{kind}.{suffix}", template.content)
        report = bring(client, file, kind, create_divisions="on")
        done = client.post(f"{report}commit/")
        assert "/runs/" in done["Location"], client.get(report).content.decode()


def test_pages_ask_a_constant_number_of_queries(tmp_path: Path, cast: Cast) -> None:
    client = client_of(cast.records_officer)
    counts = []
    for n_rows in (1, 30):
        rows = [request(f"第{n}号") for n in range(1, n_rows + 1)]
        report = bring(client, ledger(tmp_path, rows))
        address = client.post(f"{report}commit/")["Location"]
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert ImportRow.objects.count() == 30


def test_xlsx_comes_in_as_well(tmp_path: Path, cast: Cast) -> None:
    client = client_of(cast.records_officer)
    path = write_xlsx(tmp_path / "台帳.xlsx", grid(DISCLOSURE, GOOD))
    file = SimpleUploadedFile("台帳.xlsx", path.read_bytes())

    report = bring(client, file)
    client.post(f"{report}commit/")

    assert Unit.objects.count() == 2
