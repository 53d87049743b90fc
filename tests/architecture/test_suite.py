"""The tests mirror the house, and each of them can fail."""

from functools import partial
from pathlib import Path

import pytest

from tests.architecture.rules import suite, tree
from tests.architecture.rules.tree import Source


def test_tests_mirror_the_house() -> None:
    apps = tree.app_names()

    rule = partial(suite.strange_folders, apps=apps)

    assert tree.judge(rule, *tree.suite_sources()) == ""


def test_test_of_nothing_in_the_house_is_found(tmp_path: Path) -> None:
    (tmp_path / "casework").mkdir()

    def judge(path: str) -> list[str]:
        apps = frozenset({"casework"})
        source = Source(path, "")
        found = suite.strange_folders(source, apps=apps, root=tmp_path)
        return [item.says for item in found]

    assert judge("tests/casework/test_a.py") == []
    assert judge("tests/architecture/rules/a.py") == []
    assert judge("tests/gone/test_a.py") == ["there is no app “gone”"]
    assert judge("tests/casework/gone/test_a.py") == [
        "there is no folder casework/gone"
    ]


def test_every_test_can_fail() -> None:
    assert tree.judge(suite.sure_to_pass, *tree.suite_sources()) == ""


@pytest.mark.parametrize(
    "text",
    [
        "def test_a():\n    call()",
        "class TestA:\n    def test_a(self):\n        self.call()",
        "def test_a():\n    assert True",
        "def test_a():\n    assert (x == 1, 'reason')",
        "def test_a():\n    assert x == x",
    ],
)
def test_test_that_cannot_fail_is_found(text: str) -> None:
    assert len(list(suite.sure_to_pass(Source("tests/a.py", text)))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "def test_a():\n    assert x == 1",
        "def test_a():\n    with pytest.raises(E):\n        call()",
        "def test_a():\n    expect(page).to_be_visible()",
        "def test_a():\n    assert_all_agree(x)",
    ],
)
def test_test_that_compares_is_let_be(text: str) -> None:
    assert list(suite.sure_to_pass(Source("tests/a.py", text))) == []


def test_no_test_steps_aside() -> None:
    assert tree.judge(suite.steps_aside, *tree.suite_sources()) == ""


@pytest.mark.parametrize(
    "text",
    [
        "@pytest.mark.skip\ndef test_a(): ...",
        "@pytest.mark.skipif(c, reason='')\ndef test_a(): ...",
        "@pytest.mark.xfail(strict=True)\ndef test_a(): ...",
        "def test_a():\n    pytest.skip('no browser')",
        "psycopg = pytest.importorskip('psycopg')",
        "from pytest import skip",
        "def test_a(self):\n    self.skipTest('no browser')",
        "from pytest import mark\n@mark.xfail\ndef test_a(): ...",
    ],
)
def test_test_that_steps_aside_is_found(text: str) -> None:
    assert len(list(suite.steps_aside(Source("tests/a.py", text)))) == 1


def test_other_uses_of_the_words_are_let_be() -> None:
    text = "skip = rule.skip\npage.locator('.skip-link').skip()\nmark_all(skip=skip)"

    assert list(suite.steps_aside(Source("tests/a.py", text))) == []
