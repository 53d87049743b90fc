"""What every page shows: the municipality, and what this person may open."""

from django.conf import settings
from django.http import HttpRequest

from ordinances.loading import municipality


def office(request: HttpRequest) -> dict[str, object]:
    """Add the municipality to every template."""
    return {"municipality": municipality(settings.HIROBA_MUNICIPALITY)}
