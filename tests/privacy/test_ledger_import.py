"""What a row of the self-information ledger becomes."""

from datetime import date
from pathlib import Path

import pytest

from casework.models import DecisionGround, Unit
from privacy.ledger_import import PrivacyLedger
from privacy.models import Request
from tests.factories.cast import make_office
from tests.factories.ledgers import PRIVACY, grid, self_request, take_in, write_csv

pytestmark = pytest.mark.django_db

TODAY = date(2023, 12, 1)


def unit_of(folder: Path, **cells: object) -> Unit:
    make_office()
    path = write_csv(folder / "a.csv", grid(PRIVACY, [self_request("第1号", **cells)]))
    report = take_in(path, PrivacyLedger(), on=TODAY)
    assert report.errors == []
    return Unit.objects.get()


@pytest.mark.parametrize(
    ("received", "kind", "regime", "key"),
    [
        ("R5.3.31", "開示", "self_info_old", "disclosure"),
        ("R5.3.31", "訂正・削除請求", "self_info_old", "correction_deletion"),
        ("R5.3.31", "目的外利用中止", "self_info_old", "purpose_use_cessation"),
        ("R5.3.31", "外部提供中止", "self_info_old", "provision_cessation"),
        ("R5.4.1", "開示請求", "self_info_appi", "disclosure"),
        ("R5.4.1", "訂正", "self_info_appi", "correction"),
        ("R5.4.1", "利用停止", "self_info_appi", "use_suspension"),
    ],
)
def test_the_receipt_day_chooses_the_law_and_its_kinds(
    tmp_path: Path, received: str, kind: str, regime: str, key: str
) -> None:
    unit = unit_of(tmp_path, 受付日=received, 請求の種類=kind)

    assert (unit.regime, unit.request_kind) == (f"nerima/{regime}", key)


@pytest.mark.parametrize(
    ("received", "decided", "written", "code"),
    [
        ("R5.3.31", "R5.4.10", "2号", "corporate"),
        ("R5.4.1", "R5.4.10", "2号", "appi_2_individual"),
        ("R5.4.1", "R5.4.10", "第78条第1項第7号", "appi_7_operations"),
        ("R5.4.1", "R5.4.10", "法第78条第1項第7号ロ", "appi_7_operations"),
    ],
)
def test_grounds_are_those_of_the_law_of_the_request(
    tmp_path: Path, received: str, decided: str, written: str, code: str
) -> None:
    unit_of(
        tmp_path,
        受付日=received,
        決定区分="部分開示",
        決定日=decided,
        不開示理由=written,
    )

    assert DecisionGround.objects.get().ground == code


@pytest.mark.parametrize(
    ("written", "relation"),
    [
        ("本人", "data_subject"),
        ("親権者", "legal_representative"),
        ("任意代理人", "mandated_agent"),
        ("遺族", "bereaved"),
        ("知人", "unknown"),
        ("", "unknown"),
    ],
)
def test_who_asked_is_kept(tmp_path: Path, written: str, relation: str) -> None:
    unit_of(tmp_path, 請求者の別=written)

    assert Request.objects.get().relation == relation


@pytest.mark.parametrize(
    ("written", "outcome"),
    [
        ("応じる（全部）", "accepted_full"),
        ("応じる(一部)", "accepted_partial"),
        ("応じられない", "rejected"),
        ("取下げ", "withdrawn"),
    ],
)
def test_a_cessation_ends_in_its_own_words(
    tmp_path: Path, written: str, outcome: str
) -> None:
    unit = unit_of(
        tmp_path, 請求の種類="外部提供中止", 決定区分=written, 決定日="R2.6.9"
    )

    assert (unit.outcome, unit.phase) == (outcome, "closed")
