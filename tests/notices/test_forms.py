"""The structure of each form, written by hand after the table of law (h)."""

import json
from dataclasses import replace
from typing import Any

import pytest

from notices.text import compose
from ordinances.loading import pack
from tests.notices.letters import FACTS, ON, REGIME, letter
from tests.notices.printing import content_of

REQUEST = ["受付番号", "請求の件名"]
WAY = ["公開の日時", "公開の場所", "公開の方法", "費用"]
# number, title, rows, columns, blocks after them, seal
GOLDEN: dict[str, tuple[str, str, list[str], list[str], list[str], str]] = {
    "full": (
        "第２号様式",
        "公文書公開決定通知書",
        [*REQUEST, *WAY],
        ["番号", "公文書の件名", "文書番号"],
        ["notes", "contact"],
        "公印",
    ),
    "partial": (
        "第３号様式",
        "公文書部分公開決定通知書",
        [*REQUEST, *WAY],
        [
            "番号",
            "公文書の件名",
            "区分",
            "公開しない部分",
            "公開しない根拠規定",
            "公開しない理由",
            "公開できる期日",
        ],
        ["notes", "instruction", "contact"],
        "公印",
    ),
    "non_disclosure": (
        "第４号様式",
        "公文書非公開決定通知書",
        REQUEST,
        [
            "番号",
            "公文書の件名",
            "文書番号",
            "公開しない根拠規定",
            "公開しない理由",
            "公開できる期日",
        ],
        ["instruction", "contact"],
        "公印",
    ),
    "absent": (
        "第４号様式",
        "公文書非公開決定通知書",
        REQUEST,
        ["番号", "請求に係る公文書", "存在しない理由"],
        ["instruction", "contact"],
        "公印",
    ),
    "existence_refused": (
        "第４号様式",
        "公文書非公開決定通知書",
        [
            *REQUEST,
            "答えることにより明らかになる情報の根拠規定",
            "公文書があるかないかを答えない理由",
        ],
        [],
        ["instruction", "contact"],
        "公印",
    ),
    "inadmissible": (
        "",
        "公文書公開請求却下通知書",
        [*REQUEST, "却下の理由"],
        [],
        ["instruction", "contact"],
        "公印",
    ),
    "extension": (
        "第５号様式",
        "公文書公開決定期間延長通知書",
        [*REQUEST, "延長前の決定期限", "延長後の決定期限", "根拠規定", "延長の理由"],
        [],
        ["contact"],
        "公印",
    ),
    "special_extension": (
        "第６号様式",
        "公文書公開決定期間特例延長通知書",
        [
            *REQUEST,
            "本来の決定期限",
            "相当の部分について決定をする期限",
            "残りの公文書について決定をする期限",
            "適用する規定",
            "特例を適用する理由",
        ],
        [],
        ["contact"],
        "公印",
    ),
    "supplementation": (
        "",
        "公文書公開請求書の補正について（通知）",
        [*REQUEST, "補正を求める事項", "補正の参考となる事項", "補正の期限"],
        [],
        ["paragraph", "notes", "contact"],
        "（公印省略）",
    ),
    "transfer": (
        "",
        "公文書公開請求に係る事案の移送について（通知）",
        [
            *REQUEST,
            "移送した実施機関",
            "移送を受けた実施機関",
            "移送の日",
            "移送の理由",
        ],
        [],
        ["paragraph", "contact"],
        "（公印省略）",
    ),
    "third_party_letter": (
        "",
        "公文書の公開に関する意見について（照会）",
        [
            "公文書の件名",
            "記録されている情報の内容",
            "意見書の提出期限",
            "意見書の提出先",
        ],
        [],
        ["paragraph", "notes", "contact"],
        "（公印省略）",
    ),
    "third_party_notice": (
        "",
        "公文書の公開決定について（通知）",
        [
            "公文書の件名",
            "決定の日",
            "決定の内容",
            "公開することとした理由",
            "公開を実施する日",
        ],
        [],
        ["instruction", "contact"],
        "公印",
    ),
}


def structure_of(content: dict[str, Any]) -> tuple[object, ...]:
    opening, *blocks = content["blocks"]
    assert opening["type"] == "paragraph"
    by_type = {block["type"]: block for block in blocks}
    return (
        content["form_number"],
        content["title"],
        [row["label"] for row in by_type["ruled"]["rows"]],
        by_type.get("records", {"header": []})["header"],
        [
            block["type"]
            for block in blocks
            if block["type"] not in {"ruled", "records"}
        ],
        content["sender"]["seal_words"],
    )


@pytest.mark.parametrize("form", FACTS)
def test_form_has_its_number_title_rows_and_instruction(form: str) -> None:
    assert structure_of(content_of(letter(form))) == GOLDEN[form]


@pytest.mark.parametrize("form", FACTS)
def test_content_is_json_and_names_the_wording(form: str) -> None:
    content = content_of(letter(form))

    assert json.loads(json.dumps(content)) == content
    assert content["form_version"] == pack(REGIME).notice_form(form, ON).version


CANARY = "カナリア記者"


@pytest.mark.parametrize("form", ["third_party_letter", "third_party_notice"])
def test_letter_to_a_third_party_prints_nothing_beside_its_slots(form: str) -> None:
    told = letter(form, requester=CANARY, purpose=CANARY, subject=CANARY)

    assert CANARY not in json.dumps(content_of(told), ensure_ascii=False)


def test_canary_sings_where_a_form_names_it() -> None:
    """The control: with a form no reader would pass, the fact is printed."""
    form = pack(REGIME).notice_form("third_party_letter", ON)
    loose = replace(form, opening="{requester}の請求")

    content = compose(
        loose,
        letter("third_party_letter", requester=CANARY),
        number_text="第1号",
        issued_on=ON,
    )

    assert content["blocks"][0]["text"] == f"{CANARY}の請求"
