"""The acts on a unit in the role table: a line per act, and what each form sends.

The thing is a unit of `role_world` and the act: `shared_own.withdraw`. The unit
`shared_own` is open, `own_request` has ended; letters and people as in
`role_table`.
"""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.role_third_parties import answer_form, consultation_form
from tests.desk.role_words import file_of
from tests.desk.role_world import NUMBERS, World

LINES = """
desk:act  shared_own.assign          GET   o  o  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.assign          POST  r  r  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.split           GET   o  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.split           POST  r  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.order_supplementation GET c x x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.order_supplementation POST c x x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.order_supplementation GET c x x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.answer_supplementation GET c x x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.answer_supplementation POST c x x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.lapse_supplementation GET c x x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.lapse_supplementation POST c x x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.extend          GET   o  o  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.extend          POST  r  r  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.extend         GET   c  c  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.extend_specially GET  o  o  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.extend_specially POST r  r  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.extend_specially GET c  c  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.transfer        GET   o  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.transfer        POST  r  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.transfer       GET   c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.withdraw        GET   o  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.withdraw        POST  r  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.add_note        GET   o  o  x  o  x  x  x  x  x  x  x  s  s
desk:act  shared_own.add_note        POST  r  r  x  r  x  x  x  x  x  x  x  s  s
desk:act  shared_own.log_contact     GET   o  o  x  o  x  x  x  x  x  x  x  s  s
desk:act  shared_own.log_contact     POST  r  r  x  r  x  x  x  x  x  x  x  s  s
desk:act  shared_own.inquire         GET   o  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.inquire         POST  r  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.answer_inquiry  GET   c  c  x  c  x  x  x  x  x  x  x  s  s
desk:act  shared_other.answer_inquiry GET  o  x  o  x  x  x  x  x  x  x  x  s  s
desk:act  shared_other.answer_inquiry POST r  x  r  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.consult_third_party GET o x x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.consult_third_party POST r x x x  x  x  x  x  x  x  x  s  s
desk:act  own_request.consult_third_party GET c x x x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.answer_consultation GET c x x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_other.answer_consultation GET o x x x x  x  x  x  x  x  x  s  s
desk:act  shared_other.answer_consultation POST r x x x x x  x  x  x  x  x  s  s
desk:act  shared_own.hold            GET   c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.hold           GET   c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.hold           POST  c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.lift_hold       GET   c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.lift_hold       POST  c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.amend           GET   o  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.amend           POST  r  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.void            GET   o  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.void            POST  r  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.link_cases      GET   o  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.link_cases      POST  r  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.unlink_cases    GET   c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.unlink_cases    POST  c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.attach          GET   o  o  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.attach          POST  r  r  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.remove_attachment GET o  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.remove_attachment POST r x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.issue           GET   c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.issue           POST  c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_personal.issue         GET   c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.record_delivery GET   c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.record_delivery POST  c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.record_arrival  GET   c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.record_arrival  POST  c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.record_return   GET   c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.record_return   POST  c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.resend          GET   c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.resend          POST  c  x  x  x  x  x  x  x  x  x  x  s  s
desk:letter-preview shared_own       GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:letter-preview shared_own       POST  m  m  m  m  m  m  m  m  m  m  m  s  s
desk:notice  shared_own              GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:notice  missing                 GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:notice  shared_own              POST  m  m  m  m  m  m  m  m  m  m  m  s  s
desk:notices -                       GET   o  x  x  x  x  x  x  x  x  x  x  s  s
desk:notices -                       POST  m  m  m  m  m  m  m  m  m  m  m  s  s
desk:notices-issue -                 GET   m  m  m  m  m  m  m  m  m  m  m  s  s
desk:notices-issue -                 POST  r  x  x  x  x  x  x  x  x  x  x  s  s
desk:notices-print -                 GET   m  m  m  m  m  m  m  m  m  m  m  s  s
desk:notices-print -                 POST  r  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.implement       GET   c  c  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.implement      GET   c  c  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_personal.implement     POST  c  c  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.state_way          GET   c  c  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_personal.state_way         POST  c  c  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.appoint            GET   c  c  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_personal.appoint           POST  c  c  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.log_no_show        GET   c  c  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_personal.log_no_show       POST  c  c  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.record_payment     GET   c  c  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_personal.record_payment    POST  c  c  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.waive_fee          GET   c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_personal.waive_fee         POST  c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.correct_payment    GET   c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_personal.correct_payment   POST  c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_personal.correct_decision GET  o  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_personal.correct_decision POST r  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_personal.redecide      GET   o  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_personal.redecide      POST  r  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.redecide        GET   c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.correct_decision GET c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_personal.ask_reopening GET   o  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_personal.ask_reopening POST  r  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.ask_reopening  GET   c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.confirm_reopening GET c x  x  o  x  x  x  x  x  x  x  s  s
desk:act  own_request.confirm_reopening POST c x x  r  x  x  x  x  x  x  x  s  s
desk:act  shared_own.approve         GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.assign         GET   c  c  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.assign         POST  c  c  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.withdraw       GET   c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_other.add_note      GET   o  x  o  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.nothing         GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  appeal.add_note            GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  missing.add_note           GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:batch-act shared_own.assign     GET   m  m  m  m  m  m  m  m  m  m  m  s  s
desk:batch-act shared_own.assign     POST  o  o  r  x  x  x  x  x  x  x  x  s  s
desk:batch-act shared_own.inquire    POST  o  x  x  x  x  x  x  x  x  x  x  s  s
desk:batch-act shared_own.withdraw   POST  x  x  x  x  x  x  x  x  x  x  x  s  s
desk:requester shared_own            GET   x  o  x  x  x  x  x  x  x  x  x  s  s
desk:requester shared_own            POST  x  o  x  x  x  x  x  x  x  x  x  s  s
desk:requester shared_other          GET   x  x  o  x  x  x  x  x  x  x  x  s  s
desk:requester appeal                GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:requester missing               GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:attachment form_file            GET   o  x  x  x  x  x  x  x  x  x  x  s  s
desk:attachment released_file        GET   o  o  x  o  x  x  x  x  x  x  x  s  s
desk:attachment missing              GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:attachment released_file        POST  m  m  m  m  m  m  m  m  m  m  m  s  s
desk:disclosure-print own_request    GET   o  o  x  o  x  x  x  o  o  x  x  s  s
desk:disclosure-print shared_other   GET   o  x  o  x  x  x  x  o  o  x  x  s  s
desk:disclosure-print appeal         GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:disclosure-print missing        GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:disclosure-print own_request    POST  m  m  m  m  m  m  m  m  m  m  m  s  s
desk:receipts   own_request          GET   o  o  x  x  x  x  x  x  x  x  x  s  s
desk:receipts   shared_other         GET   o  x  o  x  x  x  x  x  x  x  x  s  s
desk:receipts   appeal               GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:receipts   missing              GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:receipts   own_request          POST  m  m  m  m  m  m  m  m  m  m  m  s  s
desk:unit-print own_request          GET   o  o  x  o  x  x  x  o  o  x  x  s  s
desk:unit-print shared_other         GET   o  x  o  x  x  x  x  o  o  x  x  s  s
desk:unit-print appeal               GET   r  x  x  x  r  x  r  r  r  x  x  s  s
desk:unit-print missing              GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:unit-print own_request          POST  m  m  m  m  m  m  m  m  m  m  m  s  s
"""


