"""What comes out of the printer: text, tags, faces, the same bytes again."""

import pytest

from notices.rendering import CannotRender, render, unprintable
from ordinances.notice_slots import SLOTS
from tests.notices.letters import letter
from tests.notices.printing import content_of, keywords_of, text_of, texts_in

NOT_PRINTED = ("form", "form_version", "issued_on", "unit_number")


@pytest.mark.parametrize("form", sorted(SLOTS))
def test_text_read_back_equals_the_facts_when_printed(form: str) -> None:
    content = content_of(letter(form))

    printed = text_of(render(content))

    shown = {key: value for key, value in content.items() if key not in NOT_PRINTED}
    shown["sender"] = {k: v for k, v in content["sender"].items() if k != "seal"}
    shown["blocks"] = [
        {key: value for key, value in block.items() if key != "type"}
        for block in content["blocks"]
    ]
    missing = [text for text in texts_in(shown) if text not in printed]
    assert missing == []


def test_same_content_gives_the_same_bytes() -> None:
    content = content_of(letter("partial"))

    assert render(content) == render(content)


def test_pdf_is_tagged_in_japanese_and_carries_the_unit() -> None:
    pdf = render(content_of(letter("partial", pk=4711)))

    assert b"/MarkInfo" in pdf
    assert b"pdfuaid" in pdf
    assert keywords_of(pdf).startswith("unit:4711, form:partial-")


def test_character_no_face_has_is_named_with_its_place() -> None:
    content = content_of(letter("inadmissible", reason="外字\ue000を含む。"))

    with pytest.raises(CannotRender) as refused:
        render(content)

    assert [(one.code, one.field) for one in unprintable(content)] == [
        ("U+E000", "blocks[2].rows[3].text")
    ]
    assert "U+E000" in str(refused.value)


def test_text_of_a_person_is_never_markup() -> None:
    typed = '#import "x" *太字* $x$ = 見出し'

    printed = text_of(render(content_of(letter("inadmissible", reason=typed))))

    assert '#import"x"*太字*$x$=見出し' in printed
