"""Every act on a unit: who may do it, and where the unit must stand.

One table for the case page, the act pages, the batch bar and the API. The
operations check it again; what else an act wants they say themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.phases import ENDED_PHASES, OPEN_PHASES, Phase
from offices.models import Role

REQUESTS = frozenset({"public_records", "self_info"})

OFFICER = frozenset({Role.RECORDS_OFFICER})
DIVISION = OFFICER | {Role.DIVISION_STAFF}
APPROVER = frozenset({Role.APPROVER})
EVERYBODY = DIVISION | APPROVER

AT_WORK = frozenset({Phase.RECEIVED, Phase.EXAMINATION})
OPEN = frozenset(OPEN_PHASES)
ENDED = frozenset(ENDED_PHASES)
ANY = OPEN | ENDED

NOT_DECIDED_YET = _(
    "There is no decision yet. This becomes possible once the unit is decided."
)
DECIDED_ALREADY = _(
    "The unit has ended already. A wrong entry is mended by correcting the "
    "decision, a wrongly closed unit by opening it again."
)
WAITS_FOR_APPROVAL = _(
    "This is not possible while a draft waits for approval, or after the end. Take "
    "the draft back or have it sent back first."
)
WITHDRAWN_TOO_LATE = _(
    "A request can be withdrawn only before the decision (practice, 取下げ). The "
    "unit has ended already; not coming to see the record is no withdrawal."
)
NO_DRAFT = _("No draft waits for approval.")
NOTHING_TO_SHOW_NOW = _(
    "This is possible from the decision until everything is handed over. What the "
    "request itself named counts without it; after the end a new request is needed."
)


@dataclass(frozen=True, slots=True)
class ActRule:
    """One act.

    Attributes:
        code: The verb; operation, page and endpoint bear its name.
        label: What a button says.
        roles: Who may, where a grant reaches the unit.
        phases: Where the unit must stand.
        gone: Why it is not possible in another phase, and what to do.
    """

    code: str
    label: Promise
    roles: frozenset[str]
    phases: frozenset[Phase]
    gone: Promise


def _table(*rules: ActRule) -> Mapping[str, ActRule]:
    return MappingProxyType({rule.code: rule for rule in rules})


ACTS = _table(
    ActRule("assign", _("Assign"), DIVISION, AT_WORK, WAITS_FOR_APPROVAL),
    ActRule("inquire", _("Ask the division"), OFFICER, AT_WORK, WAITS_FOR_APPROVAL),
    ActRule("answer_inquiry", _("Answer the office"), EVERYBODY, OPEN, DECIDED_ALREADY),
    ActRule("split", _("Split"), OFFICER, AT_WORK, WAITS_FOR_APPROVAL),
    ActRule("add_records", _("Add records"), DIVISION, AT_WORK, WAITS_FOR_APPROVAL),
    ActRule("amend_record", _("Amend a record"), DIVISION, AT_WORK, WAITS_FOR_APPROVAL),
    ActRule(
        "remove_record", _("Remove a record"), DIVISION, AT_WORK, WAITS_FOR_APPROVAL
    ),
    ActRule(
        "decide_record", _("Decide the records"), DIVISION, AT_WORK, WAITS_FOR_APPROVAL
    ),
    ActRule(
        "consult_third_party",
        _("Ask a third party"),
        OFFICER,
        AT_WORK,
        WAITS_FOR_APPROVAL,
    ),
    ActRule(
        "answer_consultation",
        _("Record the answer of a third party"),
        OFFICER,
        ANY,
        DECIDED_ALREADY,
    ),
    ActRule("draft", _("Draft the decision"), DIVISION, AT_WORK, WAITS_FOR_APPROVAL),
    ActRule("concur", _("Concur"), OFFICER, frozenset({Phase.APPROVAL}), NO_DRAFT),
    ActRule("approve", _("Approve"), APPROVER, frozenset({Phase.APPROVAL}), NO_DRAFT),
    ActRule(
        "send_back",
        _("Send back"),
        APPROVER | OFFICER,
        frozenset({Phase.APPROVAL}),
        NO_DRAFT,
    ),
    ActRule(
        "take_back",
        _("Take the draft back"),
        DIVISION,
        frozenset({Phase.APPROVAL}),
        NO_DRAFT,
    ),
    ActRule(
        "decide",
        _("Record an approval of the document system"),
        DIVISION,
        AT_WORK,
        WAITS_FOR_APPROVAL,
    ),
    ActRule(
        "order_supplementation",
        _("Order a supplementation"),
        OFFICER,
        AT_WORK,
        WAITS_FOR_APPROVAL,
    ),
    ActRule(
        "answer_supplementation",
        _("Record the answer to the supplementation order"),
        OFFICER,
        OPEN,
        DECIDED_ALREADY,
    ),
    ActRule(
        "lapse_supplementation",
        _("Record that no supplementation came"),
        OFFICER,
        AT_WORK,
        WAITS_FOR_APPROVAL,
    ),
    ActRule("extend", _("Extend the period"), DIVISION, OPEN, DECIDED_ALREADY),
    ActRule(
        "extend_specially",
        _("Extend the period specially"),
        DIVISION,
        AT_WORK,
        WAITS_FOR_APPROVAL,
    ),
    ActRule("transfer", _("Transfer"), OFFICER, AT_WORK, WAITS_FOR_APPROVAL),
    ActRule("withdraw", _("Record a withdrawal"), OFFICER, OPEN, WITHDRAWN_TOO_LATE),
    ActRule("issue", _("Issue a letter"), OFFICER, ANY, DECIDED_ALREADY),
    ActRule("record_delivery", _("Record the sending"), OFFICER, ANY, DECIDED_ALREADY),
    ActRule("record_arrival", _("Record the arrival"), OFFICER, ANY, DECIDED_ALREADY),
    ActRule("record_return", _("Record a return"), OFFICER, ANY, DECIDED_ALREADY),
    ActRule("resend", _("Send a letter again"), OFFICER, ANY, DECIDED_ALREADY),
    ActRule(
        "state_way",
        _("Record the stated way"),
        DIVISION,
        frozenset({Phase.DECIDED}),
        NOTHING_TO_SHOW_NOW,
    ),
    ActRule(
        "appoint",
        _("Agree on a day"),
        DIVISION,
        frozenset({Phase.DECIDED}),
        NOTHING_TO_SHOW_NOW,
    ),
    ActRule(
        "log_no_show",
        _("Log that nobody came"),
        DIVISION,
        frozenset({Phase.DECIDED}),
        NOTHING_TO_SHOW_NOW,
    ),
    ActRule("implement", _("Record the disclosure"), DIVISION, ENDED, NOT_DECIDED_YET),
    ActRule("hold", _("Hold the hand-over"), OFFICER, ENDED, NOT_DECIDED_YET),
    ActRule("lift_hold", _("Lift a hold"), OFFICER, ANY, DECIDED_ALREADY),
    ActRule("record_payment", _("Record a payment"), DIVISION, ENDED, NOT_DECIDED_YET),
    ActRule("waive_fee", _("Waive the fee"), OFFICER, ENDED, NOT_DECIDED_YET),
    ActRule("correct_payment", _("Correct a payment"), OFFICER, ENDED, NOT_DECIDED_YET),
    ActRule(
        "correct_decision",
        _("Correct the decision"),
        OFFICER,
        ENDED,
        NOT_DECIDED_YET,
    ),
    ActRule(
        "redecide", _("Vary the decision ex officio"), OFFICER, ENDED, NOT_DECIDED_YET
    ),
    ActRule("ask_reopening", _("Ask to reopen"), OFFICER, ENDED, NOT_DECIDED_YET),
    ActRule(
        "confirm_reopening",
        _("Answer the wish to reopen"),
        OFFICER | APPROVER,
        ENDED,
        NOT_DECIDED_YET,
    ),
    ActRule("amend", _("Amend the intake"), OFFICER, ANY, DECIDED_ALREADY),
    ActRule("void", _("Void the number"), OFFICER, ANY, DECIDED_ALREADY),
    ActRule("add_note", _("Add a note"), EVERYBODY, ANY, DECIDED_ALREADY),
    ActRule("log_contact", _("Log a contact"), EVERYBODY, ANY, DECIDED_ALREADY),
    ActRule("link_cases", _("Link a case"), OFFICER, ANY, DECIDED_ALREADY),
    ActRule("unlink_cases", _("Take a link away"), OFFICER, ANY, DECIDED_ALREADY),
    ActRule("attach", _("Attach a file"), DIVISION, ANY, DECIDED_ALREADY),
    ActRule("remove_attachment", _("Remove a file"), OFFICER, ANY, DECIDED_ALREADY),
)
