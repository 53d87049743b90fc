"""What a letter says: expected words written by hand."""

import pytest

from notices.text import CannotCompose
from tests.notices.letters import FACTS, letter
from tests.notices.printing import content_of


def test_partial_notice_says_everything_in_order() -> None:
    content = content_of(letter("partial"))

    assert content["form_number"] == "第３号様式"
    assert content["number"] == "8練総情第123号"
    assert content["date"] == "令和8年12月1日"
    assert content["title"] == "公文書部分公開決定通知書"
    assert content["sender"] == {
        "name": "練馬区長",
        "seal": "frame",
        "seal_words": "公印",
    }
    assert content["unit"] == 123
    assert content["unit_number"] == "令和8年度 第5号の2"
    assert [block["type"] for block in content["blocks"]] == [
        "paragraph",
        "ruled",
        "records",
        "notes",
        "instruction",
        "contact",
    ]
    assert content["blocks"][0]["text"] == (
        "令和８年11月16日付けで請求のありました公文書の公開について、次のとおりその一部を"
        "公開することを決定しましたので通知します。"
    )
    assert content["blocks"][2]["rows"][1] == [
        "2",
        "区道補修工事請負契約書\n8練土管第34号",
        "部分公開",
        "3ページ 受注者の担当者の氏名",
        "練馬区情報公開条例第7条第1号",
        "受注者の担当者の氏名は、個人に関する情報であって特定の個人が識別され得るもので"
        "あり、第7条第1号に該当するため。",
        "令和9年4月1日",
    ]


def test_row_without_a_fact_is_left_out_or_says_what_to_do() -> None:
    content = content_of(
        letter("full", implementation_day="", implementation_place="", fee="")
    )

    rows = {row["label"]: row["text"] for row in content["blocks"][1]["rows"]}
    assert rows["公開の日時"] == "下記の担当課と打ち合わせの上、定めます。"
    assert "公開の場所" not in rows
    assert "費用" not in rows


def test_column_no_record_fills_is_left_out() -> None:
    record = FACTS["full"]["records"][0] | {"document_number": ""}

    content = content_of(letter("full", records=[record]))

    assert content["blocks"][2]["header"] == ["番号", "公文書の件名"]


def test_replaced_decision_is_cited_by_day_and_number() -> None:
    content = content_of(
        letter("partial", cited_on="2026-11-24", cited_number="8練総情第99号")
    )

    assert content["title"] == "公文書部分公開決定変更通知書"
    assert content["blocks"][0]["text"].startswith(
        "令和８年11月24日付け8練総情第99号で通知した決定を変更し、"
    )


def test_sentence_that_lacks_a_fact_is_refused() -> None:
    with pytest.raises(CannotCompose) as refused:
        content_of(letter("partial", requested_on=""))

    assert refused.value.field == "requested_on"


def test_line_ends_of_any_system_become_one() -> None:
    content = content_of(letter("inadmissible", reason="一行目\r\n二行目\r三行目\n"))

    rows = {row["label"]: row["text"] for row in content["blocks"][1]["rows"]}
    assert rows["却下の理由"] == "一行目\n二行目\n三行目"
