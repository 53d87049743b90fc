"""What encodes law or writes says so: to every public name its docstring."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.architecture.rules.tree import Finding, Source

APPS = frozenset({"ordinances", "annual", "audit"})
FOLDERS = frozenset({"operations"})
FILES = frozenset({"queries.py", "permissions.py"})
# Django's handles on an app say nothing of the law
NOT_READ = frozenset({"apps.py", "urls.py"})
# an interface raises answers of the web or the command line, no refusals
INTERFACES = frozenset({"views.py", "commands"})

Function = ast.FunctionDef | ast.AsyncFunctionDef
Named = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class _Public:
    """A name others may use, with its place in the module."""

    name: str
    node: Named


def must_speak(source: Source) -> bool:
    """Tell whether the public names of a file need docstrings."""
    *folders, name = source.parts
    if not folders or name in NOT_READ:
        return False
    return (
        folders[0] in APPS or bool(FOLDERS.intersection(folders[1:])) or name in FILES
    )


def silent_names(source: Source) -> Iterator[Finding]:
    """Yield the public names without a docstring."""
    for item in _public(source.tree):
        if not ast.get_docstring(item.node):
            yield source.finding(item.node.lineno, f"{item.name} has no docstring")


def unsaid_refusals(source: Source) -> Iterator[Finding]:
    """Yield the public functions that raise what their `Raises:` does not name."""
    if INTERFACES.intersection(source.parts):
        return
    for item in _public(source.tree):
        if isinstance(item.node, Function):
            said = _raises_section(ast.get_docstring(item.node) or "")
            for name in sorted(_raised(item.node)):
                if not re.search(rf"\b{name}\b", said):
                    says = f"{item.name} raises {name}, its docstring does not say so"
                    yield source.finding(item.node.lineno, says)


def _public(node: ast.Module | ast.ClassDef, within: str = "") -> Iterator[_Public]:
    for child in node.body:
        if isinstance(child, Named) and not child.name.startswith("_"):
            name = f"{within}{child.name}"
            yield _Public(name, child)
            if isinstance(child, ast.ClassDef):
                yield from _public(child, f"{name}.")


def _raises_section(docstring: str) -> str:
    """Return the lines below `Raises:`, up to the next heading."""
    lines = docstring.splitlines()
    if "Raises:" not in lines:
        return ""
    below = lines[lines.index("Raises:") + 1 :]
    ends = [n for n, line in enumerate(below) if line and not line.startswith(" ")]
    return "\n".join(below[: ends[0]] if ends else below)


def _raised(function: Function) -> set[str]:
    """Return the names a function raises itself; a bare `raise` passes on."""
    found = set()
    for node in _own_nodes(function):
        if isinstance(node, ast.Raise) and node.exc is not None:
            raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if isinstance(raised, ast.Name) and raised.id[0].isupper():
                found.add(raised.id)
    return found - {"NotImplementedError"}


def _own_nodes(function: Function) -> Iterator[ast.AST]:
    """Yield the nodes of a function without those of functions inside it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Named | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))
