"""Rules and operations are told the day; only interfaces read the clock."""

import pytest

from tests.architecture.rules import clock, tree
from tests.architecture.rules.tree import Source


def test_nothing_below_the_interfaces_reads_the_clock() -> None:
    below = [item for item in tree.product_sources() if not clock.may_read(item)]

    assert tree.judge(clock.clock_readings, *below) == ""


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import date\nday = date.today()",
        "import datetime as dt\nat = dt.datetime.now(dt.UTC)",
        "from django.utils import timezone\nat = timezone.now()",
        "from django.utils import timezone as tz\nday = tz.localdate()",
        "import django.utils.timezone\nat = django.utils.timezone.now()",
        "from django.utils.timezone import now as moment\nat = moment()",
        "from django.utils.timezone import now\nfield = DateField(default=now)",
        "def late():\n    from time import time\n    return time()",
        "from django.db.models.functions import Now\nq.filter(on__lt=Now())",
        "field = DateField(auto_now_add=True)",
        "query = 'SELECT CURRENT_DATE'",
        "query = \"SELECT datetime('now')\"",
        "from desk.today import today\nday = today()",
    ],
)
def test_reading_of_the_clock_is_found(text: str) -> None:
    found = list(clock.clock_readings(Source("casework/operations/decide.py", text)))

    assert len(found) == 1


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import date\nday = date(2020, 4, 1)",
        "now = at\nlater = now",
        "from django.utils import timezone\nzone = timezone.get_current_timezone()",
        "text = 'what holds now (today)'",
    ],
)
def test_what_reads_no_clock_is_let_be(text: str) -> None:
    assert list(clock.clock_readings(Source("casework/phases.py", text))) == []


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("annual/views.py", True),
        ("desk/views/home.py", True),
        ("desk/management/commands/demo.py", True),
        ("annual/cells.py", False),
        ("casework/operations/clock.py", False),
        ("desk/templatetags/hiroba.py", False),
    ],
)
def test_interfaces_are_where_time_comes_in(path: str, allowed: bool) -> None:
    assert clock.may_read(Source(path, "")) is allowed


def test_every_exception_is_needed() -> None:
    sources = {source.path: source for source in tree.product_sources()}

    for path in clock.READING:
        assert list(clock.clock_readings(sources[path])) != []
