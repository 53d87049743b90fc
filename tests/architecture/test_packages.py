"""A module is a noun an officer uses; a package says what it is."""

import pytest

from tests.architecture.rules import packages, tree
from tests.architecture.rules.tree import Source


def test_no_module_is_a_drawer() -> None:
    assert tree.judge(packages.empty_names, *tree.python_sources()) == ""


@pytest.mark.parametrize(
    "path",
    [
        "common/__init__.py",
        "casework/utils.py",
        "desk/helpers/dates.py",
        "appeals/services.py",
        "casework/models/unit_part2.py",
    ],
)
def test_drawer_is_found(path: str) -> None:
    assert len(list(packages.empty_names(Source(path, "")))) == 1


def test_module_with_a_good_name_is_no_drawer() -> None:
    assert list(packages.empty_names(Source("casework/corrections.py", ""))) == []


def test_packages_say_what_they_are() -> None:
    assert tree.judge(packages.package_docstring, *tree.product_sources()) == ""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("appeals/__init__.py", '"""Appeals."""'),
        ("appeals/models/__init__.py", ""),
        ("appeals/models/__init__.py", '"""' + "A line.\n" * 11 + '"""'),
    ],
)
def test_silent_or_long_winded_package_is_found(path: str, text: str) -> None:
    assert len(list(packages.package_docstring(Source(path, text)))) == 1


def test_inner_package_may_say_it_in_one_line() -> None:
    source = Source("appeals/models/__init__.py", '"""The tables of appeals."""')

    assert list(packages.package_docstring(source)) == []
