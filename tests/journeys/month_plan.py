"""One month of an office, written by hand from the law before it was played.

2026-04-20 (Monday) to 2026-05-29, over Golden Week: 04-29 is a holiday, 05-03 to
05-05 are holidays and 05-06 is the day in place of the Sunday, so nothing is open
from Saturday 05-02 to Wednesday 05-06. The period is fourteen days from the day
after the receipt, its end goes on to an open day; an extension reaches sixty days
from the receipt; a written order stops the clock from the day after it until the
day its answer arrives. Every due date below was counted on the calendar.
"""

from tests.journeys.month_steps import Asked, day, did, paper, refused

MAYOR, GREEN, BOARD = "総務課", "環境課", "学務課"
ORGANS = {MAYOR: "区長", GREEN: "区長", BOARD: "教育委員会"}
FIRST, LAST = day("04-20"), day("05-29")
# closed for good reason, as it becomes known on 05-13: whoever was due then is re-dated
CLOSING, CLOSING_KNOWN = day("05-28"), day("05-13")

PLAIN = (
    # 04-20 + 14 = 05-04, a holiday; so are 05-05 and 05-06: Thursday 05-07
    Asked(
        number=1,
        division=MAYOR,
        received=day("04-20"),
        due=day("05-07"),
        steps=(
            did("04-24", "decide", "full"),
            paper("04-24", "full"),
            did("04-24", "appoint", "04-28"),
            did("04-28", "implement", "inspection"),
        ),
        ends=("full",),
    ),
    Asked(
        number=2,
        division=MAYOR,
        received=day("04-20"),
        due=day("05-07"),
        steps=(
            did("04-24", "decide", "partial"),
            paper("04-24", "partial"),
            did("04-24", "record_delivery"),
            did("04-24", "record_arrival"),
            did("04-28", "state_way", "copies"),
            # 12 sheets in black at 10 yen
            did("05-07", "implement", "copies 12"),
            did("05-07", "record_payment", "120"),
        ),
        ends=("partial",),
        grounds=(("personal",),),
    ),
    Asked(
        number=3,
        division=GREEN,
        received=day("04-20"),
        due=day("05-07"),
        steps=(
            did("05-01", "decide", "withheld"),
            paper("05-01", "non_disclosure"),
        ),
        ends=("non_disclosure",),
        grounds=(("operations",),),
    ),
    Asked(
        number=4,
        division=GREEN,
        received=day("04-20"),
        due=day("05-07"),
        steps=(
            did("04-28", "decide", "absent"),
            paper("04-28", "absent"),
        ),
        ends=("absent",),
    ),
    Asked(
        number=5,
        division=BOARD,
        received=day("04-20"),
        due=day("05-07"),
        steps=(
            did("04-28", "draft", "refused"),
            did("04-28", "concur"),
            did("05-01", "approve"),
            paper("05-01", "existence_refused"),
        ),
        ends=("existence_refused",),
    ),
    # 04-21 + 14 = 05-05, a holiday
    Asked(
        number=6,
        division=BOARD,
        received=day("04-21"),
        due=day("05-07"),
        steps=(
            did("04-24", "decide", "full"),
            paper("04-24", "full"),
            # 5 sheets in black at 10 yen; postage is the city's rule, beside the fee
            did("05-01", "implement", "by post 5"),
            did("05-01", "record_payment", "50 and postage 140"),
        ),
        ends=("full",),
    ),
    Asked(
        number=7,
        division=MAYOR,
        received=day("04-21"),
        due=day("05-07"),
        steps=(
            did("04-24", "decide", "full"),
            paper("04-24", "full"),
            # 3 sheets, 30 yen, never paid
            did("05-11", "implement", "copies 3"),
        ),
        ends=("full",),
    ),
    Asked(
        number=8,
        division=GREEN,
        received=day("04-21"),
        due=day("05-07"),
        steps=(
            did("04-28", "decide", "full twice"),
            paper("04-28", "full"),
            did("05-01", "implement", "a part"),
            did("05-11", "implement", "the rest"),
        ),
        ends=("full",),
    ),
    Asked(
        number=9,
        division=BOARD,
        received=day("04-21"),
        due=day("05-07"),
        steps=(
            did("04-28", "decide", "full"),
            paper("04-28", "full"),
            did("05-07", "implement", "copies 8"),
            # the pack of this office waives nothing
            refused("05-07", "waive_fee"),
            did("05-07", "record_payment", "80"),
        ),
        ends=("full",),
    ),
)

