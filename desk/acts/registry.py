"""The one list of the acts on a unit."""

from collections.abc import Mapping
from types import MappingProxyType

from desk.acts import (
    add_note,
    amend,
    answer_consultation,
    answer_inquiry,
    answer_supplementation,
    appoint,
    ask_reopening,
    assign,
    attach,
    confirm_reopening,
    consult_third_party,
    correct_decision,
    correct_payment,
    extend,
    extend_specially,
    hold,
    implement,
    inquire,
    lapse_supplementation,
    lift_hold,
    link_cases,
    log_contact,
    log_no_show,
    order_supplementation,
    record_payment,
    redecide,
    remove_attachment,
    split,
    state_way,
    transfer,
    unlink_cases,
    void,
    waive_fee,
    withdraw,
)
from desk.acts.act import Act
from desk.acts.on_drafts import DRAFT_ACTS

OF_THE_CASE = (
    assign,
    inquire,
    answer_inquiry,
    split,
    consult_third_party,
    answer_consultation,
    order_supplementation,
    answer_supplementation,
    lapse_supplementation,
    extend,
    extend_specially,
    transfer,
    withdraw,
    state_way,
    appoint,
    log_no_show,
    implement,
    hold,
    lift_hold,
    record_payment,
    waive_fee,
    correct_payment,
    correct_decision,
    redecide,
    ask_reopening,
    confirm_reopening,
    amend,
    void,
    add_note,
    log_contact,
    link_cases,
    unlink_cases,
    attach,
    remove_attachment,
)

ACT_PAGES: Mapping[str, Act] = MappingProxyType(
    {**{module.ACT.code: module.ACT for module in OF_THE_CASE}, **DRAFT_ACTS}
)
