"""Staff administration in the browser: rights act on the next request."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from audit.models import Entry
from casework.models import Unit
from notices import numbers
from offices.models import Absence, Division, Grant, Rank, RightsChange, Role, Staff
from offices.queries import rights_changes_for
from offices.sign_in import MOST_TRIES
from tests.desk.page_helpers import client_of, read, statements, stop_clock
from tests.factories.cases import make_branch, make_unit
from tests.factories.cast import Cast, make_cast, make_staff

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
PASSWORD = "正しい馬の電池ホチキス"


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    stop_clock(monkeypatch, TODAY)
    return make_cast()


@pytest.fixture
def second(cast: Cast) -> Staff:
    return make_staff("second", Role.SYSADMIN)


def act(client: Client, staff: Staff, code: str, **values: object) -> int:
    answer = client.post(f"/staff/{staff.pk}/{code}/", values)
    return answer.status_code


def sign_in(login: str, password: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.post("/sign-in/", {"username": login, "password": password})
    return client


def code_of(page: str) -> str:
    found = re.search(r'<code class="secret">([^<]+)</code>', page)
    assert found is not None
    return found.group(1)


def test_list_takes_the_same_statements_for_one_and_for_many(cast: Cast) -> None:
    client = client_of(cast.sysadmin)
    read(client, "/staff/")
    with statements() as few:
        read(client, "/staff/")

    for number in range(5):
        make_staff(
            f"more{number}",
            Role.APPROVER,
            division=cast.office.roads,
        )
    with statements() as many:
        read(client, "/staff/")

    assert len(many) == len(few)


def test_list_is_narrowed_by_name_role_division_and_state(cast: Cast) -> None:
    client = client_of(cast.sysadmin)
    Absence.objects.create(staff=cast.auditor, absent_from=TODAY)
    roads = cast.office.roads.pk

    assert logins(client, "?q=roads") == []
    assert logins(client, "?q=SYSADMIN") == ["sysadmin"]
    assert logins(client, "?role=approver") == ["approver"]
    assert logins(client, f"?division={roads}") == ["other_division_staff"]
    assert logins(client, "?state=disabled") == ["disabled"]
    assert logins(client, "?state=away") == ["auditor"]


def logins(client: Client, query: str) -> list[str]:
    return [row[1] for row in read(client, f"/staff/{query}").rows[1:]]


def test_disabled_in_the_middle_of_a_session(cast: Cast) -> None:
    """The next request of an open session leads to the sign-in page, for good."""
    session, admin = client_of(cast.records_officer), client_of(cast.sysadmin)
    assert session.get("/cases/").status_code == 200

    act(admin, cast.records_officer, "disable", reason="退職")

    assert session.get("/cases/")["Location"].startswith("/sign-in/")
    act(admin, cast.records_officer, "enable", reason="復職")
    assert session.get("/cases/")["Location"].startswith("/sign-in/")


def test_role_ended_in_the_middle_of_a_session(cast: Cast) -> None:
    session, admin = client_of(cast.records_officer), client_of(cast.sysadmin)
    grant = Grant.objects.get(staff=cast.records_officer)

    act(
        admin,
        cast.records_officer,
        "end-grant",
        grant=grant.pk,
        until="R8.11.24",
        reason="異動",
    )

    assert session.get("/cases/").status_code == 404


def test_move_acts_at_midnight_in_the_middle_of_a_session(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = make_unit()
    evening = datetime(2026, 11, 24, 14, 50, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: evening)
    session, admin = client_of(cast.division_staff), client_of(cast.sysadmin)
    assert (
        act(
            admin,
            cast.division_staff,
            "move",
            division=cast.office.roads.pk,
            move_on="R8.11.25",
            reason="異動",
        )
        == 302
    )

    assert session.get(f"/units/{unit.pk}/").status_code == 200
    midnight = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: midnight)
    assert session.get(f"/units/{unit.pk}/").status_code == 404


def test_reset_ends_the_session_and_the_code_opens_the_password_only(
    cast: Cast,
) -> None:
    person = cast.records_officer
    session, admin = client_of(person), client_of(cast.sysadmin)

    answer = admin.post(f"/staff/{person.pk}/reset/")
    code = code_of(answer.content.decode())

    assert session.get("/cases/")["Location"].startswith("/sign-in/")
    fresh = sign_in(person.login, code)
    assert fresh.get("/cases/")["Location"] == "/account/"
    assert fresh.get("/account/").status_code == 200
    changed = fresh.post("/account/", {"old": code, "new": PASSWORD, "again": PASSWORD})
    assert changed["Location"] == "/"
    assert fresh.get("/cases/").status_code == 200
    assert sign_in(person.login, code).get("/cases/").status_code == 302


def test_code_opens_no_more_after_a_day(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = client_of(cast.sysadmin)
    answer = admin.post(f"/staff/{cast.auditor.pk}/reset/")
    code = code_of(answer.content.decode())

    stop_clock(monkeypatch, date(2026, 11, 26))

    assert sign_in(cast.auditor.login, code).get("/account/").status_code == 302


def test_own_password_signs_out_everywhere_else(cast: Cast) -> None:
    here, elsewhere = client_of(cast.auditor), client_of(cast.auditor)

    here.post("/account/", {"old": "auditor", "new": PASSWORD, "again": PASSWORD})

    assert here.get("/").status_code == 200
    assert elsewhere.get("/")["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"old": "wrong", "new": PASSWORD, "again": PASSWORD}, "not your present"),
        ({"old": "auditor", "new": PASSWORD, "again": "x"}, "typed above"),
        ({"old": "auditor", "new": "12345", "again": "12345"}, "too short"),
    ],
)
def test_own_password_is_refused_beside_its_field(
    cast: Cast, values: dict[str, str], said: str
) -> None:
    answer = client_of(cast.auditor).post("/account/", values)

    assert said in answer.content.decode()
    assert cast.auditor.check_password("auditor")


@pytest.mark.parametrize("login", ["auditor", "nobody"])
def test_sign_in_is_locked_and_says_the_same_of_a_login_nobody_has(
    cast: Cast, login: str
) -> None:
    for _try in range(MOST_TRIES):
        sign_in(login, "wrong")

    client = Client(headers={"accept-language": "en"})
    answer = client.post("/sign-in/", {"username": login, "password": login})

    assert "is locked" in answer.content.decode()
    assert client.get("/").status_code == 302


def test_administrator_unlocks(cast: Cast) -> None:
    for _try in range(MOST_TRIES):
        sign_in("auditor", "wrong")
    admin = client_of(cast.sysadmin)
    assert "Locked" in read(admin, "/staff/?q=auditor").text

    act(admin, cast.auditor, "unlock")

    assert sign_in("auditor", "auditor").get("/").status_code == 200


def test_wrong_tries_before_a_right_one_are_forgotten(cast: Cast) -> None:
    for _round in range(2):
        for _try in range(MOST_TRIES - 1):
            sign_in("auditor", "wrong")
        assert sign_in("auditor", "auditor").get("/").status_code == 200


def test_new_account_shows_a_code_once_and_tells_the_other_one(
    cast: Cast, second: Staff
) -> None:
    answer = client_of(cast.sysadmin).post(
        "/staff/new/",
        {
            "login": "sato",
            "name": "佐藤",
            "role": Role.APPROVER,
            "division": cast.office.roads.pk,
            "rank": Rank.DIVISION_HEAD,
            "reason": "採用",
        },
    )

    code = code_of(answer.content.decode())
    assert sign_in("sato", code).get("/")["Location"] == "/account/"
    assert "佐藤" in read(client_of(second), "/").text
    assert "佐藤" not in read(client_of(cast.sysadmin), "/").text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"login": "auditor"}, "is taken"),
        ({"division": ""}, "needs a division"),
        ({"rank": Rank.ORGAN_HEAD}, "nobody else has one"),
        ({"role": Role.AUDITOR}, "not given for a division"),
        ({"reason": ""}, "state the reason"),
    ],
)
def test_new_account_is_refused_with_a_sentence(
    cast: Cast, changes: dict[str, str], said: str
) -> None:
    values = {
        "login": "sato",
        "name": "佐藤",
        "role": Role.DIVISION_STAFF,
        "division": cast.office.roads.pk,
        "rank": "",
        "reason": "採用",
        **changes,
    }

    answer = client_of(cast.sysadmin).post("/staff/new/", values)

    assert said in answer.content.decode()
    assert not Staff.objects.filter(login="sato").exists()


def test_second_person_says_that_a_change_was_seen(cast: Cast, second: Staff) -> None:
    admin, other = client_of(cast.sysadmin), client_of(second)
    act(
        admin,
        cast.auditor,
        "grant",
        role=Role.STATISTICS_MANAGER,
        valid_from="R8.11.24",
        reason="兼務",
    )
    change = RightsChange.objects.get()

    own = admin.post(f"/rights-changes/{change.pk}/seen/", follow=True)
    assert "neither from nor about" in own.content.decode()
    other.post(f"/rights-changes/{change.pk}/seen/")

    change.refresh_from_db()
    assert change.seen_by == second
    assert list(rights_changes_for(second)) == []


def test_refusal_of_an_operation_stands_beside_its_field(cast: Cast) -> None:
    answer = client_of(cast.sysadmin).post(
        f"/staff/{cast.auditor.pk}/grant/",
        {"role": Role.APPROVER, "valid_from": "R8.11.24", "reason": "兼務"},
    )

    page = answer.content.decode()
    assert "An approver needs a deciding rank" in page
    assert 'value="兼務"' in page


def test_absence_names_the_circle_on_the_page(cast: Cast) -> None:
    admin = client_of(cast.sysadmin)
    act(
        admin,
        cast.auditor,
        "absence",
        absent_from="R8.11.24",
        deputy=cast.approver.pk,
    )

    answer = admin.post(
        f"/staff/{cast.approver.pk}/absence/",
        {"absent_from": "R8.11.24", "deputy": cast.auditor.pk},
    )

    assert "approver 氏 → auditor 氏 → approver 氏" in answer.content.decode()


def test_deputy_and_return_are_recorded(cast: Cast) -> None:
    admin = client_of(cast.sysadmin)
    act(admin, cast.auditor, "absence", absent_from="R8.11.24")
    absence = Absence.objects.get()

    act(
        admin,
        cast.auditor,
        "deputy",
        absence=absence.pk,
        deputy=cast.approver.pk,
    )
    assert "auditor氏" in read(client_of(cast.approver), "/account/").text
    act(admin, cast.auditor, "back", absence=absence.pk, back_on="R8.11.30")

    absence.refresh_from_db()
    assert absence.absent_until == date(2026, 11, 30)


def test_own_account_offers_no_act_on_own_rights(cast: Cast) -> None:
    page = read(client_of(cast.sysadmin), f"/staff/{cast.sysadmin.pk}/").text

    assert "Nobodychangestheirownrights" in page
    assert "Grantarole" not in page
    assert act(client_of(cast.sysadmin), cast.sysadmin, "disable", reason="x") == 200
    assert Staff.objects.get(pk=cast.sysadmin.pk).is_active


def test_hand_over_shows_what_goes_before_it_goes(cast: Cast) -> None:
    unit = make_unit()
    Unit.objects.filter(pk=unit.pk).update(handler=cast.division_staff)
    admin = client_of(cast.sysadmin)
    address = f"/staff/{cast.division_staff.pk}/hand-over/"
    values = {"receiver": cast.records_officer.pk, "reason": "異動"}

    shown = admin.post(address, values).content.decode()
    assert unit.number_text in shown
    assert unit.subject_text not in shown
    assert Unit.objects.get(pk=unit.pk).handler == cast.division_staff

    admin.post(address, {**values, "sure": "1"})
    assert Unit.objects.get(pk=unit.pk).handler == cast.records_officer
    assert Entry.objects.filter(act="hand_over").count() == 1


def test_staff_pages_are_in_japanese(cast: Cast) -> None:
    admin = client_of(cast.sysadmin, language="ja")

    assert "職員" in read(admin, "/staff/").text
    assert "パスワード" in read(admin, "/account/").text


def test_code_opens_everything_without_the_guard(cast: Cast, settings: Any) -> None:
    """The negative control: it is the middleware that keeps the pages shut."""
    settings.MIDDLEWARE = [
        name for name in settings.MIDDLEWARE if "one_time_code" not in name
    ]
    answer = client_of(cast.sysadmin).post(f"/staff/{cast.records_officer.pk}/reset/")
    code = code_of(answer.content.decode())

    assert sign_in("records_officer", code).get("/cases/").status_code == 200


def test_session_outlives_a_disabled_time_without_its_serial(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: it is the serial that ends a session for good."""
    monkeypatch.setattr(
        Staff, "get_session_auth_hash", lambda staff: f"only {staff.password}"
    )
    session, admin = client_of(cast.records_officer), client_of(cast.sysadmin)

    act(admin, cast.records_officer, "disable", reason="退職")
    act(admin, cast.records_officer, "enable", reason="復職")

    assert session.get("/cases/").status_code == 200


