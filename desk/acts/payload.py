"""What somebody sent, as the one-time key compares it."""

import hashlib

from django.http import HttpRequest

# these differ between two sendings of the same form
NOT_COMPARED = frozenset({"csrfmiddlewaretoken", "token", "version", "confirm"})


def payload_of(request: HttpRequest) -> dict[str, object]:
    """Return the fields of a sent form; a file by the digest of its bytes."""
    fields: dict[str, object] = {
        name: values
        for name, values in request.POST.lists()
        if name not in NOT_COMPARED
    }
    for name, files in request.FILES.lists():
        fields[name] = [hashlib.sha256(file.read()).hexdigest() for file in files]
        for file in files:
            file.seek(0)
    return fields
