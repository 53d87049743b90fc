"""Questions the pages of this slice ask."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from casework.models import Case, Kind, Party, PartyRole, Unit
from offices.models import Division, Organ, Staff

MOST_DUPLICATES = 20


def divisions_in_force(organs: list[Organ], *, on: date) -> QuerySet[Division]:
    """Return the divisions of some organs as organised on a day.

    Args:
        organs: Whose divisions.
        on: The day; `valid_until` is exclusive.
    """
    return (
        Division.objects.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gt=on),
            organ__in=organs,
            valid_from__lte=on,
        )
        .select_related("organ")
        .order_by("organ", "code", "pk")
    )


def possible_duplicates(case: Case, *, staff: Staff, on: date) -> list[Case]:
    """Return cases that may be the same request come in once more.

    Open public-records cases of a requester of the same name, however written,
    and cases of this or the last fiscal year about the very same subject.

    Args:
        case: The request just received.
        staff: Who looks; cases not for this person are left out.
        on: The day whose grants hold.

    Returns:
        The latest first, at most 20.
    """
    others = (
        Case.objects.visible_to(staff, on=on)
        .filter(kind=Kind.PUBLIC_RECORDS, voided_on__isnull=True)
        .exclude(pk=case.pk)
    )
    subjects = _folded_subjects(case)
    same_subject = Unit.objects.filter(
        Q(folded_subject__in=subjects) | Q(case__folded_subject__in=subjects),
        kind=Kind.PUBLIC_RECORDS,
        fiscal_year__in=(case.fiscal_year, case.fiscal_year - 1),
    )
    is_alike = Q(pk__in=_open_cases_of_same_name(case)) | Q(
        pk__in=same_subject.values("case")
    )
    return list(
        others.filter(is_alike).order_by("-received_on", "-pk")[:MOST_DUPLICATES]
    )


def _folded_subjects(case: Case) -> set[str]:
    units = case.units.values_list("folded_subject", flat=True)
    return {case.folded_subject, *units} - {""}


def _open_cases_of_same_name(case: Case) -> QuerySet[Unit, Any]:
    """Return the open cases with a requester of the same name, however written."""
    requesters = Party.objects.filter(role=PartyRole.REQUESTER).exclude(folded_name="")
    names = requesters.filter(case=case).values("folded_name")
    return Unit.objects.filter(
        kind=Kind.PUBLIC_RECORDS,
        outcome__isnull=True,
        voided=False,
        case__in=requesters.filter(folded_name__in=names).values("case"),
    ).values("case")
