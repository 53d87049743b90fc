"""The JSON of fiscal 2020 is the contract's sample, key by key, in order."""

import json
from pathlib import Path

import pytest

from annual.render_json import render_json
from annual.statement import annual_statement
from tests.annual.builders import AS_OF, fiscal_2020

SAMPLE = Path(__file__).parent / "contract_2020.json"


@pytest.mark.django_db
def test_json_is_the_contract_sample_for_fiscal_2020() -> None:
    fiscal_2020()

    statement = annual_statement(municipality="nerima", fiscal_year=2020, as_of=AS_OF)

    expected = json.loads(SAMPLE.read_text(encoding="utf-8"))
    found = json.loads(render_json(statement))
    assert found == expected
    assert _ordered(found) == _ordered(expected)


def _ordered(value: object) -> object:
    """Turn objects into lists of pairs, so that the order of keys counts."""
    if isinstance(value, dict):
        return [(key, _ordered(inner)) for key, inner in value.items()]
    if isinstance(value, list):
        return [_ordered(inner) for inner in value]
    return value
