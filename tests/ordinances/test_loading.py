"""Loading packs: the reference municipality, and every mistake by its name."""

import shutil
from pathlib import Path

import pytest

from ordinances.loading import (
    PackError,
    load_municipality,
    load_pack,
    municipality,
    municipality_codes,
)
from tests.ordinances.folders import copy_nerima, spoil

RULE = "public_records/deadlines.yaml"
PACK = "public_records/pack.yaml"
GROUNDS = "public_records/grounds.yaml"
OUTCOMES = "public_records/outcomes.yaml"
CITY = "municipality.yaml"


def test_the_reference_municipality_loads() -> None:
    nerima = municipality("nerima")

    assert municipality_codes() == ("nerima",)
    assert (nerima.name_ja, nerima.name_en) == ("練馬区", "Nerima City")
    assert (nerima.area_code, nerima.area_name) == ("131202", "東京都練馬区")
    assert (nerima.edition_as_of, nerima.rate_default) == ("05-31", "nerima")
    assert [pack.code for pack in nerima.packs] == [
        "nerima/public_records",
        "nerima/self_info_old",
        "nerima/self_info_appi",
        "nerima/appeals",
    ]
    assert [pack.series for pack in nerima.packs] == [
        "public_records",
        "self_info",
        "self_info",
        "appeals",
    ]
    assert nerima.number_templates["appeals"].branch == "の{b}"
    assert municipality("nerima") is nerima


def test_a_folder_outside_the_product_loads_the_same(tmp_path: Path) -> None:
    copied = load_municipality(copy_nerima(tmp_path))

    assert copied.digest == municipality("nerima").digest
    assert copied.packs[0].deadlines == municipality("nerima").packs[0].deadlines


def test_one_regime_loads_alone(tmp_path: Path) -> None:
    folder = shutil.copytree(copy_nerima(tmp_path) / "appeals", tmp_path / "alone")

    assert load_pack(folder).digest == municipality("nerima").packs[3].digest


def test_the_digest_follows_every_letter_but_not_the_line_ends(
    tmp_path: Path,
) -> None:
    folder = copy_nerima(tmp_path)
    pack = municipality("nerima").packs[0]
    path = folder / RULE

    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    same = load_municipality(folder)
    spoil(path, "length: 14", "length: 15")
    other = load_municipality(folder)

    assert same.packs[0].digest == pack.digest
    assert other.packs[0].digest != pack.digest
    assert other.digest != municipality("nerima").digest


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "message"),
    [
        (
            RULE,
            "holiday_policy: roll",
            "holiday_polcy: roll",
            "holiday_polcy",
            "Did you mean “holiday_policy”?",
        ),
        (
            RULE,
            "holiday_policy: roll_end",
            "holiday_policy: rol_end",
            "holiday_policy",
            "Did you mean “roll_end”?",
        ),
        (
            RULE,
            "length: 14",
            "length: fourteen",
            "length",
            "expected a whole number, 1 or more, but found fourteen.",
        ),
        (RULE, "length: 14", "length: 0", "length", "found 0."),
        (RULE, "length: 14", 'length: "14"', "length", "found the text “14”."),
        (
            RULE,
            "length: 14",
            "length: 14\n    length: 15",
            "length",
            "the key a second time",
        ),
        (
            RULE,
            "suspendable: true",
            "suspendable: yes",
            "suspendable",
            "expected true or false, but found yes.",
        ),
        (RULE, "unit: day", "unit: fortnight", "unit", "found fortnight"),
        (
            RULE,
            "{cap: 60}",
            "{cap: 14}",
            "extension",
            "more days than the period itself (14 day)",
        ),
        (RULE, "{cap: 60}", "{cap: 60, add: 30}", "extension", "either add: days or"),
        (RULE, "{cap: 60}", "{}", "extension", "neither add nor cap"),
        (RULE, "{cap: 60}", "soon", "extension", "found soon"),
        (
            RULE,
            "    verified: false",
            "    verified: true",
            "verified",
            "parameters are named as assumed",
        ),
        (RULE, "assumed: [length,", "assumed: [lenght,", "assumed", "found lenght"),
        (RULE, "origin: receipt", "origin: recieved", "origin", "found recieved"),
        (
            RULE,
            "extension_gate: initial_period",
            "extension_gate: always",
            "extension_gate",
            "expected one of initial_period",
        ),
        (
            RULE,
            "key: two_weeks_between",
            "key: decision",
            "in_force_from",
            "days that no other entry of the same name holds",
        ),
        (
            PACK,
            "in_force_from: 2002-04-01",
            "in_force_from: 2002-04-01\nreplaced_on: 2002-04-01",
            "replaced_on",
            "a day after in_force_from (2002-04-01)",
        ),
        (
            PACK,
            "value: arrival_day",
            "value: arival_day",
            "value",
            "Did you mean “arrival_day”?",
        ),
        (PACK, "  deemed:", "  deemd:", "deemd", "Did you mean “deemed”?"),
        (PACK, "kind: public_records", "kind: records", "kind", "found records"),
        (
            PACK,
            "series: public_records",
            "series: records",
            "series",
            "expected one of public_records, self_info, appeals",
        ),
        (PACK, "[mayor,", "[major,", "codes", "found major"),
        (
            PACK,
            "code: nerima/public_records",
            "code: public_records",
            "code",
            "expected municipality/regime",
        ),
        (
            PACK,
            "outcome_set: disclosure",
            "outcome_set: correction",
            "outcome_set",
            "which has no outcome in outcomes.yaml",
        ),
        (
            GROUNDS,
            "code: corporate",
            "code: personal",
            "in_force_from",
            "“personal” from the beginning without end",
        ),
        (
            GROUNDS,
            "synonyms: [法人, ",
            "synonyms: [個人, ",
            "synonyms",
            "“個人” for corporate",
        ),
        (OUTCOMES, "code: partial", "code: full", "in_force_from", "“disclosure/full”"),
        (
            OUTCOMES,
            "synonyms: [一部公開,",
            "synonyms: [全部,",
            "synonyms",
            "“全部” for disclosure/partial",
        ),
        (OUTCOMES, "grounds: required", "grounds: maybe", "grounds", "found maybe"),
        (
            OUTCOMES,
            "source: 練馬区",
            "souce: 練馬区",
            "souce",
            "Did you mean “source”?",
        ),
        (
            CITY,
            "edition_as_of: 05-31",
            "edition_as_of: 02-29",
            "edition_as_of",
            "expected a month and day like 05-31, but found 02-29.",
        ),
        (
            CITY,
            "[public_records, self_info_old,",
            "[public_records,",
            "regimes",
            "every folder with a pack.yaml",
        ),
        (CITY, '第{n}号", branch', '第号", branch', "case", "a template with {n}"),
        (CITY, "code: nerima", "code: nerema", "code", "a regime is called nerima/"),
        (
            CITY,
            "rate_default: nerima",
            "rate_default: nerima\nmotto: x",
            "motto",
            "an unknown key",
        ),
    ],
)
def test_a_mistake_names_its_file_line_and_key(
    tmp_path: Path, file: str, old: str, new: str, key: str, message: str
) -> None:
    folder = copy_nerima(tmp_path)
    spoil(folder / file, old, new)

    with pytest.raises(PackError) as refused:
        load_municipality(folder)

    lines = (folder / file).read_text("utf-8").splitlines()
    assert refused.value.file == folder / file
    assert refused.value.key.split(".")[-1].split("[")[0] == key
    assert 1 <= refused.value.line <= len(lines)
    assert message in str(refused.value)


