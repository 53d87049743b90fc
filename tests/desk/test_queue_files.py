"""The lists as files: for each person exactly the rows and words of the page."""

import csv
import io
import re

import openpyxl
import pytest
from django.test import Client

from casework.models import Case, Unit
from desk.models import Preference
from tests.desk.page_helpers import client_of, stop_clock
from tests.desk.queue_world import TODAY
from tests.desk.role_play import everybody
from tests.desk.role_table import PEOPLE
from tests.desk.role_world import World, make_world
from tests.desk.test_role_lists import things_on, visible_by_page
from tests.factories.cases import intake, make_unit, numbered
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import told

pytestmark = pytest.mark.django_db

LISTS = ["queue", "cases"]


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    stop_clock(monkeypatch, TODAY)
    return make_cast()


def rows_of(client: Client, address: str) -> list[list[str]]:
    """Return the rows of a file, none where it is not for a person."""
    answer = client.get(address)
    if answer.status_code != 200 or not answer.streaming:
        return []
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))[1:]


def workbook_of(client: Client, address: str) -> list[list[object]]:
    answer = client.get(address)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def things_in(rows: list[list[str]], world: World) -> set[str]:
    names = {row[0] for row in rows}
    return {t for t, unit in world.units.items() if unit.number_text in names}


def test_file_holds_exactly_the_units_of_page_and_detail(world: World) -> None:
    pages = visible_by_page()

    found = {
        person: things_in(rows_of(client, "/cases/list.csv"), world)
        for person, client in everybody(world).items()
    }

    assert found == pages


def test_queue_its_file_and_the_pages_agree_for_everybody(world: World) -> None:
    waiting = {thing for thing, unit in world.units.items() if unit.is_open}
    pages = {person: found & waiting for person, found in visible_by_page().items()}

    files = {
        person: things_in(rows_of(client, "/queue/list.csv"), world)
        for person, client in everybody(world).items()
    }
    lists = {
        person: {
            thing
            for thing in things_on_queue(client, world)
            if world.units[thing].is_open
        }
        for person, client in everybody(world).items()
    }

    assert files == lists == pages
    assert waiting
    assert set(files) == set(PEOPLE.values())


def things_on_queue(client: Client, world: World) -> set[str]:
    """Return the units whose rows are linked on the queue."""
    html = client.get("/queue/?sort=due").content.decode()
    linked = {int(pk) for pk in re.findall(r'<a href="/units/(\d+)/"', html)}
    return {thing for thing, unit in world.units.items() if unit.pk in linked}


@pytest.mark.parametrize("name", LISTS)
def test_file_shows_what_the_page_shows_and_masks_what_it_masks(
    cast: Cast, name: str
) -> None:
    make_unit(numbered(intake(requester="架空花子", subject="橋の図面"), 1))

    files = {
        person: str(rows_of(client_of(getattr(cast, person)), f"/{name}/list.csv"))
        for person in ("records_officer", "division_staff", "statistics_manager")
    }

    assert {who: "架空花子" in text for who, text in files.items()} == {
        "records_officer": True,
        "division_staff": False,
        "statistics_manager": False,
    }
    assert {who: "橋の図面" in text for who, text in files.items()} == {
        "records_officer": True,
        "division_staff": True,
        "statistics_manager": False,
    }
    assert "Not shown" in files["division_staff"]


@pytest.mark.parametrize("name", LISTS)
def test_file_is_narrowed_and_sorted_as_its_address_and_whole(
    cast: Cast, name: str
) -> None:
    Preference.objects.create(staff=cast.records_officer, page_size=20)
    for number in range(1, 31):
        division = cast.office.roads if number % 2 else None
        make_unit(numbered(intake(division=division), number))
    client = client_of(cast.records_officer)
    address = f"/{name}/list.csv?sort=-number&division=道路&after=1~2"

    rows = rows_of(client, address)

    numbers = [int(re.findall(r"第(\d+)号", row[0])[0]) for row in rows]
    assert numbers == list(range(29, 0, -2))


