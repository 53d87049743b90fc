"""The shape of the tests: a mirror of the house, and each one able to fail."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.rules.tree import ROOT, Finding, Source

# folders of the tests that mirror no app
OF_THE_WHOLE = frozenset({"architecture", "bench", "factories", "journeys", "live"})
STEPS_ASIDE = frozenset(
    {"skip", "skipif", "xfail", "importorskip", "skipTest", "expectedFailure"}
)
RUNNERS = frozenset({"pytest", "unittest"})
CHECKING = frozenset({"raises", "warns", "fail", "expect"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


def strange_folders(
    source: Source, *, apps: frozenset[str], root: Path = ROOT
) -> Iterator[Finding]:
    """Yield a test whose folder is the mirror of nothing in the house."""
    _tests, *folders = source.parts[:-1]
    if not folders or folders[0] in OF_THE_WHOLE:
        return
    if folders[0] not in apps:
        yield Finding(source.path, f"there is no app “{folders[0]}”")
    elif not root.joinpath(*folders).is_dir():
        yield Finding(source.path, f"there is no folder {'/'.join(folders)}")


def sure_to_pass(source: Source) -> Iterator[Finding]:
    """Yield the tests that compare nothing, or something that is always true."""
    for function in _tests_of(source.tree):
        if not any(_checks(node) for node in ast.walk(function)):
            yield source.finding(function.lineno, f"{function.name} checks nothing")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Assert) and _always_true(node.test):
            yield source.finding(node.lineno, "this assertion cannot fail")


def steps_aside(source: Source) -> Iterator[Finding]:
    """Yield the tests that may be left out or are allowed to fail."""
    for node in ast.walk(source.tree):
        for name in sorted(STEPS_ASIDE.intersection(_names_of_a_runner(node))):
            yield source.finding(getattr(node, "lineno", 1), f"{name} is no way out")


def _tests_of(tree: ast.Module) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, Function) and node.name.startswith("test_"):
            yield node


def _checks(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else ""
    name = function.id if isinstance(function, ast.Name) else name
    return name in CHECKING or name.startswith("assert")


def _always_true(test: ast.expr) -> bool:
    if isinstance(test, ast.Constant):
        return bool(test.value)
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        same = ast.dump(test.left) == ast.dump(test.comparators[0])
        return same and isinstance(test.left, ast.Constant | ast.Name)
    return isinstance(test, ast.Tuple) and bool(test.elts)


def _names_of_a_runner(node: ast.AST) -> Iterator[str]:
    """Yield the names a node takes from pytest or unittest."""
    if isinstance(node, ast.ImportFrom) and node.module in RUNNERS:
        yield from (item.name for item in node.names)
    elif isinstance(node, ast.Attribute):
        owner = ast.unparse(node.value).partition(".")[0]
        if owner in {*RUNNERS, "mark", "self"}:
            yield node.attr
