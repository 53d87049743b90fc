"""The OpenAPI document is whole, and every answer to anybody is as it says.

Every operation is asked with made-up and with existing keys by every person; no
request may end in an error of ours or in an answer the document does not know.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.wsgi import application
from desk.api.openapi import document
from desk.api.unit_rows import as_json
from offices.operations.create_access_token import create_access_token
from tests.desk.api.asking import AT, NEVER
from tests.desk.role_play import undone
from tests.desk.role_table import PEOPLE
from tests.desk.role_world import World, make_world
from tests.sizes import pick, thinned

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# full: 13 people x 2 modes x some 50 operations x 40 is more than 50,000 calls
EXAMPLES = pick(quick=1, full=40)
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


def test_document_is_whole_and_without_warnings() -> None:
    out = StringIO()

    # it refuses to write a document with a warning
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)

    assert out.getvalue().startswith("openapi:")


def test_every_act_declares_its_refusals() -> None:
    posts = [
        operation
        for path in document()["paths"].values()
        for method, operation in path.items()
        if method == "post"
    ]

    wanted = {"200", "400", "401", "403", "404", "409", "412", "415", "422", "428"}
    assert posts
    assert all(wanted <= set(operation["responses"]) for operation in posts)


@pytest.mark.parametrize("person", thinned(PEOPLE.values(), one_of=3))
def test_every_answer_is_as_the_document_says(person: str) -> None:
    world = make_world()
    headers = headers_of(world, person)

    asked = [
        ask(operation, headers, world, mode)
        for operation in operations().values()
        for mode in MODES
    ]

    assert len(asked) >= len(document()["paths"]) * len(MODES)
    assert min(asked) >= 1


def test_answer_the_document_does_not_know_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: a field more than is declared is noticed."""
    from desk.api import units  # noqa: PLC0415 - only this test takes it apart

    world = make_world()
    monkeypatch.setattr(units, "as_json", lambda *a: {**as_json(*a), "more": 1})
    operation = operations()["GET /api/v1/units/"]

    with pytest.raises(FailureGroup):
        ask(operation, headers_of(world, "records_officer"), world, MODES[0])


@lru_cache(maxsize=1)
def operations() -> dict[str, Any]:
    """Return every operation by name, asked of the program without a network."""
    api: Any = schemathesis.openapi.from_dict(document())
    api.app = application
    found = (result.ok() for result in api.get_all_operations())
    return {operation.label: operation for operation in found}


def headers_of(world: World, person: str) -> dict[str, str]:
    """Return the token of a person; anonymous shows none."""
    staff = world.cast.everybody().get(person)
    if staff is None:
        return {}
    new = create_access_token(name="test", expires_on=NEVER, by=staff, at=AT)
    return {"Authorization": f"Bearer {new.secret}"}


def ask(
    operation: Any, headers: dict[str, str], world: World, mode: GenerationMode
) -> int:
    """Ask one operation some times; return how often."""
    keys = st.sampled_from(keys_of(world)) | st.none()
    n_asked = 0

    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
        database=None,
        derandomize=True,
    )
    @given(case=operation.as_strategy(generation_mode=mode), key=keys)
    def run(case: Any, key: int | None) -> None:
        nonlocal n_asked
        n_asked += 1
        if key is not None and "id" in (case.path_parameters or {}):
            case.path_parameters["id"] = key
        with undone(), connection_kept():
            answer = case.call(headers=headers)
        case.validate_response(answer, checks=CHECKS)

    tell: Callable[[], None] = run
    tell()
    return n_asked


@contextmanager
def connection_kept() -> Iterator[None]:
    """Keep the connection of the test: a server would close it after a request."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def keys_of(world: World) -> list[int]:
    """Return keys of units and cases that exist."""
    units = world.units.values()
    return sorted({unit.pk for unit in units} | {unit.case_id for unit in units})