def test_the_line_is_that_of_the_mistake(tmp_path: Path) -> None:
    folder = copy_nerima(tmp_path)
    line = spoil(folder / RULE, "length: 14", "length: -1")

    with pytest.raises(PackError) as refused:
        load_municipality(folder)

    assert str(refused.value) == (
        f"{folder / RULE}:{line}: at “deadlines[1].length”, expected a whole number, "
        "1 or more, but found -1."
    )


def test_months_cannot_leave_out_closed_days(tmp_path: Path) -> None:
    folder = copy_nerima(tmp_path)
    path = folder / "appeals" / "deadlines.yaml"
    spoil(path, "holiday_policy: roll_end", "holiday_policy: skip_listed_and_roll")

    with pytest.raises(PackError, match="counts days and weeks only"):
        load_municipality(folder)


@pytest.mark.parametrize(
    ("second_from", "message"),
    [("2024-03-31", "no other entry of the same name"), ("2024-04-02", "a gap")],
)
def test_a_value_replaced_by_another_leaves_no_gap_and_no_overlap(
    tmp_path: Path, second_from: str, message: str
) -> None:
    folder = copy_nerima(tmp_path)
    first = "{value: none, verified: false, source: x, replaced_on: 2024-04-01}"
    second = "{value: none, verified: false, source: y, in_force_from: %s}"
    old = "- {value: none, verified: false, source: みなし決定の定めを確認できていない}"

    spoil(folder / PACK, old, f"- {first}\n    - {second % second_from}")
    with pytest.raises(PackError) as refused:
        load_municipality(folder)
    spoil(folder / PACK, second_from, "2024-04-01")

    assert message in str(refused.value)
    assert load_municipality(folder).packs[0].policies["deemed"][1].source == "y"


def test_a_period_replaced_by_another_leaves_no_gap(tmp_path: Path) -> None:
    folder = copy_nerima(tmp_path)
    path = folder / RULE
    rule = path.read_text("utf-8").split("deadlines:\n")[1].split("\n\n")[0]
    path.write_text(
        "deadlines:\n"
        f"{rule}\n    replaced_on: 2024-04-01\n\n"
        f"{rule.replace('14', '10')}\n    in_force_from: 2024-04-02\n",
        "utf-8",
    )

    with pytest.raises(PackError, match="expected in_force_from: 2024-04-01"):
        load_municipality(folder)


def test_two_regimes_for_the_same_request_are_refused(tmp_path: Path) -> None:
    folder = copy_nerima(tmp_path)
    spoil(folder / "self_info_old/pack.yaml", "replaced_on: 2023-04-01\n", "")

    with pytest.raises(PackError, match="one regime for each kind of request"):
        load_municipality(folder)


def test_a_missing_file_of_a_regime_is_named(tmp_path: Path) -> None:
    folder = copy_nerima(tmp_path)
    (folder / GROUNDS).unlink()

    with pytest.raises(PackError) as refused:
        load_municipality(folder)

    assert refused.value.file == folder / GROUNDS
