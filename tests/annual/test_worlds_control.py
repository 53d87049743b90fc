"""The property test has teeth: one changed fact in the database turns it red.

Each control loads an office that agrees with the oracle, changes one fact behind
the oracle's back and expects the tables concerned, and no others, to differ.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db.models import F

from annual.models import Figure
from appeals.models import Appeal, BoardSession
from casework.models import DecisionGround, Unit
from tests.annual import loading
from tests.annual.oracle import Office, Row
from tests.annual.test_worlds import world_problems
from tests.annual.worlds import Setting

YEAR, AS_OF = 2020, "2021-05-31"


def a_small_office() -> Office:
    """Return one row of everything that can be counted wrongly."""
    return Office(
        disclosure=[
            _request(1, "全部公開"),
            _request(2, "部分公開", grounds="personal;corporate"),
            _request(3, "非公開", grounds="personal"),
            _request(4, "存否応答拒否", grounds="legal"),
            _request(5, "取下げ"),
            _request(6, ""),
            _request(7, "全部公開"),
        ],
        privacy=[
            _self_info(1, "開示請求", "全部開示"),
            _self_info(2, "訂正・削除請求", "応じられない"),
        ],
        appeals=[_appeal(1, "公文書", ""), _appeal(2, "自己情報", "外部提供中止請求")],
        board_sessions=[
            {"会議体": "review_board", "回": "1", "開催日": "2021-03-31"},
            {"会議体": "advisory_council", "回": "1", "開催日": "2020-04-01"},
        ],
        figures=[{"年度": "2020", "項目": "visitors", "値": "10"}],
        voided={("disclosure", "令和2年度 第7号")},
    )


def _request(number: int, outcome: str, *, grounds: str = "") -> Row:
    return {
        "受付番号": f"令和2年度 第{number}号",
        "受付日": "2021-03-31",
        "実施機関": "区長",
        "所管課": "総務課",
        "件名": f"文書その{number}",
        "決定区分": outcome,
        "決定日": "2021-04-14" if outcome else "",
        "非公開理由": grounds,
    }


def _self_info(number: int, kind: str, outcome: str) -> Row:
    row = _request(number, outcome)
    del row["非公開理由"]
    return {**row, "請求の種類": kind, "不開示理由": ""}


def _appeal(number: int, system: str, kind: str) -> Row:
    return {
        "審査請求番号": f"令和2年度 第{number}号",
        "審査請求日": "2020-04-01",
        "制度": system,
        "原処分の受付番号": "",
        "請求の種類": kind,
        "裁決区分": "",
    }


def records(number: int) -> Unit:
    return loading.unit_of("public_records", f"令和2年度 第{number}号")


def update(unit: Unit, **values: object) -> None:
    Unit.objects.filter(pk=unit.pk).update(**values)


def flip_an_outcome() -> None:
    update(records(1), outcome="absent")


def decide_after_the_as_of_date() -> None:
    update(records(5), outcome_on=date(2021, 6, 1))


def receive_after_the_as_of_date() -> None:
    later = date(2021, 6, 1)
    update(records(6), received_on=later)


def receive_in_the_next_year() -> None:
    update(records(6), fiscal_year=2021, received_on=date(2021, 4, 1))


def count_a_voided_case() -> None:
    update(records(7), voided=False)


def name_a_further_ground() -> None:
    decision = records(3).decisions.get()
    DecisionGround.objects.create(decision=decision, ground="legal")


def count_the_ground_of_a_refused_existence() -> None:
    update(records(4), outcome="non_disclosure")


def let_a_decision_no_longer_count() -> None:
    records(2).decisions.update(counts=False)


def ask_for_something_else() -> None:
    unit = loading.unit_of("self_info", "令和2年度 第2号")
    update(unit, request_kind="provision_cessation")


def appeal_against_the_other_system() -> None:
    Appeal.objects.filter(against="public_records").update(
        against="self_info", contested_kind="disclosure"
    )


def hold_a_session_a_day_later() -> None:
    held = BoardSession.objects.get(held_on=date(2021, 3, 31))
    held.held_on += timedelta(days=1)
    held.fiscal_year += 1
    held.save()


def count_one_visitor_more() -> None:
    Figure.objects.update(value=F("value") + 1)


CONTROLS: list[tuple[Callable[[], None], set[str]]] = [
    (flip_an_outcome, {"T01"}),
    (decide_after_the_as_of_date, {"T01"}),
    (receive_after_the_as_of_date, {"T01"}),
    (receive_in_the_next_year, {"T01"}),
    (count_a_voided_case, {"T01"}),
    (name_a_further_ground, {"T02"}),
    (count_the_ground_of_a_refused_existence, {"T01", "T02"}),
    (let_a_decision_no_longer_count, {"T02"}),
    (ask_for_something_else, {"T04"}),
    (appeal_against_the_other_system, {"T01", "T03"}),
    (hold_a_session_a_day_later, {"T05"}),
    (count_one_visitor_more, {"T06"}),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("change", "tables"), CONTROLS)
def test_comparison_goes_red_when_one_fact_is_changed(
    change: Callable[[], None], tables: set[str], tmp_path: Path
) -> None:
    office = a_small_office()
    setting = Setting(seed=1, office=office, views={YEAR: AS_OF})
    loading.prepare()
    loading.load_by_ledgers(setting, tmp_path)
    loading.add_what_came_later(setting)
    assert world_problems(office, YEAR, AS_OF) == []

    change()

    assert {_table(line) for line in world_problems(office, YEAR, AS_OF)} == tables


def _table(line: str) -> str:
    """Return the table a difference is in: T01/… or .tables[0]…."""
    if line.startswith("T"):
        return line[:3]
    position = int(line.split("[")[1].split("]")[0])
    return ("T01", "T02", "T03", "T04", "T05", "T06", "T32")[position]
