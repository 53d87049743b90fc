"""Pages of staff administration. Parse, authorise, do one act, answer."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from casework.errors import CaseworkError
from casework.hand_over_plan import hand_over_plan, open_units_of
from casework.operations.hand_over import hand_over
from desk.staff.acts import STAFF_ACTS
from desk.staff.choices import divisions_on, organs_on
from desk.staff.division import DivisionForm
from desk.staff.hand_over import HandOverForm
from desk.staff.listing import StaffFilter, staff_found, staff_rows
from desk.staff.new import AccountForm
from desk.staff.page import staff_page
from desk.today import today
from desk.views.asking import permitted
from offices.errors import OfficeError
from offices.models import Division, RightsChange, Staff
from offices.operations.confirm_rights_change import confirm_rights_change
from offices.operations.create_staff import CannotCreateStaff
from offices.operations.open_account import open_account
from offices.operations.set_division_kana import set_division_kana
from offices.operations.set_division_symbol import set_division_symbol
from offices.operations.set_division_telephone import set_division_telephone
from offices.permissions import can_administer

SAID = ("kana", "symbol", "telephone")


@require_safe
def staff_list(request: HttpRequest) -> HttpResponse:
    """List the accounts."""
    on = today()
    permitted(request, can_administer, on=on)
    form = StaffFilter(request.GET, on=on)
    found = staff_found(form, on=on)
    page, rows = staff_rows(found, request.GET.get("page"), on=on, at=timezone.now())
    context = {"form": form, "page": page, "rows": rows}
    return render(request, "desk/staff_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def staff_new(request: HttpRequest) -> HttpResponse:
    """Open an account; the answer alone shows its one-time code."""
    on = today()
    by = permitted(request, can_administer, on=on)
    sent = request.POST if request.method == "POST" else None
    form = AccountForm(sent, staff=by, on=on)
    if form.is_bound and form.is_valid():
        try:
            staff, code = open_account(
                account=form.account(),
                reason=form.cleaned_data["reason"],
                by=by,
                on=on,
                at=timezone.now(),
            )
        except CannotCreateStaff as error:
            form.add_error("login", str(error))
        except OfficeError as error:
            form.refuse(error)
        else:
            return _code_page(request, staff, code)
    return render(request, "desk/staff_new.html", {"form": form})


@require_safe
def staff(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an account with its roles, absences and acts."""
    on = today()
    by = permitted(request, can_administer, on=on)
    person = get_object_or_404(Staff, pk=pk)
    page = staff_page(person, by=by, on=on, at=timezone.now())
    return render(request, "desk/staff.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def staff_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Ask for what an act needs, and do it."""
    on = today()
    by = permitted(request, can_administer, on=on)
    person = get_object_or_404(Staff, pk=pk)
    rule = STAFF_ACTS.get(act)
    if rule is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = rule.form(sent, staff=person, on=on)
    # a form without fields is sent by its button alone
    if request.method == "POST" and form.is_valid():
        try:
            answer = rule.perform(form, by, on, timezone.now())
        except OfficeError as error:
            form.refuse(error)
        else:
            if rule.gives_code:
                return _code_page(request, person, str(answer))
            messages.success(request, str(rule.done) % {"name": person.name})
            return redirect("desk:staff", pk=person.pk)
    context = {"form": form, "act": rule, "person": person}
    return render(request, "desk/staff_act.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def staff_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would go to whom, then hand it over."""
    on = today()
    by = permitted(request, can_administer, on=on)
    giver = get_object_or_404(Staff, pk=pk)
    sent = request.POST if request.method == "POST" else None
    form = HandOverForm(sent, staff=giver, on=on)
    plan = None
    if form.is_bound and form.is_valid():
        if "sure" in request.POST:
            answer = _hand_over(request, form, by)
            if answer is not None:
                return answer
        else:
            plan = hand_over_plan(giver, form.receiver_chosen(), on=on)
    context = {
        "form": form,
        "person": giver,
        "n_units": open_units_of(giver).count(),
        "plan": plan,
        "n_going": sum(line.can_go for line in plan or []),
    }
    return render(request, "desk/staff_hand_over.html", context)


@require_POST
def rights_change_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a second administrator has seen a change of rights."""
    on = today()
    by = permitted(request, can_administer, on=on)
    change = get_object_or_404(RightsChange, pk=pk)
    try:
        confirm_rights_change(change=change, by=by, on=on, at=timezone.now())
    except OfficeError as error:
        messages.error(request, str(error))
    return redirect("desk:home")


@require_safe
def organisation(request: HttpRequest) -> HttpResponse:
    """Show organs and divisions as they stand today."""
    on = today()
    permitted(request, can_administer, on=on)
    context = {
        "on": on,
        "organs": organs_on(on).values(),
        "divisions": list(divisions_on(on).values()),
    }
    return render(request, "desk/organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def division(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how the name of a division is read, and what its letters say of it."""
    on = today()
    by = permitted(request, can_administer, on=on)
    found = get_object_or_404(Division, pk=pk)
    sent = request.POST if request.method == "POST" else None
    form = DivisionForm(sent, initial={name: getattr(found, name) for name in SAID})
    if form.is_bound and form.is_valid() and _kept(form, found, by, on):
        said = _("What you wrote about %(name)s was kept.") % {"name": found.name}
        messages.success(request, said)
        return redirect("desk:organisation")
    return render(request, "desk/division.html", {"form": form, "division": found})


def _kept(form: DivisionForm, found: Division, by: Staff, on: date) -> bool:
    """Write what changed, all or nothing; a refusal goes back into the form."""
    said, at = form.cleaned_data, timezone.now()
    try:
        with transaction.atomic():
            who: dict[str, Any] = {"division": found, "by": by, "on": on, "at": at}
            if said["kana"] != found.kana:
                set_division_kana(kana=said["kana"], **who)
            if said["symbol"] != found.symbol:
                set_division_symbol(symbol=said["symbol"], **who)
            if said["telephone"] != found.telephone:
                set_division_telephone(telephone=said["telephone"], **who)
    except OfficeError as error:
        form.add_error(error.field or None, str(error))
        return False
    return True


def _hand_over(
    request: HttpRequest, form: HandOverForm, by: Staff
) -> HttpResponse | None:
    """Do it and go on; a refusal goes back into the form."""
    try:
        lines = hand_over(
            giver=form.staff,
            receiver=form.receiver_chosen(),
            reason=form.cleaned_data["reason"],
            by=by,
            on=form.on,
            at=timezone.now(),
        )
    except (CaseworkError, OfficeError) as error:
        form.refuse(error)
        return None
    went = sum(line.can_go for line in lines)
    said = _("%(went)s units were handed over; %(stayed)s stay where they are.")
    messages.success(request, said % {"went": went, "stayed": len(lines) - went})
    return redirect("desk:staff", pk=form.staff.pk)


def _code_page(request: HttpRequest, person: Staff, code: str) -> HttpResponse:
    """Show a one-time code; it stands in no session and no address."""
    fresh = Staff.objects.get(pk=person.pk)
    return render(request, "desk/staff_code.html", {"person": fresh, "code": code})
