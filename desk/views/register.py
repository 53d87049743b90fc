"""The register of a year, on the screen and on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desk.permissions import can_see_register
from desk.register_forms import RegisterForm
from desk.register_page import register_page, years_on_offer
from desk.today import today
from desk.views.asking import permitted


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """List every number of a series and year in its order; voids are struck."""
    on = today()
    staff = permitted(request, can_see_register, on=on)
    form = RegisterForm(request.GET, years=years_on_offer(on=on))
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        chosen = form.chosen()
        number = None if chosen["all"] else request.GET.get("page", "1")
        context["chosen"] = chosen
        context["register"] = register_page(
            series=chosen["series"],
            fiscal_year=chosen["fiscal_year"],
            number=number,
            staff=staff,
            on=on,
        )
    return render(request, "desk/register.html", context)
