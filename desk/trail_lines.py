"""The trail of a case in words: who did what when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit.models import Entry
from casework.acts import ACTS as DESK_ACTS
from casework.models import Case
from casework.queries import history

ACTS: dict[str, Promise] = {
    "open_case": _("Case entered"),
    "split": _("Unit split off"),
    "extend": _("Period extended"),
    "record_outcome": _("Outcome entered"),
    "implement": _("Implementation entered"),
    "amend": _("Entry amended"),
    "lodge": _("Appeal entered"),
    "assign": _("Assigned to a division or person"),
    "inquire": _("Division asked"),
    "answer_inquiry": _("Question of the office answered"),
    "consult_third_party": _("Third party asked"),
    "answer_consultation": _("Answer of a third party recorded"),
    "hold": _("Hand-over held"),
    "lift_hold": _("Hold lifted"),
    "add_records": _("Records added"),
    "amend_record": _("Record amended"),
    "remove_record": _("Record removed"),
    "decide_record": _("Records decided"),
    "draft": _("Draft submitted"),
    "concur": _("Concurred"),
    "approve": _("Approved"),
    "send_back": _("Draft sent back"),
    "take_back": _("Draft taken back"),
    "decide": _("Decision of the document system recorded"),
    "transfer": _("Transferred"),
    "extend_specially": _("Period extended specially"),
    "order_supplementation": _("Supplementation ordered"),
    "answer_supplementation": _("Answer to the supplementation order recorded"),
    "lapse_supplementation": _("Supplementation order lapsed"),
    "withdraw": _("Withdrawal recorded"),
    "state_way": _("Stated way recorded"),
    "appoint": _("Appointment made"),
    "log_no_show": _("Logged that nobody came"),
    "record_payment": _("Payment recorded"),
    "waive_fee": _("Fee waived"),
    "correct_payment": _("Payment corrected"),
    "issue": _("Letter issued"),
    "hand_out": _("Letter opened or printed"),
    "refuse_hand_out": _("Letter not handed out: its file was another"),
    "record_delivery": _("Letter sent"),
    "record_arrival": _("Arrival of a letter recorded"),
    "record_return": _("Return of a letter recorded"),
    "resend": _("Letter sent again"),
    "void": _("Number voided"),
    "correct_decision": _("Decision corrected"),
    "redate": _("Due date re-dated"),
    "redecide": _("Decision varied ex officio"),
    "ask_reopening": _("Reopening asked for"),
    "confirm_reopening": _("Wish to reopen answered"),
    "decline_reopening": _("Wish to reopen declined"),
    "add_note": _("Note added"),
    "log_contact": _("Contact logged"),
    "link_cases": _("Case linked"),
    "unlink_cases": _("Link of cases taken away"),
    "attach": _("File attached"),
    "remove_attachment": _("File removed"),
    "reveal_requester": _("Requester revealed"),
}


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry of the trail."""

    at: datetime
    act: str
    who: str


def words_of_act(code: str) -> str:
    """Return an act of the trail in words; one nobody named keeps its code."""
    if code in ACTS:
        return str(ACTS[code])
    return str(DESK_ACTS[code].label) if code in DESK_ACTS else code


def entries_about(case: Case, *, subjects: Collection[str]) -> list[Entry]:
    """Return the entries about these subjects, oldest first.

    Args:
        case: Whose trail.
        subjects: Keys such as `unit:31`: the units this person may see.
    """
    return [entry for entry in history(case) if entry.subject_key in subjects]


def lines_of(entries: Iterable[Entry]) -> list[TrailLine]:
    """Return entries in words."""
    return [
        TrailLine(entry.at, words_of_act(entry.act), entry.actor_label)
        for entry in entries
    ]


def trail_lines(case: Case, *, subjects: Collection[str]) -> list[TrailLine]:
    """Return the entries about these subjects in words, oldest first."""
    return lines_of(entries_about(case, subjects=subjects))