def act_body(act: str, world: World) -> dict[str, object]:
    """Return the form of an act as its page would send it."""
    forms = {**_of_the_unit(world), **_of_the_clock(world), **_of_the_case(world)}
    return {"token": "once", "confirm": "1", **forms.get(act, {})}


def _of_the_unit(world: World) -> dict[str, dict[str, object]]:
    return {
        "assign": {"handler": world.cast.division_staff.pk},
        "inquire": {
            "division": world.cast.office.general_affairs.pk,
            "answer_by_on": "R9.12.31",
        },
        "answer_inquiry": {"existence": "no"},
        "consult_third_party": consultation_form(world.units["shared_own"]),
        "answer_consultation": answer_form(world.units["shared_other"]),
        "hold": {"kind": "stay_asked", "from_on": "R2.6.12", "reason": "申立て"},
        "lift_hold": {"hold": "0", "lifted_on": "R2.6.12", "because": "却下"},
        "split": {"subject": "道路台帳のうち新しいもの"},
        "withdraw": {
            "is_written": "on",
            "arrived_on": "R2.6.5",
            "reason_kind": "requester",
        },
        "state_way": {"methods": ["inspection"], "stated_on": "R2.6.12"},
        "appoint": {"appointed_on": "R9.12.28", "place": "窓口"},
        "implement": {"implemented_on": "R2.6.12", "method": "inspection"},
        "record_payment": {"paid_on": "R2.6.12", "amount_yen": 1, "means": "cash"},
        "correct_decision": {
            "outcome": "non_disclosure",
            "decided_on": "R2.6.5",
            "grounds": ["operations"],
            "reason": "号の入力を誤った",
            "number": "2練総総第5号",
            "approved_on": "R2.6.5",
            "approver_name": "部長",
        },
        "redecide": {
            "basis": "favour",
            "outcome": "full",
            "decided_on": "R2.6.12",
            "reason": "公開できることが分かった",
            "number": "2練総総第9号",
            "approved_on": "R2.6.12",
            "approver_name": "部長",
        },
        "ask_reopening": {"reason": "誤って終了した"},
        "confirm_reopening": {"answer": "yes"},
    }


def _of_the_clock(world: World) -> dict[str, dict[str, object]]:
    return {
        "transfer": {
            "to_organ": world.cast.office.board_of_education.pk,
            "agreed_on": "R2.6.5",
            "transferred_on": "R2.6.5",
            "reason_code": "jurisdiction",
        },
        "extend": {
            "issued_on": "R2.6.5",
            "until_on": "R2.7.3",
            "reason_code": "many_records",
        },
        "extend_specially": {
            "issued_on": "R2.6.5",
            "rest_due_on": "R2.12.25",
            "reason_code": "especially_many_records",
        },
        "order_supplementation": {
            "is_written": "on",
            "ordered_on": "R2.6.5",
            "answer_by_on": "R2.6.30",
            "matter": "年度を補ってください",
        },
        "answer_supplementation": {"arrived_on": "R2.6.5"},
        "lapse_supplementation": {"lapsed_on": "R2.6.5"},
    }


def _of_the_case(world: World) -> dict[str, dict[str, object]]:
    return {
        "amend": {
            "received_on": "R2.6.1",
            "organ": world.cast.office.mayor.pk,
            "channel": "counter",
            "subject": "道路台帳",
            "name": "請求者",
        },
        "void": {"reason": "二重に登録"},
        "add_note": {"text": "覚え書き"},
        "log_contact": {
            "had_on": "R2.6.5",
            "counterpart": "requester",
            "means": "phone",
            "text": "日程を相談した",
        },
        "link_cases": {"other": NUMBERS["own_request"], "kind": "same_subject"},
        "unlink_cases": {"link": "1"},
        "attach": {
            "file": SimpleUploadedFile("地図.txt", b"map"),
            "kind": "other",
        },
        "remove_attachment": {
            "attachment": file_of("released_file") or "",
            "reason": "別の事案のもの",
        },
    }
