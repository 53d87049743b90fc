"""How each act is played in the tests: on which unit, by whom, with what."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

from casework.attachment_files import attachment_store
from casework.models import (
    Attachment,
    Case,
    Hold,
    Payment,
    Record,
    ThirdPartyConsultation,
    Unit,
)
from casework.operations.ask_reopening import ask_reopening
from casework.operations.attach import FileFacts, attach
from casework.operations.inquire import inquire
from casework.operations.link_cases import link_cases
from tests.desk.clock_plays import CLOCK_PLAYS, suspended
from tests.desk.letter_plays import LETTER_PLAYS
from tests.desk.play import DIVISION, LONG, OFFICER, TODAY, Play, received
from tests.factories.cases import AT, end, intake, make_unit, numbered
from tests.factories.cast import Cast
from tests.factories.course import find
from tests.factories.fees import copied, invited, paid
from tests.factories.third_parties import ask, held

__all__ = ["PLAYS", "TODAY", "Play", "received", "suspended"]


def disclosed(cast: Cast) -> Unit:
    """Return a unit that waits for its disclosure."""
    return end(received(cast), "full", on=TODAY)


def invited_today(cast: Cast) -> Unit:
    """Return a unit whose requester was to come today."""
    return invited(disclosed(cast), by=cast.division_staff, on=TODAY)


def copied_today(cast: Cast) -> Unit:
    """Return a unit whose twelve copies are not paid yet."""
    return copied(disclosed(cast), by=cast.division_staff, on=TODAY, mono=12)


def paid_today(cast: Cast) -> Unit:
    """Return a unit whose copies are paid."""
    return paid(copied_today(cast), 120, by=cast.division_staff, on=TODAY).unit


def refused(cast: Cast) -> Unit:
    """Return a unit that ended with a refusal."""
    return end(received(cast), "non_disclosure", on=TODAY)


def asked(cast: Cast) -> Unit:
    """Return a unit whose division was asked."""
    unit = received(cast)
    inquire(
        unit=unit,
        division=cast.office.general_affairs,
        answer_by_on=TODAY,
        by=cast.records_officer,
        on=TODAY,
        at=AT,
    )
    return unit


def wished(cast: Cast) -> Unit:
    """Return an ended unit the officer wants opened again."""
    unit = refused(cast)
    ask_reopening(
        unit=unit,
        reason="誤って終了した",
        version=None,
        by=cast.records_officer,
        on=TODAY,
        at=AT,
    )
    return unit


def with_file(cast: Cast) -> Unit:
    """Return a unit with a file."""
    unit = received(cast)
    attach(
        unit=unit,
        file=FileFacts(kind="other", name="地図.txt", content=BytesIO(b"map")),
        store=attachment_store(),
        by=cast.records_officer,
        on=TODAY,
        at=AT,
    )
    return unit


def with_record(cast: Cast) -> Unit:
    """Return a unit with a record."""
    unit = received(cast)
    find(unit, by=cast.records_officer)
    return unit


def with_letter(cast: Cast) -> Unit:
    """Return a unit whose third party was written to."""
    unit = received(cast)
    ask(unit, cast.records_officer, *find(unit, by=cast.records_officer))
    return unit


def on_hold(cast: Cast) -> Unit:
    """Return a unit whose hand-over is held."""
    unit = disclosed(cast)
    held(unit, cast.records_officer, on=TODAY)
    return unit


def beside_another(cast: Cast) -> Unit:
    """Return a unit beside a case with the number 777."""
    make_unit(numbered(intake(division=cast.office.roads), 777))
    return received(cast)


# which link the last staged unit has: the act itself deletes it
LINK: dict[str, int] = {}


def linked(cast: Cast) -> Unit:
    """Return a unit linked to the case with the number 777."""
    unit = beside_another(cast)
    made = link_cases(
        unit=unit,
        other=Case.objects.get(number=777),
        kind="asked_before",
        by=cast.records_officer,
        on=TODAY,
        at=AT,
    )
    LINK["pk"] = made.pk
    return unit


def amended(cast: Cast) -> dict[str, object]:
    """Return the intake with another subject."""
    return {
        "received_on": "R2.6.1",
        "organ": cast.office.mayor.pk,
        "channel": "post",
        "subject": "道路台帳の全部",
        "name": "山田 花子",
        "requester_category": "",
    }


PLAYS = [
    Play(
        "assign",
        OFFICER,
        received,
        lambda cast: {
            "division": cast.office.roads.pk,
            "handler": cast.other_division_staff.pk,
        },
        typed="道路課",
        wrong={"handler": "0"},
    ),
    Play(
        "inquire",
        OFFICER,
        received,
        lambda cast: {
            "division": cast.office.general_affairs.pk,
            "answer_by_on": "R2.6.19",
        },
        typed="R2.6.19",
        wrong={"division": ""},
        is_versioned=False,
    ),
    Play(
        "answer_inquiry",
        DIVISION,
        asked,
        lambda _cast: {"existence": "yes", "holder": "文書庫の係", "sheets": "12"},
        typed="文書庫の係",
        wrong={"existence": ""},
        is_versioned=False,
    ),
    Play(
        "split",
        OFFICER,
        received,
        lambda cast: {"division": cast.office.roads.pk, "subject": "橋の部分"},
        typed="橋の部分",
        wrong={"division": "0"},
    ),
    Play(
        "consult_third_party",
        OFFICER,
        with_record,
        lambda _cast: {
            "record_ids": [Record.objects.get().pk],
            "kind": "optional",
            "name": "架空建設株式会社",
            "is_corporation": "on",
            "address": "架空区架空町1-1",
            "concerns": "入札の単価",
            "sent_on": "R2.6.12",
            "answer_by_on": "R2.6.26",
            "answer_to": "区民情報ひろば",
        },
        typed="架空建設株式会社",
        wrong={"sent_on": "R2.6.13"},
        is_versioned=False,
    ),
    Play(
        "answer_consultation",
        OFFICER,
        with_letter,
        lambda _cast: {
            "consultation": ThirdPartyConsultation.objects.get().pk,
            "answer": "opposes",
            "answered_on": "R2.6.11",
            "opinion": "営業上の秘密である",
        },
        typed="営業上の秘密である",
        wrong={"answered_on": "R2.6.13"},
        is_versioned=False,
    ),
    *CLOCK_PLAYS,
    *LETTER_PLAYS,
    Play(
        "withdraw",
        OFFICER,
        received,
        lambda _cast: {
            "is_written": "on",
            "arrived_on": "R2.6.10",
            "reason_kind": "requester",
            "reason": "目的を達した",
        },
        typed="目的を達した",
        wrong={"is_written": ""},
    ),
    Play(
        "state_way",
        DIVISION,
        disclosed,
        lambda _cast: {
            "methods": ["inspection", "copy_post"],
            "stated_on": "R2.6.12",
            "remark": "写しは3頁から",
        },
        typed="写しは3頁から",
        wrong={"methods": []},
    ),
    Play(
        "appoint",
        DIVISION,
        disclosed,
        lambda _cast: {
            "appointed_on": "R2.6.15",
            "begins_at": "10:30",
            "place": "区民情報ひろば",
        },
        typed="区民情報ひろば",
        wrong={"appointed_on": "R2.6.14"},
    ),
    Play(
        "log_no_show",
        DIVISION,
        invited_today,
        lambda _cast: {"remark": "連絡もなかった"},
        typed="連絡もなかった",
        wrong={"remark": "連絡もなかった" + LONG},
    ),
    Play(
        "record_payment",
        DIVISION,
        copied_today,
        lambda _cast: {"paid_on": "R2.6.12", "amount_yen": "120", "means": "cash"},
        typed="R2.6.12",
        wrong={"amount_yen": "121"},
    ),
    Play(
        "waive_fee",
        OFFICER,
        copied_today,
        lambda _cast: {
            "waived_on": "R2.6.12",
            "amount_yen": "120",
            "reason_code": "welfare",
            "remark": "証明書を確かめた",
        },
        typed="証明書を確かめた",
        wrong={"amount_yen": "121"},
    ),
    Play(
        "correct_payment",
        OFFICER,
        paid_today,
        lambda _cast: {
            "payment": Payment.objects.get(kind="received").pk,
            "kind": "void",
            "corrected_on": "R2.6.12",
            "reason": "別の件の収納だった",
        },
        typed="別の件の収納だった",
        wrong={"kind": ""},
    ),
    Play(
        "implement",
        DIVISION,
        disclosed,
        lambda _cast: {
            "implemented_on": "R2.6.12",
            "method": "copy_counter",
            "mono": "37",
        },
        typed="37",
        wrong={"implemented_on": "R2.6.31"},
    ),
    Play(
        "hold",
        OFFICER,
        disclosed,
        lambda _cast: {
            "kind": "stay_asked",
            "from_on": "R2.6.12",
            "reason": "執行停止の申立てがあった",
        },
        typed="執行停止の申立てがあった",
        wrong={"from_on": "R2.6.13"},
        is_versioned=False,
    ),
    Play(
        "lift_hold",
        OFFICER,
        on_hold,
        lambda _cast: {
            "hold": Hold.objects.get().pk,
            "lifted_on": "R2.6.12",
            "because": "申立てが却下された",
        },
        typed="申立てが却下された",
        wrong={"lifted_on": "R2.6.13"},
        is_versioned=False,
    ),
    Play(
        "correct_decision",
        OFFICER,
        refused,
        lambda _cast: {
            "outcome": "partial",
            "decided_on": "R2.6.12",
            "grounds": ["personal", "formal_defect"],
            "reason": "別の件の決定を入力した",
            "number": "2練総総第5号",
            "approved_on": "R2.6.12",
            "approver_name": "部長",
        },
        typed="別の件の決定を入力した",
        wrong={"approver_name": ""},
    ),
    Play(
        "redecide",
        OFFICER,
        refused,
        lambda _cast: {
            "basis": "favour",
            "outcome": "partial",
            "decided_on": "R2.6.12",
            "grounds": ["personal"],
            "reason": "一部を公開できることが分かった",
            "number": "2練総総第9号",
            "approved_on": "R2.6.12",
            "approver_name": "部長",
        },
        typed="一部を公開できることが分かった",
        wrong={"approver_name": ""},
    ),
    Play(
        "ask_reopening",
        OFFICER,
        refused,
        lambda _cast: {"reason": "別の件の決定だった"},
        typed="別の件の決定だった",
        wrong={"reason": "別の件の決定だった" + LONG},
    ),
    Play(
        "confirm_reopening",
        "approver",
        wished,
        lambda _cast: {"answer": "yes", "comment": "確かめた"},
        typed="確かめた",
        wrong={"answer": ""},
    ),
    Play(
        "amend",
        OFFICER,
        received,
        amended,
        typed="道路台帳の全部",
        wrong={"received_on": "R2.6.31"},
    ),
    Play(
        "void",
        OFFICER,
        received,
        lambda _cast: {"reason": "二重に登録"},
        typed="二重に登録",
        wrong={"reason": "二重に登録" + LONG},
    ),
    Play(
        "add_note",
        DIVISION,
        received,
        lambda _cast: {"text": "倉庫を確かめる"},
        typed="倉庫を確かめる",
        wrong={"text": "倉庫を確かめる" + LONG},
        is_versioned=False,
    ),
    Play(
        "log_contact",
        DIVISION,
        received,
        lambda _cast: {
            "had_on": "R2.6.11",
            "counterpart": "requester",
            "means": "phone",
            "text": "日程を相談した",
        },
        typed="日程を相談した",
        wrong={"had_on": "R2.6.31"},
        is_versioned=False,
    ),
    Play(
        "attach",
        DIVISION,
        received,
        lambda _cast: {
            "file": SimpleUploadedFile("図面.txt", "縮尺五百分の一".encode()),
            "kind": "released",
        },
        typed="",
        wrong={"file": ""},
        is_versioned=False,
    ),
    Play(
        "remove_attachment",
        OFFICER,
        with_file,
        lambda _cast: {
            "attachment": Attachment.objects.get().pk,
            "reason": "別の事案の図面",
        },
        typed="別の事案の図面",
        wrong={"attachment": "0"},
        is_versioned=False,
    ),
    Play(
        "link_cases",
        OFFICER,
        beside_another,
        lambda _cast: {"other": "R2-777", "kind": "asked_before"},
        typed="R2-777",
        wrong={"kind": ""},
        is_versioned=False,
        entries=2,
    ),
    Play(
        "unlink_cases",
        OFFICER,
        linked,
        lambda _cast: {"link": LINK["pk"]},
        typed="第777号",
        wrong={"link": ""},
        is_versioned=False,
        entries=2,
    ),
]
