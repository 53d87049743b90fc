"""Which characters are printed, which are named, and with which faces."""

import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest

from notices.rendering import CannotRender, characters, render, unprintable
from tests.notices.letters import FACTS, letter
from tests.notices.printing import content_of, pages_of, text_of

# the text corpus of the house; every entry is printed as it is, or named
CORPUS = {
    "beyond the plane": "𠮷野",
    "variation sequence": "葛\U000e0100城",
    "variation only the second face has": "㐂\U000e0101",
    "standard variation": "神\ufe00社",
    "compatibility": "髙﨑德濵邉邊彅瀨槗神祇辻",
    "private use": "外字\ue000と\uf8ff",
    "eras": "㍻㋿",
    "waves and minuses": "～〜−－―",
    "half-width kana": "ｶﾞｷﾞｸﾞﾊﾟ",
    "combining mark": "か\u3099ハ\u309a",
    "composed": "がパ",
    "right-to-left override": "あ\u202eい",
    "joined emoji": "👨\u200d👩\u200d👧",
    "nul": "あ\0い",
    "no character": "あ\ufffeい",
    "formula leaders": "=1+1 +1 -1 @SUM(A1)",
    "signs": "①㈱〒々〇㎡№℡",
    "unknown selector": "亜\U000e01ef",
    "zero width": "あ\u200bい\ufeffう",
}
NAMED = {
    "private use": ["U+E000", "U+F8FF"],
    "right-to-left override": ["U+202E"],
    "joined emoji": ["U+1F468", "U+200D", "U+1F469", "U+1F467"],
    "nul": ["U+0000"],
    "no character": ["U+FFFE"],
    "unknown selector": ["U+4E9C U+E01EF"],
    "zero width": ["U+200B", "U+FEFF"],
}


@pytest.mark.parametrize("kind", CORPUS)
def test_every_character_of_the_corpus_is_printed_or_named(kind: str) -> None:
    content = content_of(letter("inadmissible", reason=CORPUS[kind]))

    named = [one.code for one in unprintable(content)]

    assert named == NAMED.get(kind, [])
    if named:
        with pytest.raises(CannotRender, match="U\\+"):
            render(content)
    else:
        assert CORPUS[kind].replace(" ", "") in text_of(render(content))


def test_without_the_check_another_shape_would_be_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: the compiler says nothing of a shape that no face has."""
    content = content_of(letter("inadmissible", reason=CORPUS["unknown selector"]))
    with pytest.raises(CannotRender):
        render(content)

    monkeypatch.setattr("notices.rendering.printer.unprintable", lambda _content: [])

    assert "亜" in text_of(render(content))


def test_without_the_check_the_place_of_a_character_would_not_be_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("notices.rendering.printer.unprintable", lambda _content: [])

    with pytest.raises(CannotRender) as refused:
        render(content_of(letter("inadmissible", reason="名\ue000前")))

    assert refused.value.field == ""


def test_face_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    only = characters.FACES[:1]
    monkeypatch.setattr("notices.rendering.printer.FACES", only)
    monkeypatch.setattr("notices.rendering.printer._own", type("Own", (), {})())

    with pytest.raises(CannotRender, match="noto serif jp"):
        render(content_of(letter("full")))


def test_every_face_is_embedded_and_the_file_is_tagged() -> None:
    pdf = render(content_of(letter("inadmissible", reason="髙﨑𠮷")))

    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    fonts = {
        pdfium_c.FPDFFont_GetIsEmbedded(pdfium_c.FPDFTextObj_GetFont(found.raw))
        for found in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=15)
    }
    tagged = pdfium_c.FPDFCatalog_IsTagged(document.raw)
    page.close()
    document.close()

    assert fonts == {1}
    assert tagged


def test_long_table_goes_on_with_its_header_on_every_page() -> None:
    record = FACTS["partial"]["records"][1]
    rows = [record | {"position": position} for position in range(1, 61)]

    printed = pages_of(render(content_of(letter("partial", records=rows))))

    pages = ["".join(page.split()) for page in printed]
    with_rows = [page for page in pages if "8練土管第34号" in page]
    assert len(with_rows) > 2
    assert all("公開しない部分" in page for page in with_rows)
    assert sum(page.count("8練土管第34号") for page in pages) == 60
    assert all(f"{n}/{len(pages)}" in page for n, page in enumerate(pages, 1))


def test_long_name_and_address_stay_on_the_page() -> None:
    name = "じゅげむじゅげむごこうのすりきれ" * 9
    told = letter("full")
    content = content_of(told) | {
        "addressee": {
            "postal_code": "176-0000",
            "address": "東京都練馬区見本町1丁目2番3号 " * 8,
            "name": name,
            "honorific": "様",
            "contact_person": "",
        }
    }

    printed = text_of(render(content))

    assert name in printed
