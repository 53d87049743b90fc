"""A bar applied to a finding: what is left, what goes, whose words stand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.findings import Finding, gaps_of, unfit
from casework.models import RecordOutcome
from desk.grid.apply import EMPTY, Bar, Rules, Sentences, applied, fitted
from ordinances.loading import pack

ON = date(2026, 4, 1)
RULES = Rules(pack("nerima/public_records"), ON)
BARS = st.builds(
    Bar,
    outcome=st.sampled_from(["", *RecordOutcome.values]),
    grounds=st.sampled_from([(), ("personal",), ("corporate", "legal")]),
    reason_kinds=st.sampled_from([(), ("formal_defect",)]),
    absence_kind=st.sampled_from(["", "never_made"]),
    withheld_part=st.sampled_from(["", "氏名"]),
    reason=st.sampled_from(["", "自筆"]),
    sentence=st.sampled_from([Sentences.AUTO, Sentences.KEEP, "personal"]),
)


@given(st.lists(BARS, max_size=4))
def test_no_sequence_of_bars_makes_a_finding_that_cannot_be(bars: list[Bar]) -> None:
    finding = EMPTY
    for bar in bars:
        finding = applied(bar, finding, title="契約書", rules=RULES)

    assert unfit(finding, pack=RULES.pack, on=ON) == []
    assert fitted(finding) == finding


@given(BARS)
def test_bar_applied_twice_is_the_bar_applied_once(bar: Bar) -> None:
    once = applied(bar, EMPTY, title="契約書", rules=RULES)

    assert applied(bar, once, title="契約書", rules=RULES) == once


@pytest.mark.parametrize(
    "bar",
    [
        Bar(outcome="full"),
        Bar(outcome="partial", grounds=("personal", "legal"), withheld_part="氏名"),
        Bar(outcome="non_disclosure", grounds=("operations",)),
        Bar(outcome="absent", absence_kind="not_held"),
    ],
)
def test_bar_that_says_everything_leaves_no_gap(bar: Bar) -> None:
    assert gaps_of(applied(bar, EMPTY, title="契約書", rules=RULES)) == []


def test_chosen_sentence_goes_before_those_of_the_grounds() -> None:
    bar = Bar(outcome="partial", grounds=("corporate",), sentence="personal")

    finding = applied(bar, EMPTY, title="契約書", rules=RULES)

    assert "個人に関する情報" in finding.reason


def test_reason_is_kept_where_that_is_wanted() -> None:
    before = Finding(outcome="partial", grounds=("personal",))
    bar = Bar(grounds=("corporate",), sentence=Sentences.KEEP)

    assert applied(bar, before, title="契約書", rules=RULES).reason == ""


def test_empty_bar_says_nothing() -> None:
    assert Bar().is_empty
    assert Bar(sentence=Sentences.KEEP).is_empty
    assert not Bar(sentence="personal").is_empty
    assert not Bar(outcome="full").is_empty
