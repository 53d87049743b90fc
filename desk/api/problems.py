"""Every refusal as application/problem+json (RFC 9457) with a stable `code`.

Programs read `code`; `title` and `detail` are for people, in their language.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import exceptions

from casework.errors import CaseworkError
from desk.damaged import tell_if_damaged

CONTENT_TYPE = "application/problem+json"
NOT_FOUND = "not_found"
INVALID = "invalid"
# the key of what is wrong with the whole, not with one field
WHOLE = "__all__"
# which code an exception of the framework has, the most special first
CODES: Sequence[tuple[type[Exception], str]] = (
    (exceptions.AuthenticationFailed, "invalid_token"),
    (exceptions.NotAuthenticated, "not_authenticated"),
    (exceptions.NotFound, NOT_FOUND),
    (exceptions.MethodNotAllowed, "method_not_allowed"),
    (exceptions.UnsupportedMediaType, "unsupported_media_type"),
    (exceptions.ParseError, "not_json"),
    (exceptions.Throttled, "throttled"),
    (exceptions.PermissionDenied, "csrf_failed"),
)
# what two people or two sendings collide over; every other refusal is about what
# was asked for, and asking again brings the same answer
STATUS_OF: Mapping[str, HTTPStatus] = {
    "stale": HTTPStatus.PRECONDITION_FAILED,
    "not_permitted_in_phase": HTTPStatus.CONFLICT,
    "in_flight": HTTPStatus.CONFLICT,
    NOT_FOUND: HTTPStatus.NOT_FOUND,
    "not_permitted": HTTPStatus.NOT_FOUND,
}
Errors = Mapping[str, Sequence[str]]


class Problem(Exception):
    """A refusal of the interface itself.

    Attributes:
        errors: What is wrong, by field.
        extra: Further members of the answer.
    """

    def __init__(
        self,
        status: HTTPStatus,
        code: str,
        detail: str,
        *,
        errors: Errors | None = None,
        **extra: object,
    ) -> None:
        self.status, self.code, self.detail = status, code, detail
        self.errors, self.extra = errors, extra
        super().__init__(detail)

    def answer(self) -> JsonResponse:
        """Return the refusal as it is sent."""
        body: dict[str, object] = {
            "type": f"urn:hiroba:problem:{self.code}",
            "title": title_of(self.status),
            "status": self.status.value,
            "code": self.code,
            "detail": self.detail,
        }
        if self.errors is not None:
            body["errors"] = self.errors
        return JsonResponse(
            body | self.extra,
            status=self.status.value,
            content_type=CONTENT_TYPE,
            json_dumps_params={"ensure_ascii": False},
        )


def invalid(errors: Errors) -> Problem:
    """Return the refusal of a request that is not as described."""
    detail = _("The request is not as described. Please mend the fields named here.")
    return Problem(HTTPStatus.BAD_REQUEST, INVALID, detail, errors=errors)


def nothing_here() -> Problem:
    """Return the one answer for what is not there and for what is not for somebody."""
    detail = _("There is nothing at this address.")
    return Problem(HTTPStatus.NOT_FOUND, NOT_FOUND, detail)


def handle(error: Exception, context: Mapping[str, Any]) -> JsonResponse | None:
    """Turn what a view raised into its answer; None lets it be an error of ours."""
    found = problem_of(error)
    if found is None:
        return None
    # who asks is known only once they have signed in
    staff = getattr(context["view"], "staff", None)
    if staff is not None:
        tell_if_damaged(error, by=staff, at=timezone.now())
    answer = found.answer()
    for header, value in (
        ("WWW-Authenticate", getattr(error, "auth_header", None)),
        ("Retry-After", getattr(error, "wait", None)),
    ):
        if value:
            answer[header] = str(value)
    if found.status == HTTPStatus.METHOD_NOT_ALLOWED:
        answer["Allow"] = ", ".join(context["view"].allowed_methods)
    return answer


def problem_of(error: Exception) -> Problem | None:
    """Return a refusal as a problem, None for what is no refusal."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Http404 | PermissionDenied):
        return nothing_here()
    if isinstance(error, CaseworkError):
        return refusal(error)
    for kind, code in CODES:
        if isinstance(error, kind):
            status = HTTPStatus(getattr(error, "status_code"))  # noqa: B009 - untyped
            return Problem(status, code, detail_of(code, error))
    return None


def refusal(error: CaseworkError) -> Problem:
    """Return a refusal of an operation: its code, its sentence, its field."""
    status = STATUS_OF.get(error.code, HTTPStatus.UNPROCESSABLE_ENTITY)
    if status == HTTPStatus.NOT_FOUND:
        return nothing_here()
    field = str(getattr(error, "field", "") or WHOLE)
    changes = [
        {"act": change.act, "by": change.actor_label, "at": change.at.isoformat()}
        for change in getattr(error, "changes", ())
    ]
    extra = {"changes": changes} if changes else {}
    sentence = str(error)
    return Problem(status, error.code, sentence, errors={field: [sentence]}, **extra)


def title_of(status: HTTPStatus) -> str:
    """Return the class of a refusal in words."""
    titles = {
        HTTPStatus.BAD_REQUEST: _("The request cannot be read"),
        HTTPStatus.UNAUTHORIZED: _("Not signed in"),
        HTTPStatus.FORBIDDEN: _("Not allowed"),
        HTTPStatus.NOT_FOUND: _("Not found"),
        HTTPStatus.METHOD_NOT_ALLOWED: _("Not by this method"),
        HTTPStatus.CONFLICT: _("Not at this point"),
        HTTPStatus.PRECONDITION_FAILED: _("Changed by somebody else"),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("Too large"),
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE: _("Not JSON"),
        HTTPStatus.UNPROCESSABLE_ENTITY: _("Refused"),
        HTTPStatus.PRECONDITION_REQUIRED: _("The version is missing"),
        HTTPStatus.TOO_MANY_REQUESTS: _("Too many attempts"),
    }
    return titles[status]


def detail_of(code: str, error: Exception) -> str:
    """Return what happened and what to do, for a refusal of the framework."""
    sentences = {
        "not_authenticated": _(
            "Please send a token: Authorization: Bearer …. Make one on the page "
            "“Access tokens”, or sign in."
        ),
        "invalid_token": _(
            "This token is not valid: it is unknown, expired or revoked, or the "
            "account is disabled. Please make a new one."
        ),
        "not_found": _("There is nothing at this address."),
        "method_not_allowed": _("This address does not take this method."),
        "unsupported_media_type": _(
            "Please send JSON: Content-Type: application/json."
        ),
        "throttled": _("Too many unknown tokens came from here. Please wait a minute."),
        "csrf_failed": _(
            "A browser session must send the token of the page in X-CSRFToken."
        ),
    }
    return sentences.get(code) or str(getattr(error, "detail", error))
