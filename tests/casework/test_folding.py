"""Folding: one writing for what only the writing differs in, and nothing lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.folding import (
    HYPHENS,
    TILDES,
    digits,
    fold,
    places,
    variant_groups,
    words,
)

KANJI = "".join(variant_groups())
# no marks that belong to the character before: see the test with them
JAPANESE = st.text(
    alphabet=st.sampled_from(
        list(KANJI + HYPHENS + TILDES)
        + list("ぁあゔゖァアヴヶｱｯー－-～〜 　\t")
        + list("０9aＡß①㈱㋿神塚東海道")
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("高崎", "髙﨑"),
        ("渡辺", "渡邉"),
        ("渡辺", "渡邊"),
        ("斉藤", "齋藤"),
        ("沢", "澤"),
        ("浜", "濵"),
        ("吉田", "𠮷田"),
        ("葛西", "葛\U000e0100西"),
        ("辻", "辻\U000e0101"),
        ("神田", "\ufa19田"),
        ("ハナコ", "はなこ"),
        ("ﾊﾅｺ", "ハナコ"),
        ("ｶﾞｽ", "ガス"),
        ("関ケ原", "關ヶ原"),
        ("キヨウコ", "きょうこ"),
        ("ｔａｒｏ", "TARO"),
        ("東京都", "東京　都"),
        ("R2-123", "R2－123"),
        ("03-1234", "03−1234"),
        ("03-1234", "03ー1234"),
        ("03-1234", "03‐1234"),
        ("サーバー", "サ－バ－"),
        ("4月〜5月", "4月～5月"),
        ("(株)", "㈱"),
        ("令和", "㋿"),
        ("10", "１０"),
    ],
)
def test_folding_levels_what_only_the_writing_differs_in(
    typed: str, stored: str
) -> None:
    assert fold(typed) == fold(stored)


@pytest.mark.parametrize(
    ("one", "other"),
    [("かき", "がき"), ("ハハ", "パパ"), ("ニ", "二"), ("一", "ー"), ("山", "川")],
)
def test_folding_keeps_apart_what_is_not_the_same(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(JAPANESE, JAPANESE, JAPANESE)
def test_part_of_a_text_is_part_of_it_when_both_are_folded(
    before: str, part: str, after: str
) -> None:
    assert fold(before + part + after) == fold(before) + fold(part) + fold(after)


@given(st.lists(st.sampled_from(["カ", "が", "ｶﾞ", "か\u3099", "辻\U000e0100", "é"])))
def test_marks_stay_with_their_character(characters: list[str]) -> None:
    text = "".join(characters)

    assert fold(text) == "".join(fold(character) for character in characters)


def test_table_of_variants_holds_real_groups_once_each() -> None:
    groups = variant_groups()
    characters = "".join(groups)

    assert len(groups) > 200
    assert len(set(characters)) == len(characters)
    assert all(len(group) > 1 for group in groups)
    assert unicodedata.normalize("NFKC", characters) == characters


def test_words_are_folded_once_each_without_empty_ones() -> None:
    assert words(" 髙﨑　高崎 \u200b ハナコ ") == ("高崎", "はなこ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（０３）3993－1111", "0339931111"),
        ("090 1234 ５６７８", "09012345678"),
        ("内線なし", ""),
        ("٣", ""),
    ],
)
def test_phone_is_its_digits(text: str, expected: str) -> None:
    assert digits(text) == expected


@pytest.mark.parametrize(
    ("text", "sought", "marked"),
    [
        ("髙﨑 花子", ["高崎"], ["髙﨑"]),
        ("渡邉\U000e0100 ﾊﾅｺﾞ", ["辺はな"], ["邉\U000e0100 ﾊﾅ"]),
        ("㈱豊玉", ["株"], ["㈱"]),
        ("道路の道路", ["道路"], ["道路", "道路"]),
        ("ああああ", ["ああ"], ["ああああ"]),
        ("道路台帳", ["道", "路台"], ["道路台"]),
        ("橋", ["道"], []),
        ("橋", [""], []),
        ("", ["道"], []),
    ],
)
def test_places_are_those_of_the_text_as_typed(
    text: str, sought: list[str], marked: list[str]
) -> None:
    assert [text[start:end] for start, end in places(text, sought)] == marked


@given(JAPANESE, JAPANESE, JAPANESE)
def test_word_is_marked_wherever_it_is_found(
    before: str, part: str, after: str
) -> None:
    text = before + part + after

    found = places(text, [fold(part)])

    assert all(0 <= start < end <= len(text) for start, end in found)
    assert bool(found) == bool(fold(part))
    assert all(fold(part) in fold(text[start:end]) for start, end in found)
