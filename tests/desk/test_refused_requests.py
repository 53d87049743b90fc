"""Requests refused before anybody is known: 400 with a page, never 500."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/cases/", "/sign-in/", "/nowhere/"])
def test_a_foreign_host_is_refused_with_a_page(path: str) -> None:
    client = Client(raise_request_exception=False)

    response = client.get(path, headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert "この要求は受け付けられません" in response.content.decode()
