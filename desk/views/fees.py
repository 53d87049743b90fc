"""What is printed of disclosure and fees: the record of it, and receipts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.models import Kind, Party, PartyRole
from casework.permissions import may
from desk.today import today
from desk.unit_page import UnitPage
from desk.views.asking import staff_of
from desk.views.units import gather
from ordinances.loading import municipality
from ordinances.loading import pack as load_pack


@require_safe
def disclosure_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the record of the disclosure (公開実施記録): one page of paper."""
    page = _request(request, pk)
    context = {"page": page, "fees": page.fees, "today": today()}
    return render(request, "desk/disclosure_sheet.html", context)


@require_safe
def receipts(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the receipts of a unit (領収書), each on a page of its own."""
    page = _request(request, pk)
    if not may(staff_of(request), "record_payment", page.unit, on=today()):
        raise Http404
    wanted = request.GET.get("payment", "")
    payments = [
        row
        for row in page.fees.payments
        if row.kind == "received"
        and row.pk not in page.fees.struck
        and (not wanted or str(row.pk) == wanted)
    ]
    context = {
        "page": page,
        "payments": payments,
        "payer": _payer(page),
        "city": municipality(load_pack(page.unit.regime).municipality),
    }
    return render(request, "desk/receipts.html", context)


def _request(request: HttpRequest, pk: int) -> UnitPage:
    """Gather a request; an appeal has no copies."""
    page = gather(request, pk)
    if page.unit.kind == Kind.APPEAL:
        raise Http404
    return page


def _payer(page: UnitPage) -> Party | None:
    """Return who pays; None where the name is not for whoever prints."""
    asking = (p for p in page.parties or () if p.role == PartyRole.REQUESTER)
    return next(asking, None)
