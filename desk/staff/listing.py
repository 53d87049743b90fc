"""The list of accounts: who may do what, who is away, whose sign-in is locked."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.staff import choices
from offices.models import Absence, Grant, Role, Staff
from offices.queries import locked_until

ROWS_PER_PAGE = 100
OPEN, DISABLED, AWAY = "open", "disabled", "away"
STATES = [
    ("", gettext_lazy("Open and disabled accounts")),
    (OPEN, gettext_lazy("Open accounts")),
    (DISABLED, gettext_lazy("Disabled accounts")),
    (AWAY, gettext_lazy("Away today")),
]


class StaffFilter(forms.Form):
    """Which accounts to show."""

    q = forms.CharField(
        label=gettext_lazy("Name or login, or a part of it"),
        required=False,
        max_length=100,
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), required=False)
    division = forms.ChoiceField(label=gettext_lazy("Division"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=STATES
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        divisions = choices.divisions_on(on).values()
        self._offer("role", [("", _("Every role")), *Role.choices])
        self._offer(
            "division", choices.division_choices(divisions, _("Every division"))
        )

    def _offer(self, name: str, offered: choices.Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - a slip of ours, nobody's input
        field.choices = offered


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One account in the list.

    Attributes:
        roles: What is held today, with its place.
        is_away: Today.
        is_locked: The sign-in, now.
    """

    staff: Staff
    roles: list[str]
    is_away: bool
    is_locked: bool


def staff_found(form: StaffFilter, *, on: date) -> QuerySet[Staff]:
    """Return the accounts a filter names, by name; all of them when it is wrong."""
    found = Staff.objects.order_by("name", "pk")
    if not form.is_valid():
        return found
    values = form.cleaned_data
    if values["q"]:
        found = found.filter(
            Q(name__icontains=values["q"]) | Q(login__icontains=values["q"])
        )
    found = _with_grant(found, values["role"], values["division"], on)
    if values["state"] == AWAY:
        return found.filter(Exists(_away(on).filter(staff=OuterRef("pk"))))
    if values["state"]:
        found = found.filter(is_active=values["state"] == OPEN)
    return found


def staff_rows(
    found: QuerySet[Staff], number: str | None, *, on: date, at: datetime
) -> tuple[Page[Any], list[StaffRow]]:
    """Return a page of accounts and its rows, in a fixed number of statements."""
    held = Grant.objects.filter(choices.in_force(on)).select_related(
        "division", "organ"
    )
    people = found.prefetch_related(Prefetch("grants", held, to_attr="held_today"))
    page = Paginator(people, ROWS_PER_PAGE).get_page(number)
    listed = list(page.object_list)
    away = set(_away(on).filter(staff__in=listed).values_list("staff", flat=True))
    locked = locked_until([staff.login for staff in listed], at=at)
    return page, [
        StaffRow(
            staff=staff,
            roles=[_words(grant) for grant in getattr(staff, "held_today", [])],
            is_away=staff.pk in away,
            is_locked=staff.login in locked,
        )
        for staff in listed
    ]


def _with_grant(
    found: QuerySet[Staff], role: str, division: str, on: date
) -> QuerySet[Staff]:
    if not role and not division:
        return found
    held = Grant.objects.filter(choices.in_force(on), staff=OuterRef("pk"))
    if role:
        held = held.filter(role=role)
    if division:
        held = held.filter(division_id=int(division))
    return found.filter(Exists(held))


def _away(on: date) -> QuerySet[Absence]:
    return Absence.objects.filter(
        Q(absent_until=None) | Q(absent_until__gt=on), absent_from__lte=on
    )


def _words(grant: Grant) -> str:
    parts = [grant.get_role_display(), choices.place_of(grant)]
    if grant.rank:
        parts.append(grant.get_rank_display())
    return " ".join(part for part in parts if part)
