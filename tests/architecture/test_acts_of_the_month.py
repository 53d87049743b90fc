"""What an office does in a month has a page each: no act is lost."""

import pytest

from casework.acts import ACTS
from desk.acts.registry import ACT_PAGES

OF_THE_MONTH = (
    "order_supplementation",
    "answer_supplementation",
    "lapse_supplementation",
    "extend",
    "extend_specially",
    "transfer",
    "consult_third_party",
    "answer_consultation",
    "hold",
    "lift_hold",
    "state_way",
    "appoint",
    "log_no_show",
    "implement",
    "record_payment",
    "waive_fee",
    "redecide",
    "correct_decision",
    "withdraw",
    "void",
    "issue",
    "record_delivery",
    "record_arrival",
    "record_return",
    "resend",
)


@pytest.mark.parametrize("code", OF_THE_MONTH)
def test_an_act_of_the_month_has_its_rule_and_its_page(code: str) -> None:
    assert code in ACTS
    assert code in ACT_PAGES
