"""Rows of every table, loaded where tables stand that some version made."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from config.backup import making, rows
from config.backup.errors import BackupError

STEPS = MigrationLoader(None, replace_migrations=False)
# where an office stood before one migration replaced the steps of an app
ENDS = sorted(n for n in STEPS.graph.leaf_nodes() if n not in STEPS.replacements)


def names_at(nodes: list[rows.Node]) -> dict[str, list[str]]:
    return {
        rows.name_of(table): sorted(rows.columns_of(table))
        for table in rows.tables_at(nodes)
    }


def test_an_older_office_is_known_by_its_steps() -> None:
    assert rows.leaves() != ENDS
    assert rows.unknown(ENDS) == []
    assert names_at(ENDS) == names_at(rows.leaves())
    assert rows.unknown([("casework", "9999_of_tomorrow")]) == [
        "casework.9999_of_tomorrow"
    ]


@pytest.mark.parametrize("app", sorted({app for app, _name in STEPS.replacements}))
def test_an_app_in_the_middle_of_its_steps_has_the_tables_of_then(app: str) -> None:
    first = min(node for node in STEPS.disk_migrations if node[0] == app)

    then, now = (
        {name: had for name, had in names.items() if name.startswith(f"{app}_")}
        for names in (names_at([first]), names_at(rows.leaves()))
    )

    assert {*then} <= {*now}
    assert then != now


@pytest.mark.django_db
def test_rows_may_refer_to_rows_that_come_later() -> None:
    """A migration in the same transaction asked for every reference at once."""
    tables = {rows.name_of(t): t for t in rows.tables_at(rows.leaves())}
    table = tables["audit_detail"]
    columns = rows.columns_of(table)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    rows.refer_later()

    assert [*rows.load(table, [b"[0,{}]"], columns)] == [1]
    with pytest.raises(IntegrityError):
        connection.check_constraints()
    # nothing is left for the end of the test to find
    transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_grown_office_makes_backups() -> None:
    """It has the steps and what replaces them."""
    executor = MigrationExecutor(connection)
    for app, name in STEPS.disk_migrations:
        executor.recorder.record_applied(app, name)

    making._refuse_other_state()
    executor.recorder.record_applied("casework", "9999_of_tomorrow")
    with pytest.raises(BackupError):
        making._refuse_other_state()
