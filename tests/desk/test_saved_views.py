"""Views kept under a name: for oneself, for a division, one of them the first."""

from collections.abc import Callable

import pytest
from django.test import Client

from desk.models import SavedView
from desk.operations import save_view as saving
from desk.operations.change_view import change_view
from desk.operations.remove_view import remove_view
from desk.operations.save_view import CannotSaveView, save_view
from tests.desk.page_helpers import client_of, read
from tests.desk.queue_world import TODAY
from tests.factories.cast import Cast, make_cast

pytestmark = pytest.mark.django_db

NEW = "/preferences/views/new/"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return client_of(cast.division_staff)


def form(**facts: object) -> dict[str, object]:
    return {"list_name": "queue", "query": "due=week", "name": "今週の分", **facts}


def queue_of(client: Client) -> str:
    return client.get("/queue/").content.decode()


def test_address_is_kept_under_a_name_and_found_again(clerk: Client) -> None:
    html = clerk.get(f"{NEW}?list=queue&due=week&sort=-due&after=1~2&kind=").content
    answer = clerk.post(NEW, form(query="due=week&sort=-due"))
    page = read(clerk, "/queue/?sort=due")

    assert 'value="due=week&amp;sort=-due"' in html.decode()
    assert answer["Location"] == "/queue/?due=week&sort=-due"
    assert ("?due=week&sort=-due", "今週の分") in page.links


def test_view_of_a_division_is_found_by_its_people_only(
    cast: Cast, clerk: Client
) -> None:
    division = cast.office.general_affairs
    clerk.post(NEW, form(division=division.pk))

    found = {
        person: "今週の分"
        in client_of(getattr(cast, person)).get("/queue/").content.decode()
        for person in ("division_staff", "approver", "other_division_staff", "auditor")
    }

    assert found == {
        "division_staff": True,
        "approver": True,
        "other_division_staff": False,
        "auditor": False,
    }


def test_view_cannot_be_kept_for_another_division(cast: Cast, clerk: Client) -> None:
    html = clerk.post(NEW, form(division=cast.office.roads.pk)).content.decode()

    assert SavedView.objects.count() == 0
    assert "Error:" in html.split("</title>")[0]
    with pytest.raises(CannotSaveView) as refused:
        keep(cast, division=cast.office.roads)
    assert refused.value.code == "not_own_division"


def test_same_name_keeps_the_new_address(clerk: Client) -> None:
    clerk.post(NEW, form())
    clerk.post(NEW, form(query="due=overdue"))

    (view,) = SavedView.objects.all()

    assert view.query == "due=overdue"


def test_one_view_of_an_owner_is_the_first_and_the_last_chosen(
    cast: Cast, clerk: Client
) -> None:
    for name in ("一", "二"):
        clerk.post(NEW, form(name=name, is_default="on"))
    clerk.post(
        NEW, form(name="課", is_default="on", division=cast.office.general_affairs.pk)
    )
    first, second = (SavedView.objects.get(name=name) for name in ("一", "二"))

    change_view(view=first, name="一", is_default=True, by=first.staff, on=TODAY)  # type: ignore[arg-type]  # it has one

    second.refresh_from_db()
    assert (first.is_default, second.is_default) == (True, False)
    assert SavedView.objects.get(name="課").is_default
    assert clerk.get("/queue/")["Location"] == "/queue/?due=week"


def test_view_without_filters_names_the_whole_list(clerk: Client) -> None:
    """An empty address would lead to the default view, and so round in a ring."""
    clerk.post(NEW, form(query="", is_default="on"))

    answer = clerk.get("/queue/")

    assert answer["Location"] == "/queue/?sort=due"
    assert clerk.get(answer["Location"]).status_code == 200


def test_kept_address_leads_nowhere_else(clerk: Client) -> None:
    clerk.post(NEW, form(query="due=week\r\nX: y&after=1~2&page=3"))

    (view,) = SavedView.objects.all()

    assert view.query == "due=week%0D%0AX%3A+y"


def test_name_is_asked_for(clerk: Client) -> None:
    html = clerk.post(NEW, form(name="")).content.decode()

    assert "Please give the view a name." in html
    assert 'value="due=week"' in html


def test_view_is_renamed_and_removed(clerk: Client) -> None:
    clerk.post(NEW, form())
    (view,) = SavedView.objects.all()

    clerk.post(f"/preferences/views/{view.pk}/", {"name": "来週の分"})
    view.refresh_from_db()
    asked = clerk.get(f"/preferences/views/{view.pk}/remove/").content.decode()
    clerk.post(f"/preferences/views/{view.pk}/remove/")

    assert view.name == "来週の分"
    assert "来週の分" in asked
    assert SavedView.objects.count() == 0


def test_taken_name_is_refused(cast: Cast, clerk: Client) -> None:
    for name in ("一", "二"):
        clerk.post(NEW, form(name=name))
    second = SavedView.objects.get(name="二")

    html = clerk.post(f"/preferences/views/{second.pk}/", {"name": "一"})

    assert "Another view is called “一”." in html.content.decode()


def test_there_are_so_many_views_and_no_more(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "MOST_VIEWS", 2)
    for name in ("一", "二", "二"):
        keep(cast, name=name)

    with pytest.raises(CannotSaveView) as refused:
        keep(cast, name="三")
    assert refused.value.code == "too_many_views"


ACTS: dict[str, Callable[[SavedView, Cast], object]] = {
    "change": lambda view, cast: change_view(
        view=view, name="x", is_default=False, by=cast.approver, on=TODAY
    ),
    "remove": lambda view, cast: remove_view(view=view, by=cast.approver, on=TODAY),
}


@pytest.mark.parametrize("act", ACTS)
def test_view_of_somebody_else_is_let_be(cast: Cast, act: str) -> None:
    own = keep(cast)
    foreign = SavedView.objects.create(
        list_name="queue", name="他", query="due=week", division=cast.office.roads
    )

    for view in (own, foreign):
        with pytest.raises(CannotSaveView):
            ACTS[act](view, cast)

    assert SavedView.objects.count() == 2


def keep(cast: Cast, **changed: object) -> SavedView:
    facts = {
        "list_name": "queue",
        "name": "今週の分",
        "query": "due=week",
        "division": None,
        "is_default": False,
        **changed,
    }
    return save_view(**facts, by=cast.division_staff, on=TODAY)  # type: ignore[arg-type]  # named as there
