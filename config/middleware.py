"""What every answer of the staff site carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

Handler = Callable[[HttpRequest], HttpResponse]


def private_pages(get_response: Handler) -> Handler:
    """Keep pages of signed-in people out of every store.

    At a shared counter "back" after signing out must not show a case.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # a host that is refused never gets as far as having a user
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            add_never_cache_headers(response)
        return response

    return handle
