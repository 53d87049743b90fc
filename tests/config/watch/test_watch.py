"""Health, readiness and figures: true, without persons, closed to strangers."""

import json
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from audit import triggers
from casework.models import Job
from config.watch import readiness
from tests.factories.cases import end, intake, make_unit
from tests.factories.cast import make_cast
from tests.factories.desk import NOW, take_up

pytestmark = pytest.mark.django_db

TOKEN = "a token of monitoring"
FAR = "192.0.2.7"


def figures(client: Client) -> dict[tuple[str, ...], float]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.content.decode())
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in families
        for sample in family.samples
    }


def test_process_answers(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


def test_ready_names_the_broker_as_absent(client: Client) -> None:
    answer = client.get("/readyz")

    found = json.loads(answer.content)
    assert answer.status_code == 200
    assert found["ready"]
    assert found["parts"].pop("broker").startswith("none")
    assert set(found["parts"].values()) == {"ok"}


def test_broker_that_is_gone_is_named_and_stops_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current_app.conf, "broker_url", "redis://127.0.0.1:1/0")

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert "does not answer" in json.loads(answer.content)["parts"]["broker"]


def test_full_disk_is_not_ready(
    client: Client, settings: LazySettings, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path / "gone"

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert json.loads(answer.content)["parts"]["disk"] == "cannot be written"


def test_lifted_guard_is_not_ready(client: Client) -> None:
    with triggers.lifted():
        answer = client.get("/readyz")

    assert answer.status_code == 503
    assert "missing" in json.loads(answer.content)["parts"]["guards"]


def test_missing_migration_is_not_ready(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'annual'")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert json.loads(answer.content)["parts"]["migrations"] == "1 not applied"


def test_database_that_is_gone_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "_database", lambda: "does not answer")

    assert client.get("/readyz").status_code == 503


def test_figures_count_what_stands(client: Client) -> None:
    cast = make_cast()
    units = [make_unit(intake(requester="依頼 太郎")) for _number in range(3)]
    take_up(units[0], by=cast.records_officer, handler=cast.division_staff)
    end(make_unit(), "full")
    Job.objects.create(
        kind="x",
        key="x",
        requested_by=cast.records_officer,
        requested_at=NOW,
    )

    found = figures(client)

    assert found["hiroba_open_units", "public_records", "received"] == 2
    assert found["hiroba_open_units", "public_records", "examination"] == 1
    assert found["hiroba_open_units", "appeal", "received"] == 0
    # received in June 2020: past by now
    assert found["hiroba_overdue_units", "public_records"] == 3
    assert found["hiroba_jobs", "waiting"] == 1
    assert found["hiroba_jobs", "failed"] == 0
    assert found["hiroba_mails", "waiting"] == 0
    assert ("hiroba_notices_not_printed",) in found


def test_figures_name_nobody(client: Client) -> None:
    make_cast()
    make_unit(intake(requester="依頼 太郎", subject="秘密の件名"))

    text = client.get("/metrics").content.decode()

    assert text.isascii()
    assert "records_officer" not in text


@pytest.mark.parametrize(
    "shown",
    [
        {"REMOTE_ADDR": FAR},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "localhost"},
        # a server in front on the same machine speaks for somebody else
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": FAR},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_PROTO": "https"},
        {"REMOTE_ADDR": "::1", "HTTP_FORWARDED": "for=192.0.2.7"},
        {"REMOTE_ADDR": FAR, "HTTP_AUTHORIZATION": "Bearer wrong"},
        {"REMOTE_ADDR": FAR, "HTTP_AUTHORIZATION": "Bearer "},
        {"REMOTE_ADDR": FAR, "HTTP_AUTHORIZATION": TOKEN},
    ],
)
def test_figures_do_not_exist_for_strangers(
    client: Client, settings: LazySettings, shown: dict[str, Any]
) -> None:
    assert client.get("/metrics", **shown).status_code == 404
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics", **shown).status_code == 404


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", FAR])
def test_figures_open_to_this_machine_and_to_the_token(
    client: Client, settings: LazySettings, address: str
) -> None:
    settings.METRICS_TOKEN = TOKEN
    token = f"Bearer {TOKEN}" if address == FAR else ""

    answer = client.get("/metrics", REMOTE_ADDR=address, HTTP_AUTHORIZATION=token)

    assert answer.status_code == 200
