"""The acts on the records of a unit: add, decide many at once, amend, remove."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import inline_serializer
from rest_framework.response import Response

from casework.models import Record
from casework.operations.add_records import add_records
from casework.operations.amend_record import amend_record
from casework.operations.decide_record import decide_record
from casework.operations.remove_record import remove_record
from desk.api.acts import KEY, VERSION, Acting, Answer, Do
from desk.api.conditions import key_sent, version_sent
from desk.api.description import does
from desk.api.from_forms import shape_of
from desk.api.problems import invalid, nothing_here
from desk.api.record_forms import (
    FindingForm,
    RecordForm,
    checked,
    choice_of,
    each_of,
    facts_of,
)

FACTS = shape_of(RecordForm, "RecordFacts")
CHOICE = shape_of(FindingForm, "RecordChoice")
TAG = "records"


class AddRecords(Acting):
    """Adds records to a unit."""

    @does(
        "add_records",
        inline_serializer("AddRecordsAct", {"records": type(FACTS)(many=True)}),
        parameters=[KEY],
        tag=TAG,
    )
    def post(self, request: Any, pk: int) -> Response:
        """Add records after those the unit has; all or nothing."""
        unit = self.unit(pk)
        state = self.state(unit, "add_records")

        def prepare(body: dict[str, Any], key: str) -> Do:
            facts = each_of("records", RecordForm, body, facts_of)

            def do(at: datetime) -> Answer:
                made = add_records(
                    unit=unit, records=facts, by=self.staff, on=self.on, at=at
                )
                return {"unit": pk, "records": [record.pk for record in made]}

            return do

        return self.do_once(request, state, prepare)


class DecideRecords(Acting):
    """Decides records of a unit, many at once."""

    @does(
        "decide_record",
        inline_serializer("DecideRecordAct", {"choices": type(CHOICE)(many=True)}),
        parameters=[KEY],
        tag=TAG,
    )
    def post(self, request: Any, pk: int) -> Response:
        """Decide records, each at the version that was read; all or nothing."""
        unit = self.unit(pk)
        state = self.state(unit, "decide_record")

        def prepare(body: dict[str, Any], key: str) -> Do:
            choices = each_of("choices", FindingForm, body, choice_of)

            def do(at: datetime) -> Answer:
                found = decide_record(
                    unit=unit, choices=choices, by=self.staff, on=self.on, at=at
                )
                return {"unit": pk, "records": [_versioned(one) for one in found]}

            return do

        return self.do_once(request, state, prepare)


class OfOneRecord(Acting):
    """Acts on one record, at the version that was read."""

    def record(self, pk: int) -> Record:
        """Return the record with its unit.

        Raises:
            Problem: There is none in a unit that is for this person.
        """
        found = Record.objects.filter(pk=pk, unit__in=self.visible()).first()
        if found is None:
            raise nothing_here()
        found.unit = self.unit(found.unit_id)
        return found


class AmendRecord(OfOneRecord):
    """Amends what is known of a record."""

    @does("amend_record", FACTS, parameters=[KEY, VERSION], tag=TAG)
    def post(self, request: Any, pk: int) -> Response:
        """Replace the facts of a record; what was decided about it stays."""
        record = self.record(pk)
        state = self.state(record.unit, "amend_record")
        key_sent(request)
        version = version_sent(request)

        def prepare(body: dict[str, Any], key: str) -> Do:
            facts = facts_of(checked(RecordForm, body))

            def do(at: datetime) -> Answer:
                amended = amend_record(
                    record=record,
                    facts=facts,
                    version=version,
                    by=self.staff,
                    on=self.on,
                    at=at,
                )
                return {"unit": amended.unit_id, "records": [_versioned(amended)]}

            return do

        return self.do_once(request, state, prepare)


class RemoveRecord(OfOneRecord):
    """Removes a record that was added by mistake."""

    @does("remove_record", None, parameters=[KEY, VERSION], tag=TAG)
    def post(self, request: Any, pk: int) -> Response:
        """Remove a record; the trail keeps that it was there."""
        earlier = self.earlier(request, "remove_record")
        if earlier is not None:
            # the second sending no longer finds the record
            return earlier
        record = self.record(pk)
        state = self.state(record.unit, "remove_record")
        key_sent(request)
        version = version_sent(request)

        def prepare(body: dict[str, Any], key: str) -> Do:
            if body:
                raise invalid({key_0: [_("There is no such field.")] for key_0 in body})

            def do(at: datetime) -> Answer:
                remove_record(
                    record=record, version=version, by=self.staff, on=self.on, at=at
                )
                return {"unit": record.unit_id}

            return do

        return self.do_once(request, state, prepare)


def _versioned(record: Record) -> dict[str, int]:
    return {"id": record.pk, "version": record.version}
