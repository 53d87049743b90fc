"""The forms of letters are read strictly; each kind of decision has its text."""

from datetime import date
from pathlib import Path

import pytest

from ordinances.loading import load_pack, municipality, pack
from ordinances.notice_readers import FILE
from ordinances.notice_slots import SLOTS
from ordinances.pack_error import PackError
from tests.ordinances.folders import copy_nerima, spoil

ON = date(2026, 12, 1)


def test_public_records_have_every_form_and_numbers_only_from_two_to_six() -> None:
    records = pack("nerima/public_records")

    numbers = {key: records.notice_form(key, ON).form_number for key in SLOTS}

    assert numbers == {
        "full": "第２号様式",
        "partial": "第３号様式",
        "non_disclosure": "第４号様式",
        "absent": "第４号様式",
        "existence_refused": "第４号様式",
        "inadmissible": None,
        "extension": "第５号様式",
        "special_extension": "第６号様式",
        "supplementation": None,
        "transfer": None,
        "third_party_letter": None,
        "third_party_notice": None,
    }


def test_regime_without_the_file_has_no_forms() -> None:
    assert pack("nerima/appeals").notices.forms == ()


def test_version_changes_with_every_word(tmp_path: Path) -> None:
    folder = copy_nerima(tmp_path) / "public_records"
    spoil(folder / FILE, "とおり公開することを決定", "通り公開することを決定")

    changed = load_pack(folder).notice_form("full", ON)

    assert (
        changed.version != pack("nerima/public_records").notice_form("full", ON).version
    )


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("{requested_on}付けで請求", "{purpose}のため請求", "{purpose}"),
        ('text: "{record_title}"', 'text: "{requester}"', "{requester}"),
        ('text: "{title}"', 'text: "{sheets}"', "{sheets}"),
        ("{appeal_known}", "{appeal_knwon}", "{appeal_knwon}"),
        ("seal: frame", "seal: round", "round"),
        ("key: partial", "key: part", "part"),
        ("organs: [agricultural_committee]", "organs: [village]", "village"),
        ("instruction: appeal_and_suit", "instruction: appeal", "appeal"),
        ("share: 14", "share: 0", "0"),
        ("closing:", "closings:", "closing"),
        (
            "  - key: existence_refused",
            "  - key: existence_refused\n    columns: [{label: a, text: b, share: 1}]",
            "records",
        ),
    ],
)
def test_mistake_names_its_place(
    tmp_path: Path, old: str, new: str, named: str
) -> None:
    path = copy_nerima(tmp_path) / "public_records" / FILE
    spoil(path, old, new)

    with pytest.raises(PackError) as refused:
        load_pack(path.parent, organs=municipality("nerima").organs)

    assert FILE in str(refused.value)
    assert named in str(refused.value)
