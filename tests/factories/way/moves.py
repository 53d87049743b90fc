"""Every act of the walk."""

from tests.factories.way import asking, deciding, ending, examining, giving, timing
from tests.factories.way.walk import Try

MOVES: dict[str, Try] = {
    "assign": examining.try_assign,
    "add_records": examining.try_add_records,
    "decide_record": examining.try_decide_record,
    "remove_record": examining.try_remove_record,
    "split": examining.try_split,
    "add_note": examining.try_add_note,
    "draft": deciding.try_draft,
    "concur": deciding.try_concur,
    "approve": deciding.try_approve,
    "send_back": deciding.try_send_back,
    "take_back": deciding.try_take_back,
    "decide": deciding.try_decide,
    "withdraw": ending.try_withdraw,
    "implement": ending.try_implement,
    "correct_decision": ending.try_correct_decision,
    "ask_reopening": ending.try_ask_reopening,
    "confirm_reopening": ending.try_confirm_reopening,
    "void": ending.try_void,
    "order_supplementation": timing.try_order_supplementation,
    "answer_supplementation": timing.try_answer_supplementation,
    "lapse_supplementation": timing.try_lapse_supplementation,
    "extend": timing.try_extend,
    "extend_specially": timing.try_extend_specially,
    "consult_third_party": asking.try_consult_third_party,
    "answer_consultation": asking.try_answer_consultation,
    "hold": asking.try_hold,
    "lift_hold": asking.try_lift_hold,
    "state_way": giving.try_state_way,
    "appoint": giving.try_appoint,
    "redecide": giving.try_redecide,
}
