"""A special extension in the tables: two decisions counted, or one."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from casework.models import Record, Unit
from casework.operations.extend_specially import SpecialFacts, extend_specially
from casework.operations.extending import Notice
from tests.factories.cases import AT, end, intake, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import take_up
from tests.factories.rules import with_policy

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ISSUED = date(2020, 4, 10)
PART, REST = date(2020, 5, 29), date(2020, 9, 30)


def counted(as_of: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return the cells above nought of T01 and of T02 on a day."""
    out = StringIO()
    call_command("annual_tables", "2020", "--as-of", as_of, stdout=out)
    found = {table["id"]: table for table in json.loads(out.getvalue())["tables"]}
    (row,) = found["T01"]["rows"]
    grounds = {each["key"]: each["values"]["count"] for each in found["T02"]["rows"]}
    return _filled(row["values"]), _filled(grounds)


def _filled(cells: dict[str, int]) -> dict[str, int]:
    return {key: n for key, n in cells.items() if n}


def extended(cast: Cast, *, parts: bool) -> Unit:
    unit = make_unit(
        intake(received_on=date(2020, 4, 1), division=cast.office.general_affairs)
    )
    unit = take_up(unit, by=cast.records_officer, handler=cast.division_staff)
    rows = [
        Record.objects.create(unit=unit, position=n, title=f"台帳{n}") for n in (1, 2)
    ]
    extend_specially(
        unit=unit,
        notice=Notice(issued_on=ISSUED, reason="著しく大量であるため。"),
        special=SpecialFacts(
            part_due_on=PART,
            rest_due_on=REST,
            record_ids=(rows[1].pk,) if parts else (),
        ),
        version=None,
        by=cast.division_staff,
        on=ISSUED,
        at=AT,
    )
    return unit


def test_part_and_rest_are_two_decisions_where_the_pack_says_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The part in May and the rest in September, each with its own ground."""
    with_policy(monkeypatch, "special_extension_units", "two")
    part = extended(make_cast(), parts=True)
    rest = Unit.objects.get(branch=2)
    assert counted("2020-04-30") == ({"pending": 2}, {})

    end(Unit.objects.get(pk=part.pk), "partial", on=PART)
    assert counted("2020-08-31") == ({"partial": 1, "pending": 1}, {"personal": 1})

    end(rest, "non_disclosure", on=date(2020, 9, 25), grounds=("personal", "legal"))
    assert counted("2021-05-31") == (
        {"partial": 1, "non_disclosure": 1},
        {"personal": 2, "legal": 1},
    )


def test_part_and_rest_are_one_decision_where_the_pack_says_one() -> None:
    """Pending until the last notice; each ground counts once."""
    unit = extended(make_cast(), parts=False)
    assert counted("2020-08-31") == ({"pending": 1}, {})

    end(unit, "partial", on=date(2020, 9, 25), grounds=("personal", "legal"))

    assert counted("2020-08-31") == ({"pending": 1}, {})
    assert counted("2021-05-31") == ({"partial": 1}, {"personal": 1, "legal": 1})
