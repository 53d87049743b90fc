"""One thing at a time: what a detail holds, few statements, and its tag."""

from datetime import date

import pytest
from django.test import Client

from casework.models import Decision, Unit
from tests.desk.api.asking import ROOT, program_of, read
from tests.desk.page_helpers import statements, stop_clock
from tests.desk.role_world import World, make_world
from tests.factories.cases import end, intake, make_branch, make_unit
from tests.factories.cast import Cast, make_cast

pytestmark = pytest.mark.django_db

TODAY = date(2020, 6, 15)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, TODAY)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def officer(cast: Cast) -> Client:
    return program_of(cast.records_officer)


def test_unit_shows_its_decision_with_grounds(officer: Client) -> None:
    unit = end(make_unit(), "partial", on=date(2020, 6, 12), grounds=("personal",))

    found = read(officer, f"units/{unit.pk}/")

    decision = Decision.objects.get()
    assert found["decisions"] == [
        {
            "seq": 1,
            "cause": decision.cause,
            "outcome": "partial",
            "approval": decision.approval,
            "approved_on": None,
            "decided_on": "2020-06-12",
            "counts": True,
            "grounds": [{"ground": "personal", "is_exemption": True}],
        }
    ]
    assert [event["type"] for event in found["clock"]] == ["received", "stopped"]
    assert found["end"] is None


def test_unit_takes_as_many_statements_with_one_ground_as_with_three(
    officer: Client,
) -> None:
    plain = end(make_unit(), "partial")
    rich = end(
        make_unit(), "partial", grounds=("personal", "corporate", "deliberation")
    )

    with statements() as few:
        read(officer, f"units/{plain.pk}/")
    with statements() as many:
        read(officer, f"units/{rich.pk}/")

    # five of them are what is owed and where the letters are
    assert len(few) == len(many) <= 13


def test_case_takes_as_many_statements_with_one_unit_as_with_three(
    cast: Cast, officer: Client
) -> None:
    small, large = make_unit(), make_unit()
    make_branch(large, division=cast.office.roads)
    make_branch(large, division=cast.office.general_affairs)

    with statements() as few:
        read(officer, f"cases/{small.case_id}/")
    with statements() as many:
        read(officer, f"cases/{large.case_id}/")

    assert len(few) == len(many) <= 8


@pytest.mark.parametrize("name", ["cases", "appeals", "board-sessions", "figures"])
def test_list_takes_few_statements(name: str) -> None:
    world = make_world()
    officer = program_of(world.cast.records_officer)

    with statements() as few:
        read(officer, f"{name}/?limit=1")
    with statements() as many:
        read(officer, f"{name}/?limit=100")

    assert len(few) == len(many) <= 4


def test_case_shows_of_the_units_of_others_only_where_they_stand(cast: Cast) -> None:
    first = make_unit(intake(requester="請求者"))
    second = make_branch(first, division=cast.office.roads)

    found = read(program_of(cast.division_staff), f"cases/{first.case_id}/")

    assert found["units"] == [first.pk]
    assert found["other_units"] == [
        {
            "number_text": second.number_text,
            "division_name": "道路課",
            "phase": "received",
        }
    ]
    assert "parties" not in found
    assert "requester_category" not in found


def test_case_shows_its_parties_to_the_officer(officer: Client) -> None:
    unit = make_unit(intake(requester="架空花子"))

    found = read(officer, f"cases/{unit.case_id}/")

    assert [(p["role"], p["name"]) for p in found["parties"]] == [
        ("requester", "架空花子")
    ]


def test_appeal_names_the_contested_unit_only_to_whom_it_is_visible() -> None:
    world = make_world()
    contested, appeal = world.units["other_request"], world.units["appeal"]

    found = {
        name: read(program_of(staff), f"appeals/{appeal.case_id}/")
        for name, staff in world.cast.everybody().items()
        if name in ("records_officer", "board_member")
    }

    assert found["records_officer"]["contested_unit"] == contested.pk
    assert found["board_member"]["contested_unit"] is None
    assert found["board_member"]["contested_number"] == contested.number_text


def test_tables_of_a_year_are_the_file_of_the_year(cast: Cast, officer: Client) -> None:
    browser = Client()
    browser.force_login(cast.records_officer)

    api = officer.get(f"{ROOT}annual-tables/2020/?as_of=2020-06-15")
    file = browser.get("/annual/2020/files/annual_2020.json?as_of=2020-06-15")

    assert api.content == file.content
    assert api.json()["fiscal_year"] == 2020


@pytest.mark.parametrize(
    "address", ["units/{unit}/", "cases/{case}/", "appeals/{appeal}/"]
)
def test_detail_is_not_sent_again_to_whoever_has_it(address: str) -> None:
    world = make_world()
    officer = program_of(world.cast.records_officer)
    path = ROOT + address.format(**keys(world))
    first = officer.get(path)

    again = officer.get(path, headers={"If-None-Match": first["ETag"]})
    other = officer.get(path, headers={"If-None-Match": '"1.0000000000000000"'})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert (other.status_code, other.content) == (200, first.content)


def test_tag_differs_where_the_rights_differ() -> None:
    world = make_world()
    path = ROOT + "units/{unit}/".format(**keys(world))

    officer = program_of(world.cast.records_officer).get(path)["ETag"]
    division = program_of(world.cast.division_staff).get(path)["ETag"]

    assert officer != division
    assert officer.partition(".")[0] == division.partition(".")[0]


def test_tag_changes_with_what_is_shown(officer: Client) -> None:
    unit = make_unit()
    before = officer.get(f"{ROOT}units/{unit.pk}/")["ETag"]

    Unit.objects.filter(pk=unit.pk).update(version=7)

    assert officer.get(f"{ROOT}units/{unit.pk}/")["ETag"] != before


def keys(world: World) -> dict[str, int]:
    unit = world.units["own_request"]
    return {
        "unit": unit.pk,
        "case": unit.case_id,
        "appeal": world.units["appeal"].case_id,
    }
