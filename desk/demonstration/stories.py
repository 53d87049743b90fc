"""What is done at the desk with requests of the demonstration: letters, fees, waits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import TypedDict

from casework.approvals import ExternalApproval, Proposal
from casework.consultation_facts import ConsultationFacts
from casework.findings import Finding
from casework.handover import Handover
from casework.intake import PartyFacts
from casework.models import Kind, PartyRole, Record, Unit
from casework.operations.add_records import add_records
from casework.operations.appoint import AppointmentFacts, appoint
from casework.operations.carry_out import carry_out
from casework.operations.consult_third_party import consult_third_party
from casework.operations.decide import decide
from casework.operations.decide_record import RecordChoice, decide_record
from casework.operations.extend_period import extend_period
from casework.operations.extending import Notice as ExtensionNotice
from casework.operations.order_supplementation import (
    OrderFacts,
    order_supplementation,
)
from casework.operations.record_payment import PaymentFacts, record_payment
from casework.operations.state_way import WayFacts, state_way
from casework.record_facts import RecordFacts
from desk.demonstration.accounts import ACCOUNTS
from desk.demonstration.open_days import day_ago, day_from
from desk.demonstration.operations.give_addresses import CITY, POSTAL_CODE
from desk.letters import PRESS
from notices.keys import letter_key
from notices.models import Notice
from notices.operations.issue import IssueFacts, issue
from notices.operations.print_notice import print_notice
from notices.operations.record_arrival import record_arrival
from notices.operations.record_delivery import Sending, record_delivery
from notices.operations.record_return import Returned, record_return
from notices.store import notice_store
from offices.models import Role, Staff
from ordinances.calendars import OutsideCalendar, load_calendar

WITHOUT_ADDRESS = "without_address"
COUNTER = "区民情報ひろば"
HEAD = "部長（見本）"
COPIES = 12
MOST_AHEAD = 30
FULL = Finding(outcome="full")
IN_PART = (
    FULL,
    Finding(
        outcome="partial",
        withheld_part="1頁の届出者の氏名、住所および電話番号",
        grounds=("personal",),
        reason="特定の個人を識別することができる情報であり、公にする慣行もないため。",
    ),
    Finding(
        outcome="partial",
        withheld_part="法人の代表者印の印影",
        grounds=("corporate",),
        reason="公にすると印影が偽造され、法人の正当な利益を害するおそれがあるため。",
    ),
)
ABSENT = Finding(
    outcome="absent",
    absence_kind="never_made",
    reason="請求に係る事務を行っておらず、公文書を作成していないため。",
)
FIRM = PartyFacts(
    role=PartyRole.THIRD_PARTY,
    name="株式会社若葉設計（架空）",
    is_corporation=True,
    postal_code=POSTAL_CODE,
    address=f"{CITY}若葉台一丁目2番3号",
)


class _Told(TypedDict):
    version: None
    by: Staff
    on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class _Desk:
    """The records officer at work on one unit.

    Attributes:
        on: The day the stories end on, and of every entry.
    """

    unit: Unit
    by: Staff
    on: date
    at: datetime

    @property
    def told(self) -> _Told:
        """What every act is told beside its facts."""
        return {"version": None, "by": self.by, "on": self.on, "at": self.at}

    def ago(self, n: int) -> date:
        """Return the open day so many open days before the end of the story."""
        return day_ago(self.on, n)

    def find(self, n: int = 1) -> list[Record]:
        """Add records: what was asked for, and more of it."""
        title = self.unit.subject_text
        titles = [title, *(f"{title}（別冊{i}）" for i in range(1, n))]
        facts = [RecordFacts(title=one, medium="紙", sheets=COPIES) for one in titles]
        return add_records(
            unit=self.unit, records=facts, by=self.by, on=self.on, at=self.at
        )

    def decide(self, outcome: str, *findings: Finding, ago: int) -> None:
        """Decide the records; record the approval of the document system."""
        records = self.find(len(findings))
        choices = [
            RecordChoice(record_id=record.pk, version=record.version, finding=finding)
            for record, finding in zip(records, findings, strict=True)
        ]
        decide_record(
            unit=self.unit, choices=choices, by=self.by, on=self.on, at=self.at
        )
        day = self.ago(ago)
        external = ExternalApproval(
            number=f"見本第{self.unit.number}号",
            approved_on=day,
            approver_name=HEAD,
            decided_on=day,
        )
        decide(
            unit=self.unit,
            proposal=Proposal(outcome=outcome),
            external=external,
            **self.told,
        )

    def issue(self) -> Notice:
        """Issue and print the letter of the decision."""
        unit = Unit.objects.get(pk=self.unit.pk)
        letter = PRESS.letters_of(unit, self.on)[-1]
        notice = issue(
            unit=unit,
            wanted=IssueFacts(
                key=letter_key(letter), issued_on=letter.issued_on or self.on
            ),
            press=PRESS,
            **self.told,
        )
        store = notice_store()
        print_notice(notice=notice, render=PRESS.render, store=store, at=self.at)
        return notice

    def send(self, notice: Notice, *, ago: int) -> Notice:
        """Send a letter by post."""
        record_delivery(
            unit=self.unit,
            sending=Sending(notice=notice.pk, sent_on=self.ago(ago), means="post"),
            store=notice_store(),
            **self.told,
        )
        return notice

    def arrive(self, notice: Notice, *, ago: int) -> None:
        """Record the arrival of a letter."""
        record_arrival(
            unit=self.unit, notice=notice.pk, arrived_on=self.ago(ago), **self.told
        )


def _due_in_full(desk: _Desk) -> None:
    desk.decide("full", FULL, ago=0)


def _due_in_part(desk: _Desk) -> None:
    desk.decide("partial", *IN_PART, ago=1)


def _without_address(desk: _Desk) -> None:
    """Decided, and the requester told no address."""
    desk.decide("absent", ABSENT, ago=1)


def _issued(desk: _Desk) -> None:
    desk.decide("full", FULL, ago=1)
    desk.issue()


def _sent(desk: _Desk) -> None:
    desk.decide("partial", *IN_PART, ago=3)
    desk.send(desk.issue(), ago=2)


def _returned(desk: _Desk) -> None:
    desk.decide("partial", *IN_PART[:2], ago=6)
    notice = desk.send(desk.issue(), ago=5)
    record_return(
        unit=desk.unit,
        returned=Returned(notice=notice.pk, on=desk.ago(1), reason="unknown"),
        **desk.told,
    )


def _paid(desk: _Desk) -> None:
    """Arrived, copied at the counter and paid for."""
    desk.decide("full", FULL, ago=7)
    desk.arrive(desk.send(desk.issue(), ago=6), ago=5)
    day = desk.ago(2)
    handover = Handover(on=day, method="copy_counter", copies=(("mono", COPIES),))
    unit = carry_out(unit=desk.unit, handover=handover, **desk.told)
    due = unit.implementations.get().fee_yen or 0
    payment = PaymentFacts(on=day, amount_yen=due, means="cash")
    record_payment(unit=unit, payment=payment, **desk.told)


def _appointed(desk: _Desk) -> None:
    """Arrived; the way is stated and a day is agreed on."""
    desk.decide("partial", *IN_PART[:2], ago=5)
    notice = desk.send(desk.issue(), ago=4)
    desk.arrive(notice, ago=3)
    way = WayFacts(methods=("copy_counter",), stated_on=desk.ago(1))
    state_way(unit=desk.unit, way=way, arrived_on=desk.ago(3), **desk.told)
    facts = AppointmentFacts(on=day_from(desk.on, 2), place=COUNTER)
    appoint(unit=desk.unit, appointment=facts, **desk.told)


def _to_be_mended(desk: _Desk) -> None:
    order = OrderFacts(
        is_written=True,
        ordered_on=desk.ago(1),
        answer_by_on=day_from(desk.on, 6),
        matter="請求する公文書を特定できません。対象とする年度と施設の名称を補ってください。",
    )
    order_supplementation(unit=desk.unit, order=order, **desk.told)


def _extended(desk: _Desk) -> None:
    reason = "対象となる公文書が大量であり、非公開情報の精査に日時を要するため。"
    extend_period(
        unit=desk.unit,
        notice=ExtensionNotice(issued_on=desk.ago(1), reason=reason),
        until_on=day_from(desk.on, 14),
        **desk.told,
    )


def _third_party(desk: _Desk) -> None:
    records = desk.find(2)
    facts = ConsultationFacts(
        record_ids=(records[0].pk,),
        party=FIRM,
        kind="optional",
        concerns="応募書類のうち、貴社の提案の内容および積算の内訳",
        answer_to=COUNTER,
        sent_on=desk.ago(1),
        answer_by_on=day_from(desk.on, 7),
    )
    consult_third_party(
        unit=desk.unit, consultation=facts, by=desk.by, on=desk.on, at=desk.at
    )


STORIES: Mapping[str, Callable[[_Desk], None]] = MappingProxyType(
    {
        "due_in_full": _due_in_full,
        "due_in_part": _due_in_part,
        WITHOUT_ADDRESS: _without_address,
        "issued": _issued,
        "sent": _sent,
        "returned": _returned,
        "paid": _paid,
        "appointed": _appointed,
        "to_be_mended": _to_be_mended,
        "extended": _extended,
        "third_party": _third_party,
    }
)
"""What the plan of the demonstration calls a story."""


def play_stories(stories: Mapping[str, str], *, around: date, at: datetime) -> int:
    """Do at the desk what the plan tells of requests a ledger brought.

    Where the table of holidays ends, the office knows no periods and does nothing.

    Args:
        stories: Number of a request → story.
        around: The day the stories end on, and of every entry.
        at: When.

    Returns:
        How many were played.
    """
    try:
        load_calendar().is_closed(day_from(around, MOST_AHEAD))
    except OutsideCalendar:
        return 0
    officer = Staff.objects.get(login=ACCOUNTS[Role.RECORDS_OFFICER.value].login)
    units = Unit.objects.filter(kind=Kind.PUBLIC_RECORDS, case__number_text__in=stories)
    for unit in units.select_related("case").order_by("pk"):
        desk = _Desk(unit, officer, around, at)
        STORIES[stories[unit.number_text]](desk)
    return len(units)
