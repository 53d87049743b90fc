"""`check_packs`: all is in order, or the exact mistake and exit 1."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.ordinances.folders import copy_nerima, spoil


def check(*args: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("check_packs", *args, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_shipped_packs_are_in_order_and_say_what_is_unverified() -> None:
    out, err = check()

    lines = out.splitlines()
    assert err == ""
    assert lines[-1] == "誤りはありません。"
    assert "nerima/public_records: 請求の種類 1、決定区分 8、理由 7、期間 3、" in out
    assert "取扱い 11、費用 3、例題 25" in out
    assert [line.split(":")[0] for line in lines if line.startswith("nerima/")] == [
        "nerima/public_records",
        "nerima/self_info_old",
        "nerima/self_info_appi",
        "nerima/appeals",
    ]
    assert "  未確認  理由の号 personal (第7条第1号): 令和2年度の運用状況" in out
    assert "  未確認  訴訟上の代表者 農業委員会: ?: 根拠条文" in out
    assert "様式 12" in out
    assert "  未確認  様式 partial: 練馬区情報公開条例施行規則第3号様式" in out
    assert "  未確認  教示 appeal_and_suit agricultural_committee: " in out
    assert "correction_prerequisite" not in out


def test_the_answer_follows_the_language() -> None:
    with translation.override("en"):
        out, _ = check()

    assert out.splitlines()[-1] == "Everything is in order."
    assert "1 request kinds, 8 outcomes, 7 grounds, 3 periods, 11 policies" in out


def test_a_municipality_or_one_regime_can_be_checked_anywhere(tmp_path: Path) -> None:
    folder = copy_nerima(tmp_path)

    whole, _ = check(str(folder))
    single, _ = check(str(folder / "appeals"))

    assert "nerima/self_info_old" in whole
    assert "nerima/appeals" in single
    assert "nerima/self_info_old" not in single


def test_a_mistake_in_a_file_is_printed_with_file_line_and_key(tmp_path: Path) -> None:
    folder = copy_nerima(tmp_path)
    path = folder / "public_records" / "deadlines.yaml"
    line = spoil(path, "holiday_policy: roll_end", "holiday_policy: rol_end")
    out, err = StringIO(), StringIO()

    with pytest.raises(CommandError, match="1か所に誤りがあります"):
        call_command("check_packs", str(folder), stdout=out, stderr=err)

    assert err.getvalue() == (
        f"{path}:{line}: at “deadlines[1].holiday_policy”, expected one of none, "
        "roll_end, skip_listed_and_roll, but found rol_end. Did you mean “roll_end”?\n"
    )


def test_an_example_that_does_not_come_out_is_printed(tmp_path: Path) -> None:
    folder = copy_nerima(tmp_path)
    spoil(folder / "public_records" / "deadlines.yaml", "length: 14", "length: 15")
    path = folder / "public_records" / "examples.yaml"
    err = StringIO()

    with pytest.raises(CommandError, match="18か所"):
        call_command("check_packs", str(folder), stdout=StringIO(), stderr=err)

    assert f"{path}:3: E01: raw: expected 2020-04-15, but found 2020-04-16" in (
        err.getvalue()
    )


def test_a_mistake_in_a_table_is_found_too(tmp_path: Path) -> None:
    folder = copy_nerima(tmp_path)
    (folder / "tables.yaml").write_text("tables: []\n", "utf-8")
    err = StringIO()

    with pytest.raises(CommandError):
        call_command("check_packs", str(folder), stdout=StringIO(), stderr=err)

    assert str(folder) in err.getvalue()


def test_a_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    err = StringIO()

    with pytest.raises(CommandError):
        call_command("check_packs", str(tmp_path), stdout=StringIO(), stderr=err)

    assert "expected a folder with municipality.yaml or pack.yaml" in err.getvalue()
