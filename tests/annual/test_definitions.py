"""The declarations of a year, completed from the catalogues of the packs."""

from dataclasses import replace
from datetime import date

import pytest

from annual.definitions import (
    CannotCount,
    counting_of,
    definitions_of,
    ground_rows,
)
from ordinances.dated import Value
from ordinances.loading import pack

ON = date(2020, 4, 1)
RECORDS = pack("nerima/public_records")


def test_year_has_the_catalogue_in_printed_order() -> None:
    definitions = definitions_of("nerima", 2020)

    assert [d.id for d in definitions] == [
        "T01",
        "T02",
        "T03",
        "T04",
        "T05",
        "T06",
        "T32",
    ]
    assert definitions["T03"].regime is not None
    assert definitions["T03"].regime.code == "nerima/self_info_old"
    assert definitions["T05"].regime is None
    assert {d.table.suppression for d in definitions} == {"none"}


def test_regime_of_self_information_changes_with_fiscal_2023() -> None:
    regimes = [definitions_of("nerima", year)["T04"].regime for year in (2022, 2023)]

    assert [regime.code for regime in regimes if regime] == [
        "nerima/self_info_old",
        "nerima/self_info_appi",
    ]


def test_labels_of_outcomes_are_those_of_the_regime() -> None:
    for table in ("T01", "T03", "T04"):
        definition = definitions_of("nerima", 2020)[table]
        assert definition.regime is not None
        known = {
            (outcome.code, outcome.label_ja.replace("(", "_").replace(")", ""))
            for outcome in definition.regime.outcomes
        }
        shared = {
            (column.key, column.flat_label) for column in definition.table.columns
        }
        assert shared - known == {("pending", "処理中")}


def test_ground_in_force_later_has_a_row_only_when_it_occurs() -> None:
    later = replace(RECORDS.grounds[0], code="new", in_force_from=date(2020, 10, 1))
    regime = replace(RECORDS, grounds=(later, *RECORDS.grounds))

    rows = ground_rows(regime, ON)

    assert [row.key for row in rows][-1] == "new"
    assert {row.key for row in rows if row.shown == "non_zero"} == {"new"}


@pytest.mark.parametrize("policy", ["count_unit", "ground_count_unit"])
def test_another_unit_of_count_is_refused(policy: str) -> None:
    by_notice = (Value(value="notice", verified=True, source="test"),)
    regime = replace(RECORDS, policies={**RECORDS.policies, policy: by_notice})

    with pytest.raises(CannotCount) as refusal:
        counting_of(regime, ON)

    assert "notice" in str(refusal.value)


def test_unit_of_count_is_marked_as_not_confirmed() -> None:
    counting = counting_of(RECORDS, ON)

    assert (counting.count_unit, counting.verified) == ("division_unit", False)