@pytest.mark.parametrize("name", LISTS)
def test_workbook_has_the_rows_of_the_csv(cast: Cast, name: str) -> None:
    for number in (1, 2, 3):
        make_unit(numbered(intake(requester="架空花子"), number))
    client = client_of(cast.records_officer)

    book = workbook_of(client, f"/{name}/list.xlsx")

    plain = rows_of(client, f"/{name}/list.csv")
    assert len(book) == len(plain) == 3
    assert [row[0] for row in book] == [row[0] for row in plain]


def test_file_has_the_columns_of_the_page(cast: Cast) -> None:
    Preference.objects.create(
        staff=cast.records_officer, columns=["number", "due", "subject"]
    )
    make_unit(numbered(intake(subject="橋の図面"), 1))
    client = client_of(cast.records_officer)

    header = client.get("/queue/list.csv").getvalue().decode("utf-8-sig")
    (row,) = rows_of(client, "/queue/list.csv")

    assert (
        header.splitlines()[0] == "Number,Kind of request,Subject,Due date,How pressing"
    )
    assert row[2:] == ["橋の図面", "2020-06-15", "Due today"]


@pytest.mark.parametrize("name", LISTS)
def test_file_taken_out_is_on_the_trail(cast: Cast, name: str) -> None:
    make_unit()
    client = client_of(cast.records_officer)

    client.get(f"/{name}/list.csv?phase=received").getvalue()
    client.head(f"/{name}/list.csv")

    assert told("export_list") == [
        (f"list:{name}", {"format": "csv"}, {"query": "phase=received"})
    ]


def test_formula_in_a_subject_stays_text(cast: Cast) -> None:
    make_unit(numbered(intake(subject="=HYPERLINK(1)"), 1))
    make_unit(numbered(intake(subject="＝1+1"), 2))

    rows = rows_of(client_of(cast.records_officer), "/cases/list.csv")

    assert [row[4] for row in rows] == ["'=HYPERLINK(1)", "'＝1+1"]


def test_characters_cp932_lacks_are_listed_before_anything_is_sent(
    cast: Cast,
) -> None:
    make_unit(numbered(intake(requester="𠮷野 花子"), 1))
    client = client_of(cast.records_officer)
    address = "/queue/list.csv?sort=due&encoding=cp932"

    page = client.get(address).content.decode()
    coded = client.get(f"{address}&codes=1")

    assert "U+20BB7" in page
    assert "令和2年度 第1号" in page
    assert 'href="?sort=due"' in page
    assert 'href="?sort=due&amp;encoding=cp932&amp;codes=1"' in page
    assert coded["Content-Type"] == "text/csv; charset=Shift_JIS"
    assert "〔U+20BB7〕野 花子" in coded.getvalue().decode("cp932")


def test_cp932_is_sent_at_once_when_it_has_every_character(cast: Cast) -> None:
    make_unit(numbered(intake(requester="髙橋 花子"), 1))

    answer = client_of(cast.records_officer).get("/queue/list.csv?encoding=cp932")

    assert "髙橋 花子" in answer.getvalue().decode("cp932")
    assert answer["Content-Disposition"] == (
        'attachment; filename="queue_2020-06-15.csv"'
    )


@pytest.mark.parametrize("name", LISTS)
def test_file_of_a_wrong_address_leads_to_the_page_that_says_so(
    cast: Cast, name: str
) -> None:
    client = client_of(cast.records_officer)

    answer = client.get(f"/{name}/list.csv?fiscal_year=zzz")

    assert answer["Location"] == f"/{name}/?fiscal_year=zzz"
    assert Unit.objects.count() == Case.objects.count() == 0


def test_things_on_a_page_are_those_of_the_reader_of_lists(world: World) -> None:
    """The two ways to read a list of the tests agree."""
    client = client_of(world.cast.records_officer)

    assert things_on(client, "/cases/", world) == set(world.units)
