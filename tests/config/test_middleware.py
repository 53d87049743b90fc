"""Pages of signed-in people stay in no store."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.cast import make_cast

pytestmark = pytest.mark.django_db


def test_pages_of_signed_in_people_are_not_stored() -> None:
    client = Client()
    client.force_login(make_cast().records_officer)

    answers = [client.get(reverse(name)) for name in ("desk:home", "desk:cases")]

    assert all("no-store" in answer["Cache-Control"] for answer in answers)


def test_sign_in_page_of_nobody_is_left_alone() -> None:
    answer = Client().get(reverse("desk:help"))

    assert "no-store" not in answer.get("Cache-Control", "")
