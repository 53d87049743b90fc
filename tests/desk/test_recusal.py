"""To a recused officer (除斥) the case does not exist, whatever the door."""

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import Bar, Unit
from tests.factories.cases import intake, make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.course import ON

pytestmark = pytest.mark.django_db

DOORS = (
    "desk:unit",
    "desk:records",
    "desk:records-paste",
    "desk:draft",
    "desk:draft-print",
    "desk:approval",
    "desk:unit-print",
    "desk:disclosure-print",
    "desk:receipts",
)
ACTS = ("add_note", "withdraw", "amend", "void", "attach")
SUBJECT = "除斥を確かめる台帳"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def unit() -> Unit:
    return make_unit(intake(subject=SUBJECT, requester="𠮷田 葛󠄀子"))


def addresses(unit: Unit) -> list[str]:
    pages = [reverse(name, kwargs={"pk": unit.pk}) for name in DOORS]
    acts = [reverse("desk:act", kwargs={"pk": unit.pk, "act": act}) for act in ACTS]
    return [
        *pages,
        *acts,
        reverse("desk:case", kwargs={"pk": unit.case_id}),
        reverse("disclosure:request-received", kwargs={"pk": unit.case_id}),
        f"/api/v1/units/{unit.pk}/",
        f"/api/v1/cases/{unit.case_id}/",
    ]


def test_every_door_is_closed_once_the_person_is_barred(
    cast: Cast, unit: Unit, client: Client
) -> None:
    client.force_login(cast.records_officer)
    before = {address: client.get(address).status_code for address in addresses(unit)}

    Bar.objects.create(
        case=unit.case, staff=cast.records_officer, on=ON, reason="親族の請求"
    )
    after = {address: client.get(address).status_code for address in addresses(unit)}

    assert set(before.values()) == {200}
    assert set(after.values()) == {404}


def test_lists_and_searches_leave_no_trace(
    cast: Cast, unit: Unit, client: Client
) -> None:
    client.force_login(cast.records_officer)
    Bar.objects.create(
        case=unit.case, staff=cast.records_officer, on=ON, reason="親族の請求"
    )

    for address in ("/queue/", "/cases/", "/register/", "/api/v1/units/"):
        assert SUBJECT not in client.get(address).content.decode()
    for words in (SUBJECT, "吉田", "葛子"):
        found = client.post("/search/", {"q": words}, follow=True)
        assert f"/units/{unit.pk}/" not in found.content.decode()


def test_act_of_a_barred_person_is_not_done(
    cast: Cast, unit: Unit, client: Client
) -> None:
    client.force_login(cast.records_officer)
    Bar.objects.create(
        case=unit.case, staff=cast.records_officer, on=ON, reason="親族の請求"
    )

    answer = client.post(
        reverse("desk:act", kwargs={"pk": unit.pk, "act": "add_note"}),
        {"token": "once", "text": "覚え書き"},
    )

    assert answer.status_code == 404
    assert not unit.notes.exists()


def test_person_who_is_not_barred_finds_the_rare_name(
    cast: Cast, unit: Unit, client: Client
) -> None:
    """The other side: what the recused person must not find is there to be found."""
    client.force_login(cast.records_officer)

    for words in (SUBJECT, "吉田", "葛子", "𠮷"):
        found = client.post("/search/", {"q": words}, follow=True)
        assert f"/units/{unit.pk}/" in found.content.decode()
