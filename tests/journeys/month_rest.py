"""The rest of the month's plan: papers that come back, and ends of other kinds."""

from collections import Counter

from tests.journeys.month_plan import (
    BOARD,
    EXTENDED,
    GREEN,
    MAYOR,
    MOVED,
    OTHERS_ASKED,
    PLAIN,
    SUPPLEMENTED,
)
from tests.journeys.month_steps import Asked, day, did, paper, refused

SENT = (
    # 04-28 + 14 = 05-12
    Asked(
        number=30,
        division=MAYOR,
        received=day("04-28"),
        due=day("05-12"),
        steps=(
            did("05-08", "decide", "full"),
            paper("05-08", "full"),
            did("05-08", "record_delivery"),
            did("05-13", "record_return"),
            did("05-14", "resend"),
            did("05-18", "record_arrival"),
        ),
        ends=("full",),
    ),
    # the notice bears the day of the decision and no other
    Asked(
        number=31,
        division=GREEN,
        received=day("04-30"),
        due=day("05-14"),
        steps=(
            did("05-12", "decide", "partial"),
            refused("05-12", "issue", "bears 05-13"),
            paper("05-12", "partial"),
        ),
        ends=("partial",),
        grounds=(("personal",),),
    ),
    # 05-01 + 14 = 05-15: nobody came on 05-14
    Asked(
        number=32,
        division=BOARD,
        received=day("05-01"),
        due=day("05-15"),
        steps=(
            did("05-11", "decide", "full"),
            paper("05-11", "full"),
            did("05-11", "appoint", "05-14"),
            did("05-14", "log_no_show"),
            did("05-14", "appoint", "05-19"),
            did("05-19", "implement", "inspection"),
        ),
        ends=("full",),
    ),
)

ENDED = (
    # varied ex officio: a new notice, and no figure of the table moves
    Asked(
        number=33,
        division=MAYOR,
        received=day("04-20"),
        due=day("05-07"),
        steps=(
            did("04-24", "decide", "withheld"),
            paper("04-24", "non_disclosure"),
            did("05-14", "redecide", "partial"),
            paper("05-14", "partial"),
        ),
        ends=("non_disclosure",),
        grounds=(("operations",),),
    ),
    # typed wrongly, and corrected before a paper went out
    Asked(
        number=34,
        division=GREEN,
        received=day("04-21"),
        due=day("05-07"),
        steps=(
            did("05-01", "decide", "withheld"),
            did("05-01", "correct_decision", "partial"),
        ),
        ends=("partial",),
        grounds=(("operations", "personal"),),
    ),
    # a call withdraws nothing; a paper does, and no notice follows
    Asked(
        number=35,
        division=BOARD,
        received=day("04-22"),
        due=day("05-07"),
        steps=(
            did("04-28", "log_contact", due="05-07"),
            did("05-01", "withdraw"),
        ),
        ends=("withdrawn",),
    ),
    # after the decision it is too late
    Asked(
        number=36,
        division=MAYOR,
        received=day("04-22"),
        due=day("05-07"),
        steps=(
            did("05-01", "decide", "withheld"),
            paper("05-01", "non_disclosure"),
            refused("05-07", "withdraw"),
        ),
        ends=("non_disclosure",),
        grounds=(("operations",),),
    ),
    Asked(
        number=37,
        division=GREEN,
        received=day("04-23"),
        due=day("05-07"),
        steps=(did("04-24", "void"),),
        ends=("void",),
    ),
    # 05-14 + 14 = 05-28, which becomes a closing day: 05-29
    Asked(
        number=38,
        division=BOARD,
        received=day("05-14"),
        due=day("05-28"),
        steps=(did("05-19", "redate", due="05-29"),),
        ends=(None,),
    ),
    # destroyed on 04-24, when it had been asked for: warned, and confirmed
    Asked(
        number=39,
        division=MAYOR,
        received=day("04-21"),
        due=day("05-07"),
        steps=(
            refused("05-07", "decide", "destroyed"),
            did("05-07", "decide", "destroyed"),
            paper("05-07", "absent"),
        ),
        ends=("absent",),
    ),
    # 05-15 + 14 = 05-29
    Asked(
        number=40,
        division=BOARD,
        received=day("05-15"),
        due=day("05-29"),
        steps=(did("05-19", "assign", BOARD),),
        ends=(None,),
    ),
)

PLAN = (*PLAIN, *SUPPLEMENTED, *MOVED, *EXTENDED, *OTHERS_ASKED, *SENT, *ENDED)

# what the tables of the year show on 05-29, counted on the lists above: units, the
# void number left out, request 16 twice
T01 = {
    # 1 6 7 8 9, 10 13, 15 16, 19, 24 25 27, 30 32
    "full": 15,
    # 2, 11 14, 28 29, 31, 34
    "partial": 7,
    # 3, 12, 23, 26, 33 36
    "non_disclosure": 6,
    # 4, the second of 16, 39
    "absent": 3,
    "existence_refused": 1,
    "withdrawn": 1,
    # 17 18 20 21 22, 38 40
    "pending": 7,
}
T02 = {
    # 2 14 31 34
    "personal": 4,
    # 11 26 28 29
    "corporate": 4,
    # 3 23 33 34 36
    "operations": 5,
}
# letters that left the house, by form
PAPERS = Counter(
    {
        "full": 15,
        # the seven but 34, and the varied one of 33
        "partial": 7,
        "non_disclosure": 6,
        "absent": 3,
        "existence_refused": 1,
        # 17 18 20 22
        "extension": 4,
        # 21 22
        "special_extension": 2,
        # 10 11 12, 14 twice
        "supplementation": 5,
        "transfer": 2,
        # 24 25 26 28 29
        "third_party_letter": 5,
        # 25 28
        "third_party_notice": 2,
    }
)
# acts of people on the plan's lines, the refused ones left out
ACTED = Counter(
    {
        "decide": 31,
        # 5, in the house
        "draft": 1,
        "concur": 1,
        "approve": 1,
        # 10 13 35
        "log_contact": 3,
        "order_supplementation": 5,
        # 10 11, 14 twice
        "answer_supplementation": 4,
        "lapse_supplementation": 1,
        "transfer": 2,
        "extend": 4,
        "extend_specially": 2,
        # 24 to 29
        "consult_third_party": 6,
        "answer_consultation": 5,
        "hold": 1,
        "lift_hold": 1,
        # 1 25, 32 twice
        "appoint": 4,
        "log_no_show": 1,
        "state_way": 1,
        # 1 2 6 7, 8 twice, 9 24 25 28 32
        "implement": 11,
        # 2 6 9
        "record_payment": 3,
        "redecide": 1,
        "correct_decision": 1,
        "withdraw": 1,
        "void": 1,
        "redate": 1,
        # 15, the part of 16, 40
        "assign": 3,
        "issue": 52,
        # 2 30
        "record_delivery": 2,
        "resend": 1,
        "record_return": 1,
        # 2 30
        "record_arrival": 2,
    }
)
# who waits at the end, the most pressing first
QUEUE = (
    (38, day("05-29")),
    (40, day("05-29")),
    (17, day("06-05")),
    (18, day("06-22")),
    (20, day("06-26")),
    (22, day("07-31")),
    (21, day("08-31")),
)
