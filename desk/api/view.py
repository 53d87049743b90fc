"""The base of every view: for whom it is at all, and when it is asked."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, cast

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from rest_framework.views import APIView

from desk.api.problems import invalid, nothing_here
from desk.today import today
from offices.models import Staff


class ApiView(APIView):  # type: ignore[misc]  # no types
    """Denies by default: a view that does not say whom it is for is for nobody.

    Attributes:
        parameters: The names its address may carry; any other is refused.
    """

    http_method_names: ClassVar = ["get", "head", "post"]
    parameters: ClassVar[frozenset[str]] = frozenset()
    on: date
    staff: Staff

    def may(self, staff: Staff, *, on: date) -> bool:
        """Tell whether this is for a person at all."""
        return False

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Find out who asks; what is not for somebody answers as if it were not there.

        Raises:
            Problem: It is not for this person, or the address carries what it
                does not know.
        """
        super().initial(request, *args, **kwargs)
        self.on = today()
        self.staff = cast("Staff", request.user)
        if request.method not in self.allowed_methods:
            return
        if not self.may(self.staff, on=self.on):
            raise nothing_here()
        check_parameters(request.GET, self.parameters)


def check_parameters(sent: QueryDict, known: Iterable[str]) -> None:
    """Refuse names nobody knows: a filter misspelt must not show everything.

    Raises:
        Problem: Naming what is not known.
    """
    unknown = set(sent) - set(known)
    if unknown:
        says = _("There is no such parameter.")
        raise invalid({name: [says] for name in sorted(unknown)})


def check_form(form: Any) -> None:
    """Refuse what the form of a list or an act does not take.

    Raises:
        Problem: With what is wrong, by field.
    """
    if not form.is_valid():
        raise invalid(errors_of(form))


def errors_of(form: Any) -> Mapping[str, list[str]]:
    """Return what is wrong with a form, by field."""
    return {
        name: [str(sentence) for sentence in error]
        for name, error in form.errors.items()
    }


def plain_request(request: Any) -> HttpRequest:
    """Return Django's request behind the framework's."""
    return cast("HttpRequest", getattr(request, "_request"))  # noqa: B009 - untyped
