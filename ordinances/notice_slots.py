"""Which slots each form of letter may use.

This is the allow-list of what can be printed: a form that names anything else
is refused when its file is read. The end of a name says what stands there:
``…_on`` is a day, a whole number is written with commas, the rest is text.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMON = frozenset(
    {"municipality", "organ_name", "unit_number", "division", "telephone"}
)
"""What every letter but those to a third party may say."""

_REQUEST = COMMON | {"subject", "requested_on", "received_on"}
_DECISION = _REQUEST | {
    "outcome",
    "wanted_way",
    "implementation_day",
    "implementation_place",
    "implementation_way",
    "fee",
    "remarks",
    "cited_on",
    "cited_number",
}

# the person asked learns the day of the request and what concerns them: never
# who asked, what for, or what else was asked (個人情報保護法施行令第25条)
_THIRD_PARTY = frozenset(
    {"municipality", "organ_name", "division", "telephone", "requested_on"}
)

RECORD_SLOTS = frozenset(
    {
        "position",
        "title",
        "document_number",
        "outcome",
        "withheld_part",
        "grounds",
        "reason",
        "disclosable_on",
    }
)
"""What the table of records may say of each."""

SLOTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "full": _DECISION,
        "partial": _DECISION,
        "non_disclosure": _DECISION,
        "absent": _DECISION,
        "existence_refused": _REQUEST
        | {"grounds", "reason", "cited_on", "cited_number"},
        "inadmissible": _DECISION | {"reason"},
        "extension": _REQUEST | {"due_on", "new_due_on", "reason", "article"},
        "special_extension": _REQUEST
        | {"due_on", "part_due_on", "rest_due_on", "reason", "article"},
        "supplementation": _REQUEST | {"answer_by_on", "defect", "help"},
        "transfer": _REQUEST | {"from_organ", "receiver", "transferred_on", "reason"},
        "third_party_letter": _THIRD_PARTY
        | {
            "record_title",
            "information",
            "answer_by_on",
            "answer_to",
            "mandatory_case",
        },
        "third_party_notice": _THIRD_PARTY
        | {"record_title", "decided_on", "outcome", "reason", "implementation_on"},
    }
)
"""Form → its slots."""

WITHOUT_RECORDS = frozenset(
    {
        "existence_refused",
        "extension",
        "special_extension",
        "supplementation",
        "transfer",
        "third_party_letter",
        "third_party_notice",
    }
)
"""Forms that print no table of records."""

INSTRUCTION_SLOTS = frozenset(
    {
        "municipality",
        "reviewing_agency",
        "litigation_representative",
        "appeal_known",
        "appeal_disposition",
        "revocation_suit",
        "revocation_suit_disposition",
    }
)
"""What an instruction may say; the last four are periods of the appeals regime."""

CONTACT_SLOTS = frozenset({"municipality", "organ_name", "division", "telephone"})
"""What the lines that say whom to ask may name."""

WORDS = (
    "inspection",
    "viewing",
    "copy_counter",
    "copy_post",
    "copy_electronic",
    "mandatory_protection",
    "mandatory_public_interest",
)
"""Codes that letters write out: ways of disclosure, cases of the duty to ask."""
