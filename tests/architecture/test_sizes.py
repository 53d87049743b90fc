"""Files, functions and templates stay small enough to be read whole."""

from tests.architecture.rules import sizes, tree
from tests.architecture.rules.tree import Source


def function_of(lines: int) -> str:
    """Return the text of a function with so many lines."""
    return "def long() -> None:\n" + "    print()\n" * (lines - 1)


def test_files_are_short() -> None:
    assert tree.judge(sizes.long_file, *tree.python_sources()) == ""


def test_long_file_is_found() -> None:
    short = Source("casework/short.py", "x = 1\n" * 500)
    long = Source("casework/long.py", "x = 1\n" * 501)

    assert list(sizes.long_file(short)) == []
    assert len(list(sizes.long_file(long))) == 1


def test_functions_are_short_and_take_few_arguments() -> None:
    assert tree.judge(sizes.long_functions, *tree.python_sources()) == ""


def test_long_function_is_found() -> None:
    assert list(sizes.long_functions(Source("a.py", function_of(50)))) == []
    (finding,) = sizes.long_functions(Source("a.py", function_of(51)))
    assert finding.says == "long: 51 lines, 50 at most"


def test_function_with_many_arguments_is_found() -> None:
    seven = Source("a.py", "class A:\n  def f(self, a, b, c, *, d, e, f, g): ...\n")
    eight = Source("a.py", "def f(a, b, /, c, *, d, e, f, g, **h): ...\n")

    assert list(sizes.long_functions(seven)) == []
    (finding,) = sizes.long_functions(eight)
    assert finding.says == "f: 8 arguments, 7 at most"


def test_templates_are_short() -> None:
    assert tree.judge(sizes.long_template, *tree.templates()) == ""


def test_long_template_is_found() -> None:
    assert list(sizes.long_template(Source("a.html", "<p>\n" * 120))) == []
    assert len(list(sizes.long_template(Source("a.html", "<p>\n" * 121)))) == 1


def test_every_sort_of_file_is_looked_at() -> None:
    paths = {source.path for source in tree.python_sources()}

    assert {"hiroba", "manage.py", "casework/models/unit.py"} <= paths
    assert "tests/architecture/test_sizes.py" in paths
    assert not any("migrations" in path for path in paths)
    assert "templates/base.html" in {source.path for source in tree.templates()}
