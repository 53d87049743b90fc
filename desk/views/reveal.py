"""The masked requester, shown once for a reason that is kept."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from casework.errors import CaseworkError
from casework.models import Unit
from casework.operations.reveal_requester import reveal_requester
from casework.permissions import can_reveal_requester, can_see_cases
from desk.reveal_form import RevealForm
from desk.today import today
from desk.views.asking import permitted


@require_http_methods(["GET", "HEAD", "POST"])
def requester(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason; with one, show who asks on this page and no other."""
    on = today()
    staff = permitted(request, can_see_cases, on=on)
    units = Unit.objects.visible_to(staff, on=on).select_related("case")
    unit = get_object_or_404(units, pk=pk)
    if not can_reveal_requester(staff, unit, on=on):
        raise Http404
    form = RevealForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"unit": unit, "form": form}
    if form.is_bound and form.is_valid():
        try:
            context["parties"] = reveal_requester(
                unit=unit,
                reason=form.cleaned_data["reason"],
                by=staff,
                on=on,
                at=timezone.now(),
            )
        except CaseworkError as error:
            form.add_error("reason", str(error))
    return render(request, "desk/requester.html", context)
