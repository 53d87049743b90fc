"""The append-only guards of the database, declared once, on both engines.

The guards are data (`GUARDS`); `install()` is idempotent and runs after every
migration, because SQLite drops a table's triggers without a word whenever
Django remakes the table. `checks.py` compares what stands with what should.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class Guard:
    """A table whose rows stay as written.

    Attributes:
        table: The database table.
        updatable: Columns that may change all the same.
        deletable: Whether rows may be removed.
    """

    table: str
    updatable: tuple[str, ...] = ()
    deletable: bool = False


GUARDS = (
    Guard("audit_entry"),
    Guard("casework_decision", updatable=("counts",)),
    # a ledger that is amended tells its hand-overs anew
    Guard("casework_implementation", deletable=True),
    Guard("casework_implementationline"),
    Guard("casework_payment"),
    Guard("casework_feewaiver"),
    Guard("notices_notice"),
    Guard("notices_printed"),
)


def names(guard: Guard) -> tuple[str, ...]:
    """Return the trigger names of a guard."""
    acts = ("update",) if guard.deletable else ("update", "delete")
    return tuple(f"hiroba_{guard.table}_no_{act}" for act in acts)


def install(using: str = "default") -> None:
    """Create every guard whose table exists; existing ones are replaced."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in GUARDS:
            if guard.table in tables:
                for statement in _drop(connection, guard) + _create(connection, guard):
                    cursor.execute(statement)


def lift(using: str = "default") -> None:
    """Remove every guard. In the product only erasure may; tests use `lifted`."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in GUARDS:
            if guard.table in tables:
                for statement in _drop(connection, guard):
                    cursor.execute(statement)


@contextmanager
def lifted(using: str = "default") -> Iterator[None]:
    """Run a block without the guards and put them back, whatever happens."""
    lift(using)
    try:
        yield
    finally:
        install(using)


def missing(using: str = "default") -> list[str]:
    """Return the names of guards that should stand and do not."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    expected = {n for g in GUARDS if g.table in tables for n in names(g)}
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        standing = {row[0] for row in cursor.fetchall()}
    return sorted(expected - standing)


def install_after_migrate(*, using: str = "default", **_: object) -> None:
    """Receive `post_migrate`."""
    install(using)


# Compares whole rows but for the columns named in the trigger, so that no column
# is tied to the trigger: a later migration may change its type.
FUNCTION = """
CREATE OR REPLACE FUNCTION hiroba_append_only() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - TG_ARGV = to_jsonb(NEW) - TG_ARGV
        AND TG_NARGS > 0 THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def _create(connection: BaseDatabaseWrapper, guard: Guard) -> list[str]:
    if connection.vendor == "postgresql":
        return [FUNCTION, *_on_postgresql(guard)]
    return _on_sqlite(connection, guard)


def _on_postgresql(guard: Guard) -> list[str]:
    free = ", ".join(f"'{column}'" for column in guard.updatable)
    return [
        f'CREATE TRIGGER {name} BEFORE {event} ON "{guard.table}" '
        f"FOR EACH ROW EXECUTE FUNCTION hiroba_append_only({free})"
        for name, event in zip(names(guard), ("UPDATE", "DELETE"), strict=False)
    ]


def _on_sqlite(connection: BaseDatabaseWrapper, guard: Guard) -> list[str]:
    # the columns as the database names them: Django's introspection parses the whole
    # statement of the table for it, and that at every flush of a test
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pragma_table_info(%s)", [guard.table])
        columns = [row[0] for row in cursor.fetchall()]
    held = ", ".join(f'"{name}"' for name in columns if name not in guard.updatable)
    return [
        f'CREATE TRIGGER {name} BEFORE {event} ON "{guard.table}" '
        f"BEGIN SELECT RAISE(ABORT, '{guard.table} is append-only'); END"
        for name, event in zip(
            names(guard), (f"UPDATE OF {held}", "DELETE"), strict=False
        )
    ]


def _drop(connection: BaseDatabaseWrapper, guard: Guard) -> list[str]:
    on = f' ON "{guard.table}"' if connection.vendor == "postgresql" else ""
    return [f"DROP TRIGGER IF EXISTS {name}{on}" for name in names(guard)]
