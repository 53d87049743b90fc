"""How long a thing may be before nobody reads it whole."""

import ast
from collections.abc import Iterator

from tests.architecture.rules.tree import Finding, Source

MOST_FILE_LINES = 500
MOST_FUNCTION_LINES = 50
MOST_ARGUMENTS = 7
MOST_TEMPLATE_LINES = 120

Function = ast.FunctionDef | ast.AsyncFunctionDef


def long_file(source: Source, *, most: int = MOST_FILE_LINES) -> Iterator[Finding]:
    """Yield a finding when a file has too many lines."""
    lines = len(source.text.splitlines())
    if lines > most:
        yield source.finding(lines, f"{lines} lines, {most} at most")


def long_template(source: Source) -> Iterator[Finding]:
    """Yield a finding when a template has too many lines."""
    yield from long_file(source, most=MOST_TEMPLATE_LINES)


def long_functions(source: Source) -> Iterator[Finding]:
    """Yield the functions with too many lines or arguments."""
    for node in ast.walk(source.tree):
        if isinstance(node, Function):
            yield from _judge(source, node)


def _judge(source: Source, node: Function) -> Iterator[Finding]:
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if lines > MOST_FUNCTION_LINES:
        says = f"{node.name}: {lines} lines, {MOST_FUNCTION_LINES} at most"
        yield source.finding(node.lineno, says)
    count = _n_arguments(node)
    if count > MOST_ARGUMENTS:
        says = f"{node.name}: {count} arguments, {MOST_ARGUMENTS} at most"
        yield source.finding(node.lineno, says)


def _n_arguments(node: Function) -> int:
    """Count what a caller has to think of: not `self`, not `cls`."""
    given = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
    stars = [star for star in (node.args.vararg, node.args.kwarg) if star]
    return sum(item.arg not in {"self", "cls"} for item in given) + len(stars)
