"""Names of modules, and what a package says of itself."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.architecture.rules.tree import Finding, Source

# names that say nothing and so collect everything
DRAWERS = frozenset(
    {
        *("common", "core", "lib", "misc", "shared", "tools"),
        *("util", "utils", "helper", "helpers", "service", "services"),
        *("manager", "managers", "repository", "repositories"),
    }
)
LEAST_LINES_OF_AN_APP = 3
MOST_LINES = 10


def empty_names(source: Source) -> Iterator[Finding]:
    """Yield the parts of a path that are no noun an officer uses."""
    for part in source.parts:
        name = PurePosixPath(part).stem
        if name in DRAWERS or name.rstrip("0123456789").endswith("_part"):
            yield Finding(source.path, f"“{name}” does not say what is in it")


def package_docstring(source: Source) -> Iterator[Finding]:
    """Yield a finding when a package says nothing of itself, or too much."""
    if source.parts[-1] != "__init__.py":
        return
    is_app = len(source.parts) == 2
    least = LEAST_LINES_OF_AN_APP if is_app else 1
    lines = len((ast.get_docstring(source.tree) or "").splitlines())
    if not least <= lines <= MOST_LINES:
        says = f"docstring of {lines} lines, {least} to {MOST_LINES} wanted"
        yield source.finding(1, says)
