"""Versions of what two people may edit: ETag, If-None-Match, If-Match.

An ETag is the version and, behind a point, a digest of the answer: two answers
differ when the person's rights differ. `If-Match` takes the whole tag or the
version alone; the version decides.
"""

import hashlib
import re
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework.response import Response

from desk.api.bodies import to_bytes
from desk.api.problems import Problem, invalid

VERSION = re.compile(r'^"(\d{1,9})(?:\.[0-9a-f]{16})?"$')
LENGTH = 16
KEY = re.compile(r"^[\x21-\x7e]{8,64}$")


def tagged(request: Any, shown: dict[str, object], *, version: int) -> Response:
    """Return an answer with its tag; 304 when the client has that one already."""
    body = to_bytes(shown)
    tag = f'"{version}.{hashlib.sha256(body).hexdigest()[:LENGTH]}"'
    held = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    if tag in held or "*" in held:
        answer: Any = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    else:
        answer = HttpResponse(body, content_type="application/json")
    answer["ETag"] = tag
    return answer


def version_sent(request: Any) -> int:
    """Return the version a client has read, from `If-Match`.

    Raises:
        Problem: There is none, or it is not one of ours.
    """
    sent = request.META.get("HTTP_IF_MATCH", "").strip()
    if not sent:
        raise Problem(
            HTTPStatus.PRECONDITION_REQUIRED,
            "version_required",
            _(
                "Please read the unit first and send its ETag in If-Match, so that "
                "nobody's work is overwritten."
            ),
        )
    found = VERSION.match(sent)
    if found is None:
        raise invalid({"If-Match": [_("Please send the ETag of the unit as it is.")]})
    return int(found[1])


def key_sent(request: Any) -> str:
    """Return the one-time key of an act, from `Idempotency-Key`.

    Raises:
        Problem: There is none, or it is no key.
    """
    sent = request.META.get("HTTP_IDEMPOTENCY_KEY", "")
    if not sent:
        raise Problem(
            HTTPStatus.PRECONDITION_REQUIRED,
            "key_required",
            _(
                "Please send an Idempotency-Key of your own making; sent again with "
                "the same key, the act is done once only."
            ),
        )
    if not KEY.match(sent):
        says = _("Please send 8 to 64 visible ASCII characters.")
        raise invalid({"Idempotency-Key": [says]})
    return str(sent)
