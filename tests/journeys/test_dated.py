"""The served office believes in the day of the test's clock."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from desk.demonstration.accounts import PASSWORD
from tests.journeys.clock import Clock
from tests.journeys.conftest import Visit
from tests.journeys.server import database_address, environment, manage, serving
from tests.journeys.visitor import Site
from tests.journeys.week_office import Person

pytestmark = pytest.mark.browser

RECEIVED, NEXT = date(2026, 4, 21), date(2026, 5, 7)
LEDGER = """受付番号,受付日,実施機関,所管課,件名,決定区分,決定日
平成30年度 第1号,平成30年6月1日,区長,総務課,要綱,全部公開,平成30年6月8日
"""
# a job that nobody is rung for, done by a worker of the same day
WORK = """
import json
from django.utils import timezone
from audit.models import Entry
from casework.models import Job, Unit
from casework.operations.request_job import request_job
from desk.jobs import export
from desk.tasks import work_once
from offices.models import Staff
staff = Staff.objects.get(login="officer")
params = {"list": "cases", "suffix": "csv", "encoding": "utf-8", "query": "",
          "rights": export.rights_of(staff, on=timezone.localdate())}
request_job(kind=export.KIND, params=params, key="dated", by=staff, at=timezone.now())
work_once()
unit = Unit.objects.get(case__origin="desk")
print(json.dumps({
    "received_on": unit.received_on.isoformat(),
    "due_on": unit.due_on.isoformat(),
    "entries": [[entry.act, timezone.localtime(entry.at).isoformat()[:16]]
                for entry in Entry.objects.filter(stream=unit.case.stream)
                                          .order_by("seq")],
    "job": timezone.localtime(Job.objects.get().finished_at).isoformat()[:13],
}))
"""


@pytest.fixture(scope="module")
def dated_site(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Site, Clock]]:
    """Serve an office at the end of April 2026."""
    folder = tmp_path_factory.mktemp("dated")
    clock = Clock(folder / "clock")
    clock.set(RECEIVED)
    with database_address(folder) as address:
        env = {
            **environment(folder, address),
            **clock.environment(),
            "HIROBA_PASSWORD": PASSWORD,
        }
        manage(env, "prepare_office")
        ledger = folder / "old.csv"
        ledger.write_text(LEDGER, encoding="utf-8")
        manage(env, "import_ledger", "disclosure", str(ledger), "--create-divisions")
        account = ["--login", "officer", "--name", "記録 一郎"]
        manage(env, "create_staff", *account, "--role", "records_officer")
        with serving(env) as served:
            yield Site(served, env, {"officer": "officer"}, PASSWORD), clock


def test_pages_stored_instants_and_the_worker_follow_the_clock(
    visit: Visit, dated_site: tuple[Site, Clock]
) -> None:
    site, clock = dated_site
    officer = Person(visit(site, "officer"))
    _case, units = officer.log(
        organ="区長",
        name="請求 1号",
        kana="セイキュウ",
        phone="03-1234-0001",
        subject_1="文書",
        division_1="総務課",
    )
    calendar = officer.visitor.open("/calendar/").locator("main").inner_text()

    clock.set(NEXT, 14, 30)
    # the session of April is over: one signs in again, as one would
    officer.visitor.sign_in("officer")
    officer.act(units[0], "add_note", text="連休が明けた")

    found = json.loads(
        manage(site.env, "shell", "-v", "0", "-c", WORK).splitlines()[-1]
    )
    assert "4月" in calendar
    assert found["received_on"] == "2026-04-21"
    # 05-05 and the days around it are closed: Golden Week of 2026 ends on 05-06
    assert found["due_on"] == "2026-05-07"
    acts = dict(found["entries"])
    assert acts["open_case"][:13] == "2026-04-21T10"
    assert acts["add_note"][:15] == "2026-05-07T14:3"
    assert found["job"] == "2026-05-07T14"
