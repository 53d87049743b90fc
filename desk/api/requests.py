"""Receiving public-records requests: the form of the desk as one JSON object.

The items are a list; organ and division are named by code or name, not by key.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import inline_serializer
from rest_framework import serializers
from rest_framework.response import Response

from casework.models import Case, Origin
from casework.operations.once import once
from desk.api import shapes
from desk.api.acts import KEY, Answer
from desk.api.conditions import key_sent
from desk.api.description import does
from desk.api.from_forms import sent_to, shape_of
from desk.api.problems import Problem, invalid
from desk.api.unit_rows import written
from desk.api.view import ApiView, errors_of
from disclosure.forms import MOST_ROWS, RequestForm
from disclosure.operations.receive import CannotReceive, receive
from disclosure.permissions import can_receive, organs_to_receive_for
from disclosure.queries import divisions_in_force
from disclosure.views import request_facts
from offices.models import Staff

# sent otherwise: as a header, or not at all
LEFT_OUT = frozenset({"token", "guidance"})
IN_ROW = re.compile(r"^(subject|division)_(\d+)$")
ITEM = {"subject", "division"}


class ItemShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """One thing asked for; `division` is (a part of) its name, or its kana."""

    subject = serializers.CharField()
    division = serializers.CharField(required=False)


BODY = inline_serializer(
    "ReceiveAct",
    {
        **shape_of(RequestForm, "RequestFields", left_out=LEFT_OUT).fields,
        "items": ItemShape(many=True),
    },
)


class Requests(ApiView):
    """Logs requests, for whoever logs them at the counter."""

    def may(self, staff: Staff, *, on: date) -> bool:
        """Tell whether this person logs requests."""
        return can_receive(staff, on=on)

    @does("receive", BODY, parameters=[KEY], tag="requests", answer=shapes.Received)
    def post(self, request: Any) -> Response:
        """Log a request: a case with its number and a unit for every item."""
        key, body, at = key_sent(request), request.data, timezone.now()
        return Response(
            once(
                key=key,
                by=self.staff,
                act="receive",
                payload={"path": request.path, "body": body},
                at=at,
                do=lambda: self._receive(body, key, at),
            )
        )

    def _receive(self, body: Mapping[str, Any], key: str, at: datetime) -> Answer:
        form = self._form(body, key)
        if not form.is_valid():
            raise invalid(_by_item(errors_of(form)))
        facts = request_facts(form, origin=Origin.API)
        try:
            case = receive(request=facts, by=self.staff, on=self.on, at=at)
        except CannotReceive as error:
            raise _refusal(error) from error
        return _answer(case)

    def _form(self, body: Mapping[str, Any], key: str) -> RequestForm:
        """Return the form of the desk with what was sent."""
        organs = list(organs_to_receive_for(self.staff, on=self.on))
        divisions = list(divisions_in_force(organs, on=self.on))
        items, others = _items(body), {k: v for k, v in body.items() if k != "items"}
        known = {
            name: field
            for name, field in RequestForm.base_fields.items()
            if name not in LEFT_OUT
        }
        data, files = sent_to(known, others)
        keys = {organ.code: str(organ.pk) for organ in organs}
        if "organ" in data:
            data["organ"] = keys.get(str(data["organ"]), "")
        data["token"] = hashlib.sha256(key.encode()).hexdigest()
        for row, item in enumerate(items, start=1):
            for name, value in item.items():
                data[f"{name}_{row}"] = value
        return RequestForm(
            data, files, organs=organs, divisions=divisions, n_rows=len(items)
        )


def _items(body: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return what is asked for.

    Raises:
        Problem: It is no list of items.
    """
    items = body.get("items")
    if not isinstance(items, list) or not 1 <= len(items) <= MOST_ROWS:
        says = _("Please send 1 to %(most)s objects.") % {"most": MOST_ROWS}
        raise invalid({"items": [says]})
    for place, item in enumerate(items):
        is_right = isinstance(item, dict) and set(item) <= ITEM
        if not is_right or not all(isinstance(value, str) for value in item.values()):
            says = _("Please send an object with “subject” and perhaps “division”.")
            raise invalid({f"items.{place}": [says]})
    return items


def _by_item(errors: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Name the fields of the rows of the form as the members of the items."""
    return {_member(name): says for name, says in errors.items()}


def _member(name: str) -> str:
    found = IN_ROW.match(name)
    return f"items.{int(found[2]) - 1}.{found[1]}" if found else name


def _refusal(error: CannotReceive) -> Problem:
    of_item = error.field in ITEM
    field = f"items.{error.item}.{error.field}" if of_item else error.field
    says = str(error)
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY, error.code, says, errors={field: [says]}
    )


def _answer(case: Case) -> Answer:
    return {
        "case": case.pk,
        "number_text": case.number_text,
        "units": [
            {
                "id": unit.pk,
                "number_text": unit.number_text,
                "due_on": written(unit.due_on),
            }
            for unit in case.units.select_related("case").order_by("branch")
        ],
    }
