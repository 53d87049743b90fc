"""Rows of any table as JSON lines that do not depend on the engine.

Tables are those of the migrations that were applied, not of the program that
reads: an older backup is loaded as it was, then brought up to date.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

# who was signed in then is not signed in after a restore
LEFT_OUT = frozenset({"django_session"})
ROWS = 2000
BATCH = 500

Node = tuple[str, str]
Table = type[models.Model]


@dataclass(frozen=True, slots=True)
class Content:
    """What a table holds.

    Attributes:
        rows: How many.
        sha256: Of its lines.
    """

    rows: int
    sha256: str


def leaves() -> list[Node]:
    """Return the last migration of every app, as the program has them."""
    return sorted(MigrationLoader(None).graph.leaf_nodes())


def unknown(nodes: Iterable[Node]) -> list[str]:
    """Return the migrations this program does not have."""
    # also those that one migration stands for by now
    had = MigrationLoader(None).disk_migrations
    return sorted(f"{app}.{name}" for app, name in nodes if (app, name) not in had)


def way_to(
    nodes: Iterable[Node], database: BaseDatabaseWrapper | None = None
) -> MigrationLoader:
    """Return the migrations in which each of the nodes stands.

    An older office stands at a step that one migration replaces by now: its app
    then goes step by step, every other one as a new office does.

    Args:
        nodes: Where an office stands.
        database: Which knows what was applied; None for none of it.
    """
    loader = MigrationLoader(database, replace_migrations=False)
    wanted = {*nodes}
    for key, migration in loader.replacements.items():
        steps = [(app, name) for app, name in migration.replaces]
        if wanted.isdisjoint(steps):
            loader.graph.remove_replaced_nodes(key, steps)
        else:
            loader.graph.remove_replacement_node(key, steps)
    return loader


def tables_at(nodes: Sequence[Node]) -> list[Table]:
    """Return every table there is after these migrations, by name."""
    state = way_to(nodes).project_state(list(nodes))
    found = [
        model
        for model in state.apps.get_models(include_auto_created=True)
        if _options(model).managed and not _options(model).proxy
    ]
    return sorted((t for t in found if name_of(t) not in LEFT_OUT), key=name_of)


def name_of(table: Table) -> str:
    """Return what the table is called in the database."""
    return str(_options(table).db_table)


def columns_of(table: Table) -> list[str]:
    """Return what is kept of a row; the database computes the rest itself."""
    return [field.attname for field in _fields(table)]


def lines_of(table: Table) -> Iterator[bytes]:
    """Yield the rows in the order of their keys, one line each."""
    rows = _all(table).order_by("pk").values_list(*columns_of(table))
    lines = (_line(row) for row in rows.iterator(chunk_size=ROWS))
    # engines sort text each in their own way; such tables are short
    yield from lines if _has_whole_number(table) else sorted(lines)


def content_of(table: Table) -> Content:
    """Read a table and say what it holds."""
    found, count = hashlib.sha256(), 0
    for line in lines_of(table):
        found.update(line)
        count += 1
    return Content(count, found.hexdigest())


def load(table: Table, lines: Iterable[bytes], columns: Sequence[str]) -> Iterator[int]:
    """Put lines into an empty table; yield how many stand, batch by batch.

    Args:
        table: As it was when the lines were written.
        lines: See `lines_of`.
        columns: What the values of a line are called.
    """
    fields = {field.attname: field for field in _fields(table)}
    batch: list[models.Model] = []
    count = 0
    for line in lines:
        values = zip(columns, json.loads(line), strict=True)
        row = {name: _value(fields[name], value) for name, value in values}
        batch.append(table(**row))
        if len(batch) == BATCH:
            count += len(_stored(table, batch))
            batch = []
            yield count
    yield count + len(_stored(table, batch))


def refer_later() -> None:
    """Let rows refer to rows that are loaded after them, until all are looked at.

    Migrations in the same transaction may have asked PostgreSQL to look at every
    row at once (Django does so where a new column is filled).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def empty(tables: Iterable[Table]) -> None:
    """Remove what migrations have put into the tables."""
    for table in tables:
        # past Django's own cascades: the constraints are looked at later
        _all(table)._raw_delete(connection.alias)  # noqa: SLF001 - as the comment says


def go_on_counting(tables: Sequence[Table]) -> None:
    """Let new rows have keys beyond those that were loaded."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)


def _all(table: Table) -> "models.QuerySet[Any]":
    return models.QuerySet(table)


def _options(table: Table) -> Any:
    return table._meta  # noqa: SLF001 - public in all but its name


def _stored(table: Table, batch: Sequence[models.Model]) -> Sequence[models.Model]:
    return _all(table).bulk_create(batch, batch_size=BATCH)


def _fields(table: Table) -> "list[models.Field[Any, Any]]":
    return [
        field
        for field in _options(table).local_concrete_fields
        if not field.generated and field.column is not None
    ]


def _has_whole_number(table: Table) -> bool:
    key: Any = _options(table).pk
    while isinstance(key, models.ForeignKey):
        key = key.target_field
    return isinstance(key, models.IntegerField)


def _line(row: Sequence[object]) -> bytes:
    text = json.dumps(
        row,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=_plain,
    )
    return text.encode() + b"\n"


def _plain(value: object) -> str:
    """Write what JSON has no word for."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, Decimal):
        return str(value)
    message = f"{type(value).__name__} is no value of a table"
    raise TypeError(message)


def _value(field: "models.Field[Any, Any]", value: object) -> object:
    if value is None or isinstance(field, models.JSONField):
        return value
    return field.to_python(value)
