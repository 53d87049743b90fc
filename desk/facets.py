"""What a unit waits for, beside its phase: conditions the filters and counts share."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from appeals.models import Appeal
from casework.balances import owing
from casework.models import Draft, Inquiry, ThirdPartyConsultation, Unit
from casework.models.draft import DraftState
from casework.phases import Phase
from offices.models import Staff

MINE, OWN_DIVISION, UNASSIGNED = "mine", "own_division", "unassigned"
INQUIRY, APPROVAL, RETURNED = "inquiry", "approval", "returned"
THIRD_PARTY = "third_party"
APPEALED, UNPAID = "appealed", "unpaid"
# asked of units that were decided before
ENDED = frozenset({APPEALED, UNPAID})
# what is owed is computed from all that was ever charged: read when it is asked for,
# and not counted beside every list
UNCOUNTED = frozenset({UNPAID})

FACETS: Mapping[str, Promise] = {
    MINE: _("Handled by me"),
    OWN_DIVISION: _("My division"),
    UNASSIGNED: _("Without a handler"),
    INQUIRY: _("Awaiting an answer of the division"),
    THIRD_PARTY: _("Awaiting a third party"),
    APPROVAL: _("Awaiting approval"),
    RETURNED: pgettext_lazy("facet", "Sent back"),
    APPEALED: _("Under appeal"),
    UNPAID: _("Not collected"),
}


def facet(name: str, staff: Staff, *, on: date) -> Q:
    """Return what a facet means for a person on a day."""
    conditions = {
        MINE: Q(handler=staff.pk),
        OWN_DIVISION: Q(division__in=divisions_of(staff, on=on)),
        UNASSIGNED: Q(handler=None),
        INQUIRY: Q(pk__in=open_inquiries().values("unit")),
        THIRD_PARTY: Q(pk__in=open_consultations().values("unit")),
        APPROVAL: Q(phase=Phase.APPROVAL, voided=False),
        RETURNED: Q(pk__in=returned_drafts().values("unit")),
        APPEALED: Q(pk__in=pending_appeals().values("unit")),
        UNPAID: Q(pk__in=owing().values("unit"), voided=False),
    }
    return conditions[name]


def divisions_of(staff: Staff, *, on: date) -> list[int]:
    """Return the divisions a person works for."""
    keys = {grant.division_id for grant in staff.grants_on(on)}
    return sorted(key for key in keys if key is not None)


def open_inquiries() -> QuerySet[Inquiry]:
    """Return the questions to divisions nobody answered yet."""
    return Inquiry.objects.filter(answered_on=None)


def open_consultations() -> QuerySet[ThirdPartyConsultation]:
    """Return the letters to third parties whose answer nobody entered yet."""
    return ThirdPartyConsultation.objects.filter(answer="", sent_on__isnull=False)


def returned_drafts() -> QuerySet[Draft]:
    """Return the drafts that were sent back and have no successor."""
    later = Draft.objects.filter(unit=OuterRef("unit"), seq__gt=OuterRef("seq"))
    return Draft.objects.filter(~Exists(later), state=DraftState.RETURNED)


def pending_appeals() -> QuerySet[Appeal]:
    """Return the appeals against a known unit that wait for their determination."""
    waiting = Unit.objects.filter(case=OuterRef("case"), outcome=None, voided=False)
    # "not null" said so that both engines look it up in the index
    return Appeal.objects.filter(Exists(waiting), unit__gt=0)
