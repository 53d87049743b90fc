"""Whoever signed in with a one-time code chooses a password, and nothing else."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from offices.models import Staff

OPEN_ALL_THE_SAME = frozenset({"desk:account", "desk:sign-out", "set_language"})


class OneTimeCode:
    """Middleware: every other page leads to the password."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Lead to the account page while the password is a one-time code."""
        match: Any = request.resolver_match
        staff = request.user
        if not isinstance(staff, Staff) or staff.code_until is None:
            return None
        if match is not None and match.view_name in OPEN_ALL_THE_SAME:
            return None
        return redirect("desk:account")
