"""Who asks: a token of a person, or the browser session with its form token."""

from typing import Any

from django.core.cache import cache
from django.utils import timezone
from rest_framework import authentication, exceptions
from rest_framework.permissions import BasePermission

from desk.today import today
from offices.models import AccessToken, Staff
from offices.operations.create_access_token import digest_of

SCHEME = "Bearer"
# unknown tokens from one address within a minute; a valid token always opens
MOST_GUESSES = 30
WINDOW_SECONDS = 60


class TokenAuthentication(authentication.BaseAuthentication):  # type: ignore[misc]  # no types
    """`Authorization: Bearer …`. Account, expiry and revocation are read each time."""

    def authenticate(self, request: Any) -> tuple[Staff, AccessToken] | None:
        """Return whose token it is; None when the request brings none."""
        scheme, _space, secret = request.META.get("HTTP_AUTHORIZATION", "").partition(
            " "
        )
        if scheme.lower() != SCHEME.lower():
            return None
        found = (
            AccessToken.objects.select_related("staff")
            .filter(digest=digest_of(secret.strip()))
            .first()
        )
        if found and found.is_valid_on(today()) and found.staff.is_active:
            return found.staff, found
        if found is None:
            self._count_guess(request)
        raise exceptions.AuthenticationFailed

    def authenticate_header(self, request: Any) -> str:
        """Return how to sign in, for the header of a 401."""
        return f'{SCHEME} realm="hiroba"'

    def _count_guess(self, request: Any) -> None:
        """Stop answering an address that keeps guessing.

        Raises:
            Throttled: Too many unknown tokens came from there.
        """
        window = int(timezone.now().timestamp()) // WINDOW_SECONDS
        key = f"api-token-guesses:{request.META.get('REMOTE_ADDR', '')}:{window}"
        cache.add(key, 0, timeout=2 * WINDOW_SECONDS)
        if cache.incr(key) > MOST_GUESSES:
            raise exceptions.Throttled(wait=WINDOW_SECONDS)


class SessionAuthentication(authentication.SessionAuthentication):  # type: ignore[misc]  # no types
    """The session of the pages; what writes needs the token of a page as well."""


class KnownPerson(BasePermission):  # type: ignore[misc]  # no types
    """Only people the office knows; what each may is asked on the thing itself."""

    def has_permission(self, request: Any, view: Any) -> bool:
        """Tell whether somebody is signed in."""
        return isinstance(request.user, Staff)
