"""The standard sentences are read strictly and speak of one record each."""

from datetime import date
from pathlib import Path

import pytest

from ordinances.loading import load_pack, pack
from ordinances.pack_error import PackError
from ordinances.standard_sentences import FILE, load_sentences, sentences_on
from tests.ordinances.folders import copy_nerima, spoil

ON = date(2026, 4, 1)


def test_sentence_says_which_part_and_which_item() -> None:
    records = pack("nerima/public_records")
    personal = next(one for one in sentences_on(records, ON) if one.of == "personal")

    filled = personal.filled(part="氏名", item="第7条第1号", title="申請書")

    assert filled.startswith("氏名は、個人に関する情報")
    assert filled.endswith("第7条第1号に該当するため。")


def test_sentence_without_a_part_says_that_a_part_is_withheld() -> None:
    records = pack("nerima/public_records")
    personal = next(one for one in sentences_on(records, ON) if one.of == "personal")

    assert personal.filled(part=" ", item="第1号", title="").startswith(
        "公開しない部分は、"
    )


def test_every_exemption_with_an_item_and_every_absence_has_a_sentence() -> None:
    records = pack("nerima/public_records")
    spoken_of = {one.of for one in sentences_on(records, ON)}

    assert {g.code for g in records.grounds_on(ON) if g.item} <= spoken_of
    assert {"never_made", "retention_expired", "not_held"} <= spoken_of


def test_regime_without_the_file_has_none() -> None:
    assert sentences_on(pack("nerima/appeals"), ON) == ()


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("ground: personal", "ground: person", "person"),
        ("outcomes: [partial, non_disclosure]", "outcomes: [part]", "part"),
        ("{部分}は、個人", "{部位}は、個人", "{部位}"),
        ("ground: personal", "grounds: personal", "ground"),
        ("absence_kind: not_held", "reason_kind: nothing", "nothing"),
        ("ground: personal", "ground: personal\n    reason_kind: x", "exactly one"),
        ("verified: false", "verified: perhaps", "perhaps"),
    ],
)
def test_mistake_names_its_place(
    tmp_path: Path, old: str, new: str, named: str
) -> None:
    folder = copy_nerima(tmp_path) / "public_records"
    spoil(folder / FILE, old, new)

    with pytest.raises(PackError) as refusal:
        load_sentences(folder, load_pack(folder))

    assert f"{folder / FILE}:" in str(refusal.value)
    assert named in str(refusal.value)
