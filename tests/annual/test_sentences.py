"""The sentences: every rule of the specification, each as a row of a table."""

from datetime import date

import pytest

from annual.sentences import name_list
from tests.annual.builders import Lot, add, add_appeals, add_sessions
from tests.annual.conftest import StatementOf

RATE = "に占める「全部公開」と「部分公開」の割合は、"


def test_rate_of_2020_keeps_refusals_in_the_denominator(
    statement_of: StatementOf,
) -> None:
    counts = {"full": 1107, "partial": 1667, "non_disclosure": 23}
    for outcome, n in {**counts, "absent": 139, "withdrawn": 166}.items():
        add(Lot(outcome=outcome), n)

    sentence = statement_of()["T01"].sentences[1].text

    assert sentence == f"請求件数（「不存在」と「取下げ」を除く）{RATE}99.2％であった。"


def test_rate_counts_refusals_to_answer_when_there_are_some(
    statement_of: StatementOf,
) -> None:
    add(Lot(outcome="full"), 3)
    add(Lot(outcome="existence_refused"), 1)

    assert f"{RATE}75.0％" in statement_of()["T01"].sentences[1].text


@pytest.mark.parametrize(
    ("outcomes", "exclusions"),
    [
        (["full"], "「不存在」と「取下げ」"),
        (["full", None], "「不存在」、「取下げ」と「処理中」"),
        (["full", "transferred"], "「不存在」、「取下げ」と「移送」"),
        (
            ["full", None, "transferred", "inadmissible"],
            "「不存在」、「取下げ」、「移送」と「処理中」",
        ),
    ],
)
def test_rate_names_the_exclusions_in_table_order(
    statement_of: StatementOf, outcomes: list[str | None], exclusions: str
) -> None:
    for outcome in outcomes:
        add(Lot(outcome=outcome))

    sentence = statement_of()["T01"].sentences[1].text

    assert sentence.startswith(f"請求件数（{exclusions}を除く）に占める")
    expected = "50.0" if "inadmissible" in outcomes else "100.0"
    assert f"割合は、{expected}％であった。" in sentence


def test_rate_is_left_out_when_nothing_was_decided(statement_of: StatementOf) -> None:
    add(Lot(), 2)
    add(Lot(outcome="absent"))
    add(Lot(outcome="withdrawn"))

    statement = statement_of()

    assert [s.text for s in statement["T01"].sentences] == [
        "令和２年度における公文書の公開請求と処理状況は、つぎの表のとおりである。",
        "令和２年度の審査請求はなかった。",
    ]
    assert [check.id for check in statement["T01"].checks] == ["I1"]


@pytest.mark.parametrize(
    ("n", "sentence"),
    [
        (0, "また、令和２年度の審査請求はなかった。"),
        (1, "また、令和２年度は１件の審査請求があった。"),
        (8, "また、令和２年度は８件の審査請求があった。"),
        (12, "また、令和２年度は12件の審査請求があった。"),
        (1000, "また、令和２年度は1,000件の審査請求があった。"),
    ],
)
def test_appeals_of_t01_when_there_are_some_or_none(
    statement_of: StatementOf, n: int, sentence: str
) -> None:
    add(Lot(outcome="full"))
    add_appeals(n, "public_records", "disclosure")
    add_appeals(2, "self_info", "disclosure")

    assert statement_of()["T01"].sentences[-1].text == sentence


def test_opening_is_dropped_when_no_rate_stands_before(
    statement_of: StatementOf,
) -> None:
    add_appeals(3, "public_records", "disclosure")

    assert statement_of()["T01"].sentences[-1].text == (
        "令和２年度は３件の審査請求があった。"
    )


@pytest.mark.parametrize(
    ("contested", "sentence"),
    [
        ([], "なお、自己情報の開示等に関する審査請求はなかった。"),
        (
            ["provision_cessation"],
            "なお、自己情報の外部提供の中止に関する審査請求が1件あった。",
        ),
        (
            ["provision_cessation", "disclosure", "disclosure"],
            "なお、自己情報の開示、外部提供の中止に関する審査請求が3件あった。",
        ),
        (
            ["correction_deletion", "purpose_use_cessation"],
            "なお、自己情報の訂正・削除、目的外利用の中止に関する審査請求が2件あった。",
        ),
        # one appeal does not tell its kind: naming only the other would be wrong
        (
            ["disclosure", ""],
            "なお、自己情報の開示等に関する審査請求が2件あった。",
        ),
        ([""], "なお、自己情報の開示等に関する審査請求が1件あった。"),
    ],
)
def test_appeals_of_t03_name_the_contested_kinds(
    statement_of: StatementOf, contested: list[str], sentence: str
) -> None:
    for kind in contested:
        add_appeals(1, "self_info", kind)
    add_appeals(4, "public_records", "disclosure")

    assert statement_of()["T03"].sentences[-1].text == sentence


def test_appeals_of_t03_use_the_words_of_the_act_from_fiscal_2023(
    statement_of: StatementOf,
) -> None:
    on = date(2023, 6, 1)
    add_appeals(1, "self_info", "use_suspension", on=on)
    add_appeals(1, "self_info", "correction", on=on)
    add_appeals(1, "self_info", "provision_cessation", on=on)

    statement = statement_of(2023, as_of=date(2024, 5, 31))

    assert statement["T03"].sentences[-1].text == (
        "なお、自己情報の外部提供の中止、訂正、利用停止に関する審査請求が3件あった。"
    )


@pytest.mark.parametrize(
    ("n", "sentence"),
    [
        (0, "令和２年度は開催しなかった。"),
        (1, "令和２年度は1回開催した。"),
        (10, "令和２年度は10回開催した。"),
    ],
)
def test_sessions_of_t05_when_there_are_some_or_none(
    statement_of: StatementOf, n: int, sentence: str
) -> None:
    add_sessions("advisory_council", [date(2020, 5, day + 1) for day in range(n)])

    sentences = statement_of()["T05"].sentences

    assert sentences[0].text == sentence
    assert sentences[1].text == "令和２年度は開催しなかった。"


def test_year_is_written_as_the_first_of_its_era(statement_of: StatementOf) -> None:
    assert statement_of(2019)["T05"].sentences[0].text == "令和元年度は開催しなかった。"
    assert statement_of(2018)["T05"].sentences[0].text == "平成30年度は開催しなかった。"


def test_numbers_in_sentences_open_to_what_they_count(
    statement_of: StatementOf,
) -> None:
    add_appeals(2, "public_records", "disclosure")

    pieces = list(statement_of()["T01"].sentences[-1].line.pieces)

    assert [(p.text, p.address) for p in pieces if p.address] == [
        ("２", ("sentences", "appeals"))
    ]


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        ([], ""),
        (["甲"], "「甲」"),
        (["甲", "乙"], "「甲」と「乙」"),
        (["甲", "乙", "丙"], "「甲」、「乙」と「丙」"),
    ],
)
def test_names_are_joined(labels: list[str], text: str) -> None:
    assert name_list(labels) == text
