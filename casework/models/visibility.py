"""Which rows a person may see, as conditions for querysets. Deny by default.

The rule stands here once; lists, searches, exports, tables and details all
filter with it, so they cannot disagree.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from offices.models import Grant, Role

if TYPE_CHECKING:
    from offices.models import Staff

NOTHING = Q(pk__in=[])
REQUESTS = ("public_records", "self_info")
# tables and their lists show rows without subject, party or free text
WHOLE_LEDGER = frozenset({Role.STATISTICS_MANAGER, Role.AUDITOR})
BOARD = frozenset({Role.BOARD_MEMBER, Role.BOARD_SECRETARIAT})
IN_DIVISION = frozenset({Role.DIVISION_STAFF, Role.APPROVER})


def unit_scope(staff: "Staff", *, on: date) -> Q:
    """Return the condition on units this person may see on a day.

    A bar (除斥) outweighs every grant. What came with an import that was taken
    back is nobody's: its numbers are free again.
    """
    scope = scope_of_grants(staff.grants_on(on))
    return scope & Q(taken_back=False) & ~_barred(staff, "case")


def scope_of_grants(grants: Iterable[Grant]) -> Q:
    """Return the condition on units that some grants reach; bars stand apart."""
    scope = NOTHING
    for grant in grants:
        scope |= _units_of(grant)
    return scope


def case_scope(staff: "Staff", *, on: date) -> Q:
    """Return the condition on cases: at least one visible unit."""
    unit = apps.get_model("casework", "Unit")
    units = unit.objects.filter(unit_scope(staff, on=on), case=OuterRef("pk"))
    return Q(Exists(units))


def _units_of(grant: Grant) -> Q:
    if grant.role == Role.RECORDS_OFFICER:
        return Q(organ=grant.organ_id) if grant.organ_id else Q(pk__isnull=False)
    if grant.role in IN_DIVISION:
        return _in_division(grant)
    if grant.role in BOARD:
        return Q(kind="appeal")
    if grant.role in WHOLE_LEDGER:
        return Q(pk__isnull=False)
    return NOTHING


def _in_division(grant: Grant) -> Q:
    if grant.division_id:
        return Q(kind__in=REQUESTS, division=grant.division_id)
    if grant.organ_id:
        return Q(kind__in=REQUESTS, organ=grant.organ_id)
    return NOTHING


def _barred(staff: "Staff", case_field: str) -> Q:
    bar = apps.get_model("casework", "Bar")
    return Q(Exists(bar.objects.filter(staff=staff.pk, case=OuterRef(case_field))))
