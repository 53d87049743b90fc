"""Rules, operations, queries and permissions tell what they do and refuse."""

import pytest

from tests.architecture.rules import docstrings, tree
from tests.architecture.rules.tree import Source

SILENT = '''
def approve(): ...
class Approval:
    """An approval."""
    def withdraw(self): ...
    def _hidden(self): ...
class _Private:
    def quiet(self): ...
'''
REFUSING = '''
def approve(unit):
    """Approve.

    Raises:
        CannotApprove: It is too late.
    """
    def check():
        raise Inner
    if unit is None:
        raise TypeError(unit)
    raise CannotApprove(unit)
'''


def speaking() -> list[Source]:
    """Return the files whose public names need docstrings."""
    return [
        source for source in tree.product_sources() if docstrings.must_speak(source)
    ]


def test_public_names_have_docstrings() -> None:
    assert tree.judge(docstrings.silent_names, *speaking()) == ""


def test_silent_names_are_found() -> None:
    found = docstrings.silent_names(Source("casework/operations/a.py", SILENT))

    assert [item.says for item in found] == [
        "approve has no docstring",
        "Approval.withdraw has no docstring",
    ]


def test_refusals_are_documented() -> None:
    assert tree.judge(docstrings.unsaid_refusals, *speaking()) == ""


def test_unsaid_refusal_is_found() -> None:
    (finding,) = docstrings.unsaid_refusals(Source("annual/a.py", REFUSING))

    assert finding.says == "approve raises TypeError, its docstring does not say so"


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("ordinances/calendars/calendar.py", True),
        ("casework/operations/split.py", True),
        ("desk/operations/prepare_office.py", True),
        ("casework/queries.py", True),
        ("desk/permissions.py", True),
        ("audit/trail.py", True),
        ("casework/ledger/files.py", False),
        ("desk/views/home.py", False),
        ("annual/apps.py", False),
        ("manage.py", False),
    ],
)
def test_files_that_must_speak(path: str, wanted: bool) -> None:
    assert docstrings.must_speak(Source(path, "")) is wanted
