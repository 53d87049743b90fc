"""The acts on a unit: one address per act, named after it.

The act, its form and its operation are those of the act pages (`desk.acts`).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema_view
from rest_framework.response import Response

from casework.models import Unit
from casework.operations.once import answered, once
from casework.permissions import ActState, acts_for
from desk.acts import ACT_PAGES, Act, ActForm
from desk.api import shapes
from desk.api.conditions import key_sent, version_sent
from desk.api.description import does, reads
from desk.api.from_forms import sent_to, shape_of
from desk.api.problems import Problem, nothing_here
from desk.api.units import OfUnits
from desk.api.view import check_form

# what only adds cannot overwrite anybody's work
ADDING = frozenset({"add_note", "log_contact", "attach", "link_cases", "inquire"})
KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 8, "maxLength": 64, "pattern": "^[!-~]+$"},
    OpenApiParameter.HEADER,
    required=True,
    description="Of your own making; sent again, the act is done once only.",
)
VERSION = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="The ETag, or the version, of what was read.",
)
# fields of every act form that are sent as headers
IN_HEADERS = frozenset({"token", "version"})
Answer = dict[str, Any]
Do = Callable[[datetime], Answer]


class OfOneUnit(OfUnits):
    """What is asked of one visible unit."""

    def unit(self, pk: int) -> Unit:
        """Return the unit.

        Raises:
            Problem: There is none that is for this person.
        """
        units = self.visible().select_related(
            "case__organ", "organ", "division", "handler"
        )
        found = units.filter(pk=pk).first()
        if found is None:
            raise nothing_here()
        return found


class ActsOfAUnit(OfOneUnit):
    """What this person may do with a unit."""

    @reads("listActs", "units", shapes.ActStates)
    def get(self, request: Any, pk: int) -> Response:
        """List the acts on a unit; those not possible now say why."""
        unit = self.unit(pk)
        found = [
            with_obstacle(state, unit, self.staff)
            for state in acts_for(self.staff, unit, on=self.on)
        ]
        return Response(
            {
                "version": unit.version,
                "acts": [
                    {
                        "code": state.code,
                        "label": state.label,
                        "is_open": state.is_open,
                        "why_not": state.why_not,
                    }
                    for state in found
                ],
            }
        )


class Acting(OfOneUnit):
    """Does an act: if it is theirs, if it is possible now, and once."""

    def state(self, unit: Unit, act: str) -> ActState:
        """Return whether the act is possible now.

        Raises:
            Problem: It is not among the person's rights: it is not there.
        """
        for state in acts_for(self.staff, unit, on=self.on):
            if state.code == act:
                return with_obstacle(state, unit, self.staff)
        raise nothing_here()

    def do_once(
        self,
        request: Any,
        state: ActState,
        prepare: Callable[[dict[str, Any], str], Do],
    ) -> Response:
        """Do the act, or answer as the first time.

        Args:
            request: With its Idempotency-Key and its JSON.
            state: Whether the act is possible.
            prepare: Checks the JSON and returns what calls the operation.

        Raises:
            Problem: There is no key, or the act is not possible now.
        """
        earlier = self.earlier(request, state.code)
        if earlier is not None:
            return earlier
        if not state.is_open:
            raise Problem(HTTPStatus.CONFLICT, "not_possible_now", state.why_not)
        key, at = key_sent(request), timezone.now()
        done = once(
            key=key,
            by=self.staff,
            act=state.code,
            payload=_payload(request),
            at=at,
            do=partial(prepare(request.data, key), at),
        )
        return Response(done)

    def earlier(self, request: Any, act: str) -> Response | None:
        """Return the answer of the first sending, None when this is the first."""
        found = answered(
            key=key_sent(request), by=self.staff, act=act, payload=_payload(request)
        )
        return None if found is None else Response(found)


class OneAct(Acting):
    """Does the act of a page."""

    act: ClassVar[Act]

    def post(self, request: Any, pk: int) -> Response:
        """Check as the page of the act does, and call its one operation."""
        unit = self.unit(pk)
        state = self.state(unit, self.act.code)
        key_sent(request)
        version = self._version(request)

        def prepare(body: dict[str, Any], key: str) -> Do:
            form = self._form(unit, body, key=key, version=version)
            check_form(form)
            return lambda at: self.act.perform(
                unit, form.cleaned_data, self.staff, self.on, at
            )

        return self.do_once(request, state, prepare)

    def _version(self, request: Any) -> int | None:
        if self.act.code in ADDING and not request.META.get("HTTP_IF_MATCH"):
            return None
        return version_sent(request)

    def _form(
        self, unit: Unit, body: dict[str, Any], *, key: str, version: int | None
    ) -> ActForm:
        """Return the form with what was sent."""
        asked: dict[str, Any] = {"units": (unit,), "by": self.staff, "on": self.on}
        fields = self.act.form(**asked).fields
        known = {name: fields[name] for name in fields if name not in IN_HEADERS}
        data, files = sent_to(known, body)
        data["token"] = key
        if version is not None:
            data["version"] = str(version)
        return self.act.form(data, files, **asked)


def _payload(request: Any) -> dict[str, object]:
    return {"path": request.path, "body": request.data}


def with_obstacle(state: ActState, unit: Unit, staff: Any) -> ActState:
    """Close an act that has nothing to be done to, as its page does."""
    act = ACT_PAGES.get(state.code)
    why_not = act.obstacle(unit, staff) if act and state.is_open else ""
    return replace(state, is_open=False, why_not=why_not) if why_not else state


def act_view(act: Act) -> Any:
    """Return the view of one act, described by its form."""
    words = "".join(part.capitalize() for part in act.code.split("_"))
    description = does(
        act.code,
        shape_of(act.form, f"{words}Act", left_out=IN_HEADERS),
        parameters=[KEY] if act.code in ADDING else [KEY, VERSION],
    )
    view: Any = type(f"{words}View", (OneAct,), {"act": act})
    return extend_schema_view(post=description)(view).as_view()
