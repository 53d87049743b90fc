"""The instruction by organ: who reviews and who represents, written by hand."""

from datetime import date

import pytest

from ordinances.instructions import NoInstruction, instruct
from ordinances.loading import municipality, pack

ON = date(2026, 12, 1)
CITY = municipality("nerima")
RECORDS = pack("nerima/public_records")


@pytest.mark.parametrize(
    ("organ", "reviews", "represents"),
    [
        ("mayor", "練馬区長", "練馬区長"),
        ("board_of_education", "練馬区教育委員会", "練馬区教育委員会"),
        ("election_commission", "練馬区選挙管理委員会", "練馬区選挙管理委員会"),
        ("audit_commissioners", "練馬区監査委員", "練馬区代表監査委員"),
        ("assembly", "練馬区議会議長", "練馬区議会議長"),
    ],
)
def test_instruction_names_who_reviews_and_who_represents(
    organ: str, reviews: str, represents: str
) -> None:
    told = instruct(RECORDS, "appeal_and_suit", city=CITY, organ=organ, on=ON)

    assert told is not None
    assert told.title == "教示"
    assert (
        f"知った日の翌日から起算して３か月以内に、{reviews}に対して審査請求を"
        in told.paragraphs[0]
    )
    assert "翌日から起算して１年を経過すると、審査請求を" in told.paragraphs[0]
    assert (
        "６か月以内に、練馬区を被告として（訴訟において練馬区を代表する者は、"
        f"{represents}となります。）" in told.paragraphs[1]
    )


def test_instruction_says_honestly_when_the_representative_is_not_known() -> None:
    told = instruct(
        RECORDS, "appeal_and_suit", city=CITY, organ="agricultural_committee", on=ON
    )

    assert told is not None
    assert "練馬区農業委員会に対して審査請求を" in told.paragraphs[0]
    assert "練馬区を被告として、処分の取消しの訴えを" in told.paragraphs[1]
    assert "代表する者は、" not in told.paragraphs[1]
    assert "代表する者については、下記の担当課にお尋ねください。" in told.paragraphs[1]


def test_letter_without_instruction_has_none() -> None:
    assert instruct(RECORDS, "none", city=CITY, organ="mayor", on=ON) is None


def test_kind_without_a_text_is_refused() -> None:
    with pytest.raises(NoInstruction, match="教示"):
        instruct(RECORDS, "appeal", city=CITY, organ="mayor", on=ON)