def test_reading_of_a_division_is_kept_and_refused_when_it_is_none(cast: Cast) -> None:
    roads, admin = cast.office.roads, client_of(cast.sysadmin)
    address = f"/divisions/{roads.pk}/"

    refused = admin.post(address, {"kana": "道路課"}).content.decode()
    taken = admin.post(address, {"kana": "どうろか"})

    assert "hiragana or katakana only" in refused
    assert taken["Location"] == "/organisation/"
    assert "どうろか" in read(admin, "/organisation/").text


def test_symbol_of_a_division_goes_into_document_numbers(cast: Cast) -> None:
    roads, admin = cast.office.roads, client_of(cast.sysadmin)
    address = f"/divisions/{roads.pk}/"

    refused = admin.post(address, {"kana": "どうろか", "symbol": "道路2"})
    untouched = Division.objects.get(pk=roads.pk)
    said = {"kana": "どうろか", "symbol": "土道", "telephone": "03-0000-0000"}
    taken = admin.post(address, said)

    assert "letters only" in refused.content.decode()
    assert "道路2" in refused.content.decode()
    assert (untouched.kana, untouched.symbol) == (roads.kana, roads.symbol)
    assert taken["Location"] == "/organisation/"
    assert "土道" in read(admin, "/organisation/").text
    assert "03-0000-0000" in read(admin, "/organisation/").text
    acts = [entry.act for entry in Entry.objects.filter(stream=f"division:{roads.pk}")]
    assert acts == [
        "set_division_kana",
        "set_division_symbol",
        "set_division_telephone",
    ]
    branch = make_branch(make_unit(), division=Division.objects.get(pk=roads.pk))
    assert numbers.symbol_of(branch) == "土道"
