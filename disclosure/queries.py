"""Questions the pages of this slice ask."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from casework.folding import fold
from casework.models import Case, Kind, Party, PartyRole, Unit
from disclosure.models import Guidance, GuidanceKind
from offices.models import Division, Organ, Staff
from ordinances.fiscal_years import fiscal_year_days

MOST_DUPLICATES = 20
LONGEST_KEY = 18


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


def divisions_called(
    typed: str, divisions: Iterable[Division], *, organ_pk: str | None
) -> list[Division]:
    """Return the divisions a part of a name, or of its kana, may mean.

    Args:
        typed: As typed; width, kana and variants of a character do not matter.
        divisions: Those to choose from.
        organ_pk: The organ of the request; its divisions come before all others.

    Returns:
        One when the name is the whole name of one, or only one has the part in
        it; several when it is not clear; none when nobody has it.
    """
    wanted = fold(typed)
    parts = [d for d in divisions if wanted in fold(d.name) or wanted in fold(d.kana)]
    own = [division for division in parts if str(division.organ_id) == organ_pk]
    parts = own or parts
    whole = [division for division in parts if fold(division.name) == wanted]
    return whole if len(whole) == 1 else parts


def earlier_case(pk: str, *, staff: Staff, on: date) -> Case | None:
    """Return a public-records case to copy from, None when there is none to see."""
    if not (pk.isascii() and pk.isdigit() and len(pk) <= LONGEST_KEY):
        return None
    cases = Case.objects.visible_to(staff, on=on).filter(kind=Kind.PUBLIC_RECORDS)
    return cases.filter(pk=int(pk)).first()


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


def guidance_of(fiscal_year: int) -> QuerySet[Guidance]:
    """Return the log of guidance of a fiscal year, the latest first."""
    entries = Guidance.objects.filter(on__range=fiscal_year_days(fiscal_year))
    return entries.select_related("division", "staff", "case").order_by("-on", "-pk")


def guidance_totals(fiscal_year: int) -> list[tuple[str, int, int]]:
    """Return each kind in words, how often it was, and how often a case came of it.

    Kinds that did not occur are there with zero.
    """
    counted = {
        kind: (n, n_cases)
        for kind, n, n_cases in guidance_of(fiscal_year)
        .order_by()
        .values_list("kind")
        .annotate(n=Count("pk"), n_cases=Count("case"))
    }
    return [
        (str(label), *counted.get(kind, (0, 0))) for kind, label in GuidanceKind.choices
    ]
