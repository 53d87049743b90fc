"""What a decided record lacks, field by field, against a table written by hand."""

from dataclasses import replace
from datetime import date

import pytest

from casework.findings import Finding, gaps_of, unfit
from ordinances.loading import pack
from tests.factories.course import ABSENT, FULL, PARTIAL, REFUSED, WITHHELD

ON = date(2020, 6, 3)
EMPTY: dict[str, object] = {
    "withheld_part": "",
    "grounds": (),
    "reason": "",
    "absence_kind": "",
}


@pytest.mark.parametrize("finding", [FULL, PARTIAL, WITHHELD, ABSENT, REFUSED])
def test_complete_record_has_no_gap(finding: Finding) -> None:
    assert gaps_of(finding) == []


@pytest.mark.parametrize(
    ("finding", "field"),
    [
        (PARTIAL, "withheld_part"),
        (PARTIAL, "grounds"),
        (PARTIAL, "reason"),
        (WITHHELD, "grounds"),
        (WITHHELD, "reason"),
        (ABSENT, "absence_kind"),
        (ABSENT, "reason"),
        (REFUSED, "grounds"),
        (REFUSED, "reason"),
    ],
)
def test_each_thing_needed_is_a_gap_when_missing(finding: Finding, field: str) -> None:
    gaps = gaps_of(replace(finding, **{field: EMPTY[field]}))  # type: ignore[arg-type] # one field of several types

    assert [gap.field for gap in gaps] == [field]


def test_undecided_record_has_one_gap() -> None:
    assert [gap.field for gap in gaps_of(Finding(outcome=""))] == ["outcome"]


def test_blank_words_are_no_reason() -> None:
    gaps = gaps_of(replace(WITHHELD, reason=" 　\n"))

    assert [gap.field for gap in gaps] == ["reason"]


def test_refusal_may_rest_on_another_reason_but_a_partial_one_may_not() -> None:
    defect = replace(WITHHELD, grounds=(), reason_kinds=("formal_defect",))
    partial = replace(PARTIAL, grounds=(), reason_kinds=("formal_defect",))

    assert gaps_of(defect) == []
    assert [gap.field for gap in gaps_of(partial)] == ["grounds"]


@pytest.mark.parametrize(
    ("finding", "field"),
    [
        (Finding(outcome="maybe"), "outcome"),
        (replace(PARTIAL, grounds=("secret",)), "grounds"),
        (replace(WITHHELD, reason_kinds=("mood",)), "grounds"),
        (replace(PARTIAL, absence_kind="never_made"), "absence_kind"),
        (replace(ABSENT, absence_kind="burnt"), "absence_kind"),
        (replace(FULL, grounds=("personal",)), "grounds"),
        (replace(FULL, withheld_part="1頁"), "grounds"),
    ],
)
def test_what_cannot_be_is_named(finding: Finding, field: str) -> None:
    wrong = unfit(finding, pack=pack("nerima/public_records"), on=ON)

    assert [gap.field for gap in wrong] == [field]
