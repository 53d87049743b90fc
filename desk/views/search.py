"""The page that searches."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from desk.kept_searches import keep, kept
from desk.permissions import can_see_cases
from desk.search_forms import SearchForm
from desk.search_page import search_page
from desk.today import today
from desk.views.asking import office_calendar, permitted

# of the number of a page
LONGEST = 7


@sensitive_post_parameters("q")
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Find units by what somebody says of them; the address never holds it."""
    on = today()
    staff = permitted(request, can_see_cases, on=on)
    if request.method == "POST":
        form = SearchForm(request.POST)
        if form.is_valid():
            key = keep(request.session, form.cleaned_data["q"])
            return redirect(f"{reverse('desk:search')}?s={key}")
        return render(request, "desk/search.html", {"form": form})
    asked_before = "s" in request.GET
    text = kept(request.session, request.GET.get("s", "")) if asked_before else None
    context: dict[str, object] = {
        "form": SearchForm(initial={"q": text or ""}),
        "is_gone": asked_before and text is None,
    }
    if text is not None:
        context["text"] = text
        context["found"] = search_page(
            text,
            number=_page_number(request),
            staff=staff,
            on=on,
            calendar=office_calendar(),
        )
    return render(request, "desk/search.html", context)


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST else 1
