"""Questions the pages of this slice ask."""

import unicodedata
from datetime import date

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
    subjects = {case.subject, *case.units.values_list("subject", flat=True)} - {""}
    same_subject = Unit.objects.filter(
        Q(subject__in=subjects) | Q(case__subject__in=subjects),
        kind=Kind.PUBLIC_RECORDS,
        fiscal_year__in=(case.fiscal_year, case.fiscal_year - 1),
    )
    is_alike = Q(pk__in=_open_cases_of_same_name(case)) | Q(
        pk__in=same_subject.values("case")
    )
    return list(
        others.filter(is_alike).order_by("-received_on", "-pk")[:MOST_DUPLICATES]
    )


def _open_cases_of_same_name(case: Case) -> list[int]:
    """Compare folded names in Python: open cases are few, stored names as typed."""
    requesters = Party.objects.filter(role=PartyRole.REQUESTER)
    wanted = {
        folded(name)
        for name in requesters.filter(case=case).values_list("name", flat=True)
    }
    open_cases = Unit.objects.filter(
        kind=Kind.PUBLIC_RECORDS, outcome__isnull=True, voided=False
    ).values("case")
    return [
        pk
        for pk, name in requesters.filter(case__in=open_cases).values_list(
            "case", "name"
        )
        if folded(name) in wanted
    ]


def folded(name: str) -> str:
    """Return a name without what only the writing differs in: width, spaces, case.

    Example:
        >>> folded("練馬　Taro") == folded("練馬ＴＡＲＯ")
        True
    """
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
