"""Who asks for a list of units, and what its address asks for."""

from django.http import HttpRequest

from casework.permissions import can_see_cases
from desk.list_page import Asked, ask
from desk.models import ListName
from desk.today import today
from desk.views.asking import permitted


def asked_for(request: HttpRequest, list_name: ListName) -> Asked:
    """Read who asks for what.

    Raises:
        Http404: The list is not for this person.
    """
    on = today()
    staff = permitted(request, can_see_cases, on=on)
    return ask(staff, list_name, request.GET, on=on)
