"""Pages of public-records requests. Parse, authorise, do one act, answer."""

from datetime import date, datetime
from secrets import token_urlsafe

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from casework.errors import CaseworkError
from casework.intake import PartyFacts
from casework.models import Case, Kind, Origin, PartyRole, Unit, WantedMethod
from casework.operations.disclose_at_once import disclose_at_once
from casework.operations.once import once
from casework.parties import asking_parties
from casework.permissions import may
from casework.postcodes import address_of
from casework.queries import explain_clock
from disclosure.forms import (
    CORPORATION,
    FIRST_ROWS,
    AtOnceForm,
    RequestForm,
    as_typed,
    copied_values,
    first_values,
    more_rows,
    n_rows_of,
    with_address,
)
from disclosure.models import Guidance
from disclosure.operations.receive import (
    CannotReceive,
    ItemFacts,
    RequestFacts,
    receive,
)
from disclosure.permissions import can_receive, organs_to_receive_for
from disclosure.queries import (
    divisions_in_force,
    earlier_case,
    possible_duplicates,
)
from offices.models import Staff

PARTY_FIELDS = (
    "name",
    "kana",
    "contact_person",
    "postal_code",
    "address",
    "phone",
    "fax",
    "email",
)
LONGEST_KEY = 15


@require_http_methods(["GET", "HEAD", "POST"])
def request_new(request: HttpRequest) -> HttpResponse:
    """Log a request that came in on paper."""
    today = localdate()
    staff = _officer(request, on=today)
    form = _form(request, staff, today)
    if form.is_bound and form.is_valid():
        case = _receive(form, staff, today)
        if case is not None:
            return redirect("disclosure:request-received", pk=case.pk)
    return render(request, "disclosure/request_new.html", {"form": form})


@require_POST
def address(request: HttpRequest) -> JsonResponse:
    """Return the address of a postal code, for the page that asks while typing."""
    _officer(request, on=localdate())
    return JsonResponse({"address": address_of(request.POST.get("postal_code", ""))})


