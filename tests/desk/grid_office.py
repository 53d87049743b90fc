"""A unit with records, and somebody who sends its grid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from django.test import Client

from casework.findings import Finding, finding_of
from casework.models import Record, Unit
from casework.operations.add_records import add_records
from casework.operations.decide_record import RecordChoice, decide_record
from casework.record_facts import RecordFacts
from offices.models import Staff
from tests.desk.page_helpers import client_of
from tests.desk.sent_form import Form
from tests.factories.cases import make_unit
from tests.factories.cast import Cast, make_cast

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

ON = date(2020, 6, 2)
AT = datetime(2020, 6, 2, 3, 0, tzinfo=UTC)
PARTIAL = Finding(
    outcome="partial", withheld_part="氏名", grounds=("personal",), reason="理由"
)


@dataclass
class Office:
    """A unit of the division staff's with its records."""

    cast: Cast
    unit: Unit
    client: Client

    @property
    def url(self) -> str:
        return f"/units/{self.unit.pk}/records/"

    def records(self) -> list[Record]:
        """Return the records as they are stored."""
        rows = Record.objects.filter(unit=self.unit).prefetch_related("grounds")
        return list(rows.order_by("position"))

    def outcomes(self) -> list[str]:
        return [record.outcome for record in self.records()]

    def finding(self, position: int) -> Finding:
        """Return what is decided about the record of a row."""
        return finding_of(self.records()[position - 1])

    def form(self, client: Client | None = None) -> Form:
        """Open the grid."""
        answer = (client or self.client).get(self.url)
        return Form(answer.content.decode(), "grid")

    def form_of(self, answer: "Answer") -> Form:
        """Return the grid as an answer shows it."""
        return Form(text_of(answer), "grid")

    def send(self, form: Form, act: str, client: Client | None = None) -> "Answer":
        """Press a button of the grid; a redirect is followed."""
        data = {**form.data(), "act": [act]}
        return (client or self.client).post(self.url, data, follow=True)

    def apply(self, rows: str, **bar: str | Sequence[str]) -> "Answer":
        """Apply the bar to rows."""
        form = self.form().set("bar-rows", rows)
        for name, value in bar.items():
            values = [value] if isinstance(value, str) else value
            form.set(f"bar-{name}", *values)
        return self.send(form, "apply")


def make_grid(n: int = 5, *, by: str = "division_staff") -> Office:
    """Make a unit with records; somebody of the division has its grid open."""
    cast = make_cast()
    unit = make_unit()
    add(unit, cast.division_staff, [f"文書{place}" for place in range(1, n + 1)])
    staff = cast.everybody()[by]
    return Office(cast, unit, client_of(staff))


def add(unit: Unit, by: Staff, titles: Sequence[str]) -> list[Record]:
    """Add records by their titles."""
    facts = [RecordFacts(title=title) for title in titles]
    return add_records(unit=unit, records=facts, by=by, on=ON, at=AT)


def decide(office: Office, by: Staff, **findings: Finding) -> list[Record]:
    """Decide rows (`row_2=…`) as somebody else does meanwhile."""
    rows = office.records()
    choices = []
    for name, finding in findings.items():
        record = rows[int(name.removeprefix("row_")) - 1]
        choices.append(
            RecordChoice(record_id=record.pk, version=record.version, finding=finding)
        )
    return decide_record(unit=office.unit, choices=choices, by=by, on=ON, at=AT)


def text_of(answer: "Answer") -> str:
    """Return the page of an answer."""
    return answer.content.decode()
