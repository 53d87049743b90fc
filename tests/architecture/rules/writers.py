"""One writer: who may set which field, and where rows may be written at all."""

import ast
from collections.abc import Iterator

from tests.architecture.rules.tree import Finding, Source

# field → the only files that set it on a unit
WRITERS = {
    "phase": {"advance.py", "import_rows.py"},
    "outcome": {"advance.py", "import_rows.py"},
    "outcome_on": {"advance.py", "import_rows.py"},
    "due_on": {"clock.py", "import_rows.py"},
    "clock_state": {"clock.py", "import_rows.py"},
}
KERNEL = "casework/operations/"

# file → why it may write rows although it is no operation
WRITING_ELSEWHERE = {
    "audit/trail.py": "the one door to the trail; the lowest layer has no operations",
    "offices/models/staff.py": (
        "the manager hashes the password; there is no other way in"
    ),
    "casework/ledger/places.py": (
        "new divisions of a ledger, saved inside the transaction of import_units"
    ),
    "appeals/ledger_import/lodged.py": "the slice's part of the bulk operation",
    "appeals/ledger_import/facts.py": "the slice's part of the bulk operation",
    "appeals/ledger_import/board_sessions.py": (
        "the slice's part of the bulk operation import_records"
    ),
    "privacy/ledger_import.py": "the slice's part of the bulk operation",
    "config/backup/rows.py": "fills the empty tables of a restore, row by row as kept",
}
# file → why it may speak SQL
SPEAKING_SQL = {
    "casework/operations/number.py": "one upsert that gives out a number",
    "casework/operations/calendar_lock.py": "a lock that no row stands for",
    "audit/triggers.py": "the append-only guards are statements of the database",
    "config/checks.py": "asks PostgreSQL which characters it takes for letters",
    "config/backup/rows.py": "lets keys go on behind those that were restored",
    "config/backup/snapshot.py": "asks PostgreSQL for one instant",
    "config/backup/target.py": "looks into, and drops, tables no model knows",
}

ALWAYS_WRITE = frozenset(
    {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
)
MAY_WRITE = frozenset({"save", "create", "update", "delete"})
SQL = frozenset({"execute", "executemany", "raw", "extra", "callproc"})


def foreign_hands(source: Source) -> Iterator[Finding]:
    """Yield where a field of a unit is set by another than its one writer."""
    for node in ast.walk(source.tree):
        for field in _fields_set(node) & WRITERS.keys():
            if not _may_set(source.path, field):
                writers = ", ".join(sorted(WRITERS[field]))
                says = f"sets {field}; only {writers} of {KERNEL} may"
                yield source.finding(getattr(node, "lineno", 1), says)


def stray_writes(source: Source) -> Iterator[Finding]:
    """Yield where rows are written outside an operation."""
    if "operations" in source.parts[:-1] or source.path in WRITING_ELSEWHERE:
        return
    for call, name in _method_calls(source.tree):
        if _writes(call, name):
            yield source.finding(call.lineno, f".{name}() outside operations/")


def stray_sql(source: Source) -> Iterator[Finding]:
    """Yield where SQL is spoken past the models."""
    if source.path in SPEAKING_SQL:
        return
    for call, name in _method_calls(source.tree):
        if name in SQL:
            yield source.finding(call.lineno, f".{name}() speaks SQL")


def _may_set(path: str, field: str) -> bool:
    name = path.removeprefix(KERNEL)
    return path.startswith(KERNEL) and name in WRITERS[field]


def _fields_set(node: ast.AST) -> set[str]:
    """Return the names a statement or call sets on some row."""
    if isinstance(node, ast.Assign):
        return {name for target in node.targets for name in _attributes(target)}
    if isinstance(node, ast.AugAssign | ast.AnnAssign):
        return set(_attributes(node.target))
    if isinstance(node, ast.Call):
        return _fields_of_call(node)
    return set()


def _attributes(target: ast.expr) -> Iterator[str]:
    """Yield the attributes a target sets; an object's own are its own affair."""
    if isinstance(target, ast.Tuple | ast.List):
        for item in target.elts:
            yield from _attributes(item)
    elif isinstance(target, ast.Attribute) and not _is_self(target.value):
        yield target.attr


def _fields_of_call(call: ast.Call) -> set[str]:
    keywords = {item.arg for item in call.keywords if item.arg}
    function = call.func
    if isinstance(function, ast.Name) and function.id == "setattr":
        return {item.value for item in call.args[1:2] if _is_text(item)}  # type: ignore[attr-defined]  # _is_text has looked
    if isinstance(function, ast.Name):
        return keywords if function.id == "Unit" else set()
    if isinstance(function, ast.Attribute):
        if function.attr == "update":
            return keywords
        if function.attr == "bulk_update":
            return {item.value for item in ast.walk(call) if _is_text(item)}  # type: ignore[attr-defined]  # as above
        if function.attr.endswith("create"):
            return keywords if _speaks_of_units(function) else set()
    return set()


def _speaks_of_units(function: ast.expr) -> bool:
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    attributes = {n.attr for n in ast.walk(function) if isinstance(n, ast.Attribute)}
    return "Unit" in names or "units" in attributes


def _method_calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr


def _writes(call: ast.Call, name: str) -> bool:
    """Tell a row's method from that of a dict, a hash or a file.

    A queryset's `update` takes keywords only, `delete` nothing.
    """
    name = name if name in ALWAYS_WRITE | MAY_WRITE else name.removeprefix("a")
    if name not in MAY_WRITE:
        return name in ALWAYS_WRITE
    if name == "update":
        return bool(call.keywords) and not call.args
    if name == "delete":
        return not call.args
    if name == "create":
        return "objects" in ast.unparse(call.func) or bool(call.keywords)
    return True


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