SUPPLEMENTED = (
    # ordered 04-22, arrived 05-01: nine days; 05-04 + 9 = 05-13, a Wednesday
    Asked(
        number=10,
        division=MAYOR,
        received=day("04-20"),
        due=day("05-07"),
        steps=(
            # a call stops nothing
            did("04-21", "log_contact", due="05-07"),
            # 04-21 and 04-22 are counted: twelve days are left
            did("04-22", "order_supplementation", "05-01", due="waits 12"),
            paper("04-22", "supplementation"),
            # dated 04-27; only the arrival counts
            did("05-01", "answer_supplementation", "04-27", due="05-13"),
            did("05-12", "decide", "full"),
            paper("05-12", "full"),
        ),
        ends=("full",),
    ),
    # 04-22 + 14 = 05-06, a holiday. Ordered 04-24, arrived 05-12, later than asked
    # but before the lapse: eighteen days; 05-06 + 18 = 05-24, a Sunday
    Asked(
        number=11,
        division=GREEN,
        received=day("04-22"),
        due=day("05-07"),
        steps=(
            did("04-24", "order_supplementation", "05-08", due="waits 12"),
            paper("04-24", "supplementation"),
            did("05-12", "answer_supplementation", "05-11", due="05-25"),
            did("05-19", "decide", "corporate"),
            paper("05-19", "partial"),
        ),
        ends=("partial",),
        grounds=(("corporate",),),
    ),
    # 04-23 + 14 = 05-07. Ordered 04-27 (04-24 to 04-27 counted: ten left), lapsed
    # 05-12: fifteen days; 05-07 + 15 = 05-22. Refused for the formal defect
    Asked(
        number=12,
        division=BOARD,
        received=day("04-23"),
        due=day("05-07"),
        steps=(
            did("04-27", "order_supplementation", "05-11", due="waits 10"),
            paper("04-27", "supplementation"),
            did("05-12", "lapse_supplementation", due="05-22"),
            did("05-13", "decide", "as prepared"),
            paper("05-13", "non_disclosure"),
        ),
        ends=("non_disclosure",),
    ),
    # 05-07 + 14 = 05-21: asked by telephone only, decided on the last day
    Asked(
        number=13,
        division=MAYOR,
        received=day("05-07"),
        due=day("05-21"),
        steps=(
            did("05-11", "log_contact", due="05-21"),
            did("05-21", "decide", "full"),
            paper("05-21", "full"),
        ),
        ends=("full",),
    ),
    # 04-30 + 14 = 05-14. 05-01 to 05-08 and 05-11 to 05-13: seven and two days;
    # 05-14 + 7 = 05-21, + 2 = 05-23, a Saturday
    Asked(
        number=14,
        division=GREEN,
        received=day("04-30"),
        due=day("05-14"),
        steps=(
            # only 05-01 is counted
            did("05-01", "order_supplementation", "05-12", due="waits 13"),
            paper("05-01", "supplementation"),
            did("05-08", "answer_supplementation", "05-08", due="05-21"),
            # 05-09 to 05-11 more: ten are left
            did("05-11", "order_supplementation", "05-19", due="waits 10"),
            paper("05-11", "supplementation"),
            did("05-13", "answer_supplementation", "05-12", due="05-25"),
            did("05-25", "decide", "partial"),
            paper("05-25", "partial"),
        ),
        ends=("partial",),
        grounds=(("personal",),),
    ),
)

MOVED = (
    # to another organ as a whole: the clock runs on from the first receipt
    Asked(
        number=15,
        division=MAYOR,
        received=day("04-20"),
        due=day("05-07"),
        steps=(
            did("04-24", "transfer", BOARD, due="05-07"),
            paper("04-24", "transfer"),
            did("04-27", "assign", BOARD),
            did("05-07", "decide", "full"),
            paper("05-07", "full"),
        ),
        ends=("full",),
    ),
    # in part: what goes becomes a unit of its own, and keeps the clock
    Asked(
        number=16,
        division=MAYOR,
        received=day("04-21"),
        due=day("05-07"),
        steps=(
            did("04-24", "transfer", f"{BOARD} a part", due="05-07", branch=2),
            paper("04-24", "transfer", branch=2),
            did("04-27", "assign", BOARD, branch=2),
            did("05-01", "decide", "full"),
            paper("05-01", "full"),
            did("05-07", "decide", "absent", branch=2),
            paper("05-07", "absent", branch=2),
        ),
        ends=("full", "absent"),
    ),
)

