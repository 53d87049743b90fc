"""Every page of the desk, filled, empty and in error: the same debts to its reader."""

from collections import Counter
from collections.abc import Callable

import pytest
from django.test import Client

from appeals.models import BoardSession
from casework.models import Unit
from tests.desk.markup import Found, Markup
from tests.desk.page_helpers import client_of
from tests.desk.role_world import World, make_world
from tests.factories.cast import make_cast

pytestmark = pytest.mark.django_db

EMPTY = ["/", "/cases/", "/appeals/", "/board-sessions/", "/help/", "/accessibility/"]
IN_ERROR = [
    "/cases/?received_from=x&fiscal_year=y&q=z",
    "/appeals/?fiscal_year=x",
    "/board-sessions/?fiscal_year=x",
    "/nowhere/",
]


def filled(world: World) -> list[str]:
    """Return the addresses that show something of this world."""
    request, appeal = world.units["shared_own"], world.units["appeal"]
    return [
        *EMPTY,
        "/cases/?kind=public_records&fiscal_year=2020&sort=-due",
        f"/cases/{request.case_id}/",
        f"/units/{request.pk}/",
        f"/units/{world.units['other_personal'].pk}/",
        f"/appeals/{appeal.case_id}/",
        f"/board-sessions/{world.session.pk}/",
    ]


def audit(client: Client, addresses: list[str]) -> dict[str, Found]:
    """Take every page apart."""
    return {
        address: Markup(client.get(address).content.decode()).found
        for address in addresses
    }


@pytest.fixture(params=["ja", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["filled", "empty", "in error"])
def pages(request: pytest.FixtureRequest, language: str) -> dict[str, Found]:
    if request.param == "filled":
        world = make_world()
        client = client_of(world.cast.records_officer, language=language)
        assert Unit.objects.exists()
        assert BoardSession.objects.exists()
        return audit(client, filled(world))
    client = client_of(make_cast().records_officer, language=language)
    return audit(client, EMPTY if request.param == "empty" else IN_ERROR)


CHECKS: dict[str, Callable[[Found, str], bool]] = {
    "speaks the language of the page": lambda f, lang: f.language == lang,
    "has one heading of the first level, and it first": lambda f, _: (
        f.headings.count("h1") == 1 and "h3" not in f.headings[:1]
    ),
    "has its landmarks": lambda f, _: f.landmarks == ["header", "main", "footer"],
    "holds nothing inline, foreign, greyed or hinted": lambda f, _: not f.faults,
    "uses an id once": lambda f, _: max(Counter(f.ids).values()) == 1,
    "points only at what is there": lambda f, _: f.pointers <= set(f.ids),
    "labels every control": lambda f, _: not f.unlabelled,
}


@pytest.mark.parametrize("debt", CHECKS)
def test_page(pages: dict[str, Found], language: str, debt: str) -> None:
    paid = CHECKS[debt]

    assert {where for where, found in pages.items() if not paid(found, language)} == (
        set()
    )


def test_title_is_its_own_on_every_page(language: str) -> None:
    world = make_world()
    client = client_of(world.cast.records_officer, language=language)
    # the same list, differently narrowed, may have the same name
    different = [where for where in filled(world) if "?" not in where]

    titles = [found.title for found in audit(client, different).values()]

    assert len(titles) == len(set(titles))
    assert all(title.endswith("| Hiroba") for title in titles)


def test_sign_in_page_pays_the_same_debts(language: str) -> None:
    client = Client(headers={"accept-language": language})
    page = Markup(client.get("/sign-in/").content.decode()).found
    failed = client.post("/sign-in/", {"username": "", "password": ""})
    in_error = Markup(failed.content.decode()).found

    for found in (page, in_error):
        owed = [debt for debt, paid in CHECKS.items() if not paid(found, language)]
        assert owed == []
    assert page.title != in_error.title


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p style='color:red'>", "inline style='color:red' on <p>"),
        ("<script>1</script>", "inline <script>"),
        ("<a onclick='x()'>", "inline onclick='x()' on <a>"),
        ("<link href='https://x.example/a.css'>", "foreign href="),
        ("<img src='//x.example/a.png'>", "foreign src="),
        ("<input placeholder='x'>", "placeholder on <input>"),
        ("<button disabled>", "disabled on <button>"),
    ],
)
def test_audit_sees_each_fault(html: str, fault: str) -> None:
    """The negative control: a page with the fault is not let through."""
    (found,) = Markup(html).found.faults

    assert found.startswith(fault)


def test_audit_sees_a_control_without_label_and_a_pointer_to_nothing() -> None:
    found = Markup("<input id='a' name='b'><p aria-describedby='c'>").found

    assert found.unlabelled == ["b"]
    assert not found.pointers <= set(found.ids)
