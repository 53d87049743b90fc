"""The acts on the clock as they are played."""

from datetime import date

from casework.models import Unit
from casework.operations.order_supplementation import OrderFacts, order_supplementation
from tests.desk.play import DIVISION, OFFICER, Play, received
from tests.factories.cases import AT
from tests.factories.cast import Cast


def suspended(cast: Cast) -> Unit:
    """Return a unit whose requester has to mend the request until two days ago."""
    unit = received(cast)
    order_supplementation(
        unit=unit,
        order=OrderFacts(
            is_written=True,
            ordered_on=date(2020, 6, 3),
            answer_by_on=date(2020, 6, 10),
            matter="年度を補ってください。",
        ),
        version=None,
        by=cast.records_officer,
        on=date(2020, 6, 3),
        at=AT,
    )
    return Unit.objects.get(pk=unit.pk)


CLOCK_PLAYS = [
    Play(
        "order_supplementation",
        OFFICER,
        received,
        lambda _cast: {
            "is_written": "on",
            "ordered_on": "R2.6.11",
            "answer_by_on": "R2.6.25",
            "matter": "文書の年度を補ってください",
        },
        typed="文書の年度を補ってください",
        wrong={"is_written": ""},
    ),
    Play(
        "answer_supplementation",
        OFFICER,
        suspended,
        lambda _cast: {"arrived_on": "R2.6.11", "written_on": "R2.6.9"},
        typed="R2.6.9",
        wrong={"arrived_on": "R2.6.31"},
    ),
    Play(
        "lapse_supplementation",
        OFFICER,
        suspended,
        lambda _cast: {"lapsed_on": "R2.6.11"},
        typed="R2.6.1",
        wrong={"lapsed_on": "R2.6.1"},
    ),
    Play(
        "extend",
        DIVISION,
        received,
        lambda _cast: {
            "issued_on": "R2.6.12",
            "until_on": "R2.7.10",
            "reason_code": "many_records",
            "reason": "図面が多い",
        },
        typed="図面が多い",
        wrong={"until_on": "R2.8.31"},
    ),
    Play(
        "extend_specially",
        DIVISION,
        received,
        lambda _cast: {
            "issued_on": "R2.6.12",
            "part_due_on": "R2.7.10",
            "rest_due_on": "R2.12.25",
            "reason_code": "especially_many_records",
            "reason": "全部で十万枚",
        },
        typed="全部で十万枚",
        wrong={"rest_due_on": "R2.6.12"},
    ),
    Play(
        "transfer",
        OFFICER,
        received,
        lambda cast: {
            "to_organ": cast.office.board_of_education.pk,
            "agreed_on": "R2.6.11",
            "transferred_on": "R2.6.12",
            "reason_code": "jurisdiction",
            "reason": "学校施設の事務であるため。",
        },
        typed="学校施設の事務であるため。",
        wrong={"agreed_on": "R2.6.13"},
    ),
]