EXTENDED = (
    # the cap: 04-22 + 60 = 06-21, a Sunday: 06-22
    Asked(
        number=17,
        division=GREEN,
        received=day("04-22"),
        due=day("05-07"),
        steps=(
            did("05-01", "extend", "06-05", due="06-05"),
            paper("05-01", "extension"),
        ),
        ends=(None,),
    ),
    # on the last day of the initial period, as far as it goes: 04-23 + 60 = 06-22
    Asked(
        number=18,
        division=BOARD,
        received=day("04-23"),
        due=day("05-07"),
        steps=(
            did("05-07", "extend", "06-22", due="06-22"),
            paper("05-07", "extension"),
        ),
        ends=(None,),
    ),
    # 04-24 + 14 = 05-08: a day too late to extend, and decided late
    Asked(
        number=19,
        division=MAYOR,
        received=day("04-24"),
        due=day("05-08"),
        steps=(
            refused("05-11", "extend", "06-05"),
            did("05-12", "decide", "full"),
            paper("05-12", "full"),
        ),
        ends=("full",),
    ),
    # 04-27 + 14 = 05-11, the cap 04-27 + 60 = 06-26, a Friday: not a day longer
    Asked(
        number=20,
        division=GREEN,
        received=day("04-27"),
        due=day("05-11"),
        steps=(
            refused("05-08", "extend", "06-29"),
            did("05-08", "extend", "06-26", due="06-26"),
            paper("05-08", "extension"),
        ),
        ends=(None,),
    ),
    # very much: a part by the cap 06-19, the rest by 08-31
    Asked(
        number=21,
        division=MAYOR,
        received=day("04-20"),
        due=day("05-07"),
        steps=(
            did("05-07", "extend_specially", "06-19 08-31", due="08-31"),
            paper("05-07", "special_extension"),
        ),
        ends=(None,),
    ),
    # extended already, and the initial period still runs
    Asked(
        number=22,
        division=BOARD,
        received=day("04-21"),
        due=day("05-07"),
        steps=(
            did("05-01", "extend", "05-29", due="05-29"),
            paper("05-01", "extension"),
            did("05-07", "extend_specially", "06-19 07-31", due="07-31"),
            paper("05-07", "special_extension"),
        ),
        ends=(None,),
    ),
    # 04-28 + 14 = 05-12: the day after, nothing is extended any more
    Asked(
        number=23,
        division=GREEN,
        received=day("04-28"),
        due=day("05-12"),
        steps=(
            refused("05-13", "extend_specially", "06-29 07-31"),
            did("05-13", "decide", "withheld"),
            paper("05-13", "non_disclosure"),
        ),
        ends=("non_disclosure",),
        grounds=(("operations",),),
    ),
)

OTHERS_ASKED = (
    Asked(
        number=24,
        division=MAYOR,
        received=day("04-22"),
        due=day("05-07"),
        steps=(
            did("04-24", "consult_third_party", "optional 05-01", due="05-07"),
            paper("04-24", "third_party_letter", to="third_party"),
            did("05-01", "answer_consultation", "consents", due="05-07"),
            did("05-07", "decide", "full"),
            paper("05-07", "full"),
            did("05-11", "implement", "inspection"),
        ),
        ends=("full",),
    ),
    # disclosed over an opposition: fourteen days free after 05-07, so 05-22
    Asked(
        number=25,
        division=GREEN,
        received=day("04-22"),
        due=day("05-07"),
        steps=(
            did("04-24", "consult_third_party", "mandatory 05-01", due="05-07"),
            paper("04-24", "third_party_letter", to="third_party"),
            did("05-01", "answer_consultation", "opposes", due="05-07"),
            did("05-07", "decide", "full"),
            paper("05-07", "full"),
            paper("05-07", "third_party_notice", to="third_party"),
            refused("05-08", "appoint", "05-21"),
            did("05-08", "appoint", "05-22"),
            refused("05-21", "implement", "inspection"),
            did("05-22", "implement", "inspection"),
        ),
        ends=("full",),
    ),
    # opposed, and followed: no notice to the third party
    Asked(
        number=26,
        division=BOARD,
        received=day("04-23"),
        due=day("05-07"),
        steps=(
            did("04-24", "consult_third_party", "optional 05-01", due="05-07"),
            paper("04-24", "third_party_letter", to="third_party"),
            did("05-01", "answer_consultation", "opposes", due="05-07"),
            did("05-07", "decide", "corporate whole"),
            paper("05-07", "non_disclosure"),
        ),
        ends=("non_disclosure",),
        grounds=(("corporate",),),
    ),
    # nobody knows where to ask: the search is written down, no letter goes out
    Asked(
        number=27,
        division=MAYOR,
        received=day("04-24"),
        due=day("05-08"),
        steps=(
            did("04-28", "consult_third_party", "unknown", due="05-08"),
            did("05-08", "decide", "full"),
            paper("05-08", "full"),
        ),
        ends=("full",),
    ),
    # 05-08 + 15 = 05-23, a Saturday: from 05-25; then held while a stay is asked
    Asked(
        number=28,
        division=GREEN,
        received=day("04-24"),
        due=day("05-08"),
        steps=(
            did("04-27", "consult_third_party", "optional 05-07", due="05-08"),
            paper("04-27", "third_party_letter", to="third_party"),
            did("05-07", "answer_consultation", "opposes", due="05-08"),
            did("05-08", "decide", "corporate"),
            paper("05-08", "partial"),
            paper("05-08", "third_party_notice", to="third_party"),
            did("05-13", "hold"),
            refused("05-25", "implement", "inspection"),
            did("05-27", "lift_hold"),
            did("05-27", "implement", "inspection"),
        ),
        ends=("partial",),
        grounds=(("corporate",),),
    ),
    # no answer by 05-07: it can be noted from 05-08 on
    Asked(
        number=29,
        division=BOARD,
        received=day("04-27"),
        due=day("05-11"),
        steps=(
            did("04-28", "consult_third_party", "optional 05-07", due="05-11"),
            paper("04-28", "third_party_letter", to="third_party"),
            did("05-08", "answer_consultation", "none", due="05-11"),
            did("05-11", "decide", "corporate"),
            paper("05-11", "partial"),
        ),
        ends=("partial",),
        grounds=(("corporate",),),
    ),
)
