"""Disclosing everything on the day of the request, in one act (即日全部公開)."""

from datetime import date, datetime
from typing import Any

from rest_framework.response import Response

from casework.models import Kind
from casework.operations.disclose_at_once import disclose_at_once
from casework.permissions import ActState, may
from desk.api.acts import IN_HEADERS, KEY, VERSION, Acting, Answer, Do
from desk.api.conditions import key_sent, version_sent
from desk.api.description import does
from desk.api.from_forms import sent_to, shape_of
from desk.api.problems import nothing_here
from desk.api.view import check_form
from disclosure.forms import AtOnceForm
from disclosure.permissions import can_receive
from offices.models import Staff

CODE = "disclose_at_once"


class DiscloseAtOnce(Acting):
    """For whoever logs requests and may decide the unit."""

    def may(self, staff: Staff, *, on: date) -> bool:
        """Tell whether this person works at the counter."""
        return can_receive(staff, on=on)

    @does(
        CODE,
        shape_of(AtOnceForm, "DiscloseAtOnceAct", left_out=IN_HEADERS),
        parameters=[KEY, VERSION],
    )
    def post(self, request: Any, pk: int) -> Response:
        """Record records, decision and disclosure of the day in one go."""
        unit = self.unit(pk)
        is_theirs = may(self.staff, "decide", unit, on=self.on)
        if unit.kind != Kind.PUBLIC_RECORDS or not is_theirs:
            raise nothing_here()
        key_sent(request)
        version = version_sent(request)

        def prepare(body: dict[str, Any], key: str) -> Do:
            fields = AtOnceForm.base_fields
            known = {name: fields[name] for name in fields if name not in IN_HEADERS}
            data, files = sent_to(known, body)
            data["token"], data["version"] = key, str(version)
            form = AtOnceForm(data, files)
            check_form(form)

            def do(at: datetime) -> Answer:
                decision = disclose_at_once(
                    unit=unit,
                    facts=form.at_once(),
                    version=version,
                    by=self.staff,
                    on=self.on,
                    at=at,
                )
                return {"unit": pk, "decision": decision.seq}

            return do

        state = ActState(code=CODE, label="", is_open=True, why_not="")
        return self.do_once(request, state, prepare)
