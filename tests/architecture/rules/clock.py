"""Nothing below views and commands reads the clock: `on` and `at` are told.

A second look beside ruff's: it follows imports under other names, and it knows
the clocks of models and of the database.
"""

import ast
import re
from collections.abc import Iterator

from tests.architecture.rules.tree import Finding, Source

CLOCKS = frozenset(
    {
        "datetime.date.today",
        "datetime.datetime.now",
        "datetime.datetime.today",
        "datetime.datetime.utcnow",
        "django.utils.timezone.localdate",
        "django.utils.timezone.localtime",
        "django.utils.timezone.now",
        "django.db.models.functions.Now",
        "time.ctime",
        "time.gmtime",
        "time.localtime",
        "time.time",
        "time.time_ns",
        "desk.today.today",
    }
)
MODEL_CLOCKS = frozenset({"auto_now", "auto_now_add"})
DATABASE_CLOCK = re.compile(
    r"\bCURRENT_(DATE|TIME|TIMESTAMP)\b|\b(now|datetime)\(('now')?\)", re.IGNORECASE
)
INTERFACES = frozenset({"views.py", "api.py", "tasks.py"})
FOLDERS = frozenset({"views", "api", "commands"})
# file → why it may read the clock
READING = {
    "desk/today.py": "the one place where the pages ask for the day",
    "desk/context.py": "the frame of every page: what is due today",
    "config/checks.py": "a system check looks at the installation as it is now",
}


def may_read(source: Source) -> bool:
    """Tell whether a file is an interface, where time comes in."""
    *folders, name = source.parts
    return (
        name in INTERFACES
        or bool(FOLDERS.intersection(folders))
        or source.path in READING
    )


def clock_readings(source: Source) -> Iterator[Finding]:
    """Yield where the clock is read, under whatever name it was imported."""
    names = _imported(source.tree)
    for node in ast.walk(source.tree):
        for reading in _readings(node, names):
            line = getattr(node, "lineno", 1)
            yield source.finding(line, f"reads the clock: {reading}")


def _readings(node: ast.AST, names: dict[str, str]) -> Iterator[str]:
    if isinstance(node, ast.Attribute | ast.Name):
        meant = _dotted(node, names)
        if meant in CLOCKS and isinstance(node.ctx, ast.Load):
            yield meant
    elif isinstance(node, ast.keyword) and node.arg in MODEL_CLOCKS:
        yield node.arg
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        found = DATABASE_CLOCK.search(node.value)
        if found:
            yield found[0]


def _imported(tree: ast.Module) -> dict[str, str]:
    """Map each name in the file to what it was imported from."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for item in node.names:
                first = item.name.partition(".")[0]
                names[item.asname or first] = item.name if item.asname else first
        elif isinstance(node, ast.ImportFrom) and node.module:
            for item in node.names:
                names[item.asname or item.name] = f"{node.module}.{item.name}"
    return names


def _dotted(node: ast.expr, names: dict[str, str]) -> str:
    """Return the full name an expression stands for, "" for anything else."""
    if isinstance(node, ast.Name):
        return names.get(node.id, "")
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value, names)
        return f"{before}.{node.attr}" if before else ""
    return ""
