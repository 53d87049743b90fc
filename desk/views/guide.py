"""Help and the accessibility statement."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Say what the words mean and how the pages are used."""
    return render(request, "desk/help.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what is aimed at, how it is tested and what is not."""
    return render(request, "desk/accessibility.html")
