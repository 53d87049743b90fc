"""The page about the programming interface."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desk.api.reference import chapters


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """Say how programs ask, and what there is to ask."""
    return render(request, "desk/api.html", {"chapters": chapters()})