@require_safe
def request_received(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the number, the slip to print and what may be the same request."""
    today = localdate()
    staff = _officer(request, on=today)
    cases = Case.objects.visible_to(staff, on=today).select_related("organ")
    case = get_object_or_404(cases, pk=pk, kind=Kind.PUBLIC_RECORDS)
    visible = case.units.visible_to(staff, on=today)
    units = list(visible.select_related("division", "case").order_by("branch"))
    ledger = explain_clock(units[0])
    parties = list(asking_parties(case.pk))
    labels = dict(WantedMethod.choices)
    return render(
        request,
        "disclosure/request_received.html",
        {
            "case": case,
            "units": units,
            "is_verified": ledger is not None and ledger.rule.verified,
            "parties": parties,
            "is_reachable": any(p.phone or p.email or p.fax for p in parties),
            "may_disclose": case.received_on == today,
            "methods": [labels.get(code, code) for code in case.wanted_methods],
            "duplicates": possible_duplicates(case, staff=staff, on=today),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def at_once(request: HttpRequest, pk: int) -> HttpResponse:
    """Disclose everything on the day of the request, in one act (即日全部公開)."""
    today = localdate()
    staff = _officer(request, on=today)
    units = Unit.objects.visible_to(staff, on=today).select_related("case")
    unit = get_object_or_404(units, pk=pk, kind=Kind.PUBLIC_RECORDS)
    if not may(staff, "decide", unit, on=today):
        raise Http404
    first = {
        "token": token_urlsafe(24),
        "version": unit.version,
        "titles": unit.subject_text,
    }
    form = AtOnceForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid() and _disclosed(form, unit, staff, today):
        said = _("%(number)s was disclosed in full today.")
        messages.success(request, said % {"number": unit.number_text})
        return redirect("desk:unit", pk=unit.pk)
    return render(request, "disclosure/at_once.html", {"form": form, "unit": unit})


def _disclosed(form: AtOnceForm, unit: Unit, staff: Staff, today: date) -> bool:
    """Do it once; a refusal goes back into the form."""
    at = now()
    try:
        once(
            key=form.cleaned_data["token"],
            by=staff,
            act="disclose_at_once",
            payload=form.payload(),
            at=at,
            do=lambda: _decision(form, unit, staff, today, at),
        )
    except CaseworkError as error:
        field = getattr(error, "field", "")
        form.add_error(field if field in form.fields else None, str(error))
        return False
    return True


def _decision(
    form: AtOnceForm, unit: Unit, staff: Staff, today: date, at: datetime
) -> dict[str, object]:
    decision = disclose_at_once(
        unit=unit,
        facts=form.at_once(),
        version=form.cleaned_data["version"],
        by=staff,
        on=today,
        at=at,
    )
    return {"decision": decision.pk}


def _guidance(request: HttpRequest) -> Guidance | None:
    """Return the entry of the guidance log a request is to be made of."""
    key = request.GET.get("guidance", "")
    is_key = key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY
    return _open_guidance(int(key)) if is_key else None


def _open_guidance(pk: int | None) -> Guidance | None:
    """Return an entry that has not become a case yet."""
    return Guidance.objects.filter(pk=pk, case=None).first() if pk else None


def _copied(request: HttpRequest, staff: Staff, today: date) -> dict[str, object]:
    """Return what an earlier case gives to the form; nothing where none is named."""
    case = earlier_case(request.GET.get("from", ""), staff=staff, on=today)
    if case is None:
        return {}
    units = case.units.visible_to(staff, on=today).select_related("division", "case")
    return copied_values(
        case,
        party=case.parties.filter(role=PartyRole.REQUESTER).order_by("pk").first(),
        units=list(units.order_by("branch")) if "whole" in request.GET else [],
    )


def _officer(request: HttpRequest, *, on: date) -> Staff:
    if not isinstance(request.user, Staff) or not can_receive(request.user, on=on):
        raise Http404
    return request.user


def _form(request: HttpRequest, staff: Staff, today: date) -> RequestForm:
    """Return the form as it is to be shown or checked."""
    organs = list(organs_to_receive_for(staff, on=today))
    divisions = list(divisions_in_force(organs, on=today))
    sent = request.POST
    if request.method != "POST":
        values = first_values(token_urlsafe(24), today, _guidance(request))
        values |= _copied(request, staff, today)
        return RequestForm(
            initial=values,
            organs=organs,
            divisions=divisions,
            n_rows=max(FIRST_ROWS, n_rows_of(values)),
        )
    n_rows = n_rows_of(sent)
    if "lookup" in sent:
        return RequestForm(
            initial=with_address(as_typed(sent)),
            organs=organs,
            divisions=divisions,
            n_rows=n_rows,
            focus="address",
        )
    if "more" in sent:
        # shown again as typed, unchecked: nobody has said yet that it is complete
        return RequestForm(
            initial=as_typed(sent),
            organs=organs,
            divisions=divisions,
            n_rows=more_rows(n_rows),
            focus=f"subject_{min(n_rows + 1, more_rows(n_rows))}",
        )
    return RequestForm(sent, organs=organs, divisions=divisions, n_rows=n_rows)


def request_facts(form: RequestForm, *, origin: Origin = Origin.DESK) -> RequestFacts:
    """Return what a checked form says, for the operation."""
    values = form.cleaned_data
    return RequestFacts(
        municipality=settings.HIROBA_MUNICIPALITY,
        organ=form.organ_chosen(),
        received_on=values["received_on"],
        channel=values["channel"],
        requester=PartyFacts(
            role=PartyRole.REQUESTER,
            is_corporation=values["requester_type"] == CORPORATION,
            **{name: values[name] for name in PARTY_FIELDS},
        ),
        requested_on=values["requested_on"],
        wanted_methods=tuple(values["wanted_methods"]),
        purpose=values["purpose"],
        requester_category=values["requester_category"],
        items=tuple(
            ItemFacts(subject=subject, division=division)
            for _row, subject, division in form.items()
        ),
        token=values["token"],
        guidance=_open_guidance(values["guidance"]),
        origin=origin,
    )


def _receive(form: RequestForm, staff: Staff, today: date) -> Case | None:
    """Log the request; a refusal goes back into the form."""
    items = form.items()
    facts = request_facts(form)
    try:
        return receive(request=facts, by=staff, on=today, at=now())
    except CannotReceive as error:
        form.add_error(_field_of(error, [row for row, *_rest in items]), str(error))
    return None


def _field_of(error: CannotReceive, rows: list[int]) -> str:
    """Return the field a refusal speaks of; items are counted without empty rows."""
    if error.field in {"subject", "division"}:
        return f"{error.field}_{rows[error.item] if rows else 1}"
    return error.field
