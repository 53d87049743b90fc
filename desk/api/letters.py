"""The letters of a unit: what is due with its gaps, what was issued with its days."""

from typing import Any

from rest_framework.response import Response

from casework.permissions import fields_of
from desk.api import shapes
from desk.api.acts import OfOneUnit
from desk.api.description import reads
from desk.api.unit_rows import written
from desk.unit_letters import DueLine, IssuedLine, unit_letters
from notices.models import Delivery


class Letters(OfOneUnit):
    """The letters of one visible unit."""

    @reads("listLetters", "units", shapes.Letters)
    def get(self, request: Any, pk: int) -> Response:
        """List the letters of a unit; whom they go to is left out for who may not."""
        unit = self.unit(pk)
        seen = fields_of(self.staff, unit, on=self.on)
        found = unit_letters(unit, on=self.on, seen=seen)
        return Response(
            {
                "due": [_due(line) for line in found.due],
                "issued": [_issued(line) for line in found.issued],
            }
        )


def _due(line: DueLine) -> dict[str, object]:
    shown: dict[str, object] = {
        "letter": line.key,
        "title": line.title,
        "issued_on": written(line.issued_on),
        "gaps": [gap.says for gap in line.gaps],
    }
    return shown | _whom(line.whom)


def _issued(line: IssuedLine) -> dict[str, object]:
    notice = line.notice
    sendings = [*line.earlier, *([line.last] if line.last else [])]
    shown: dict[str, object] = {
        "id": notice.pk,
        "number_text": notice.number_text,
        "title": line.title,
        "edition": notice.edition,
        "place": str(line.place),
        "approved_on": written(notice.approved_on),
        "issued_on": written(notice.issued_on),
        "deliveries": [_delivery(one) for one in sendings],
    }
    return shown | _whom(line.whom)


def _delivery(one: Delivery) -> dict[str, object]:
    return {
        "seq": one.seq,
        "means": one.means,
        "sent_on": written(one.sent_on),
        "arrived_on": written(one.arrived_on),
        "returned_on": written(one.returned_on),
        "return_reason": one.return_reason,
    }


def _whom(whom: str | None) -> dict[str, object]:
    return {} if whom is None else {"addressee": whom}
