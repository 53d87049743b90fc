"""The append-only guards: as declared, missed when gone, back after a migration."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection

from audit import checks, triggers
from audit.models import Entry

REMADE = Entry._meta.get_field("detail_digest")
OF_THE_TRAIL = ["hiroba_audit_entry_no_delete", "hiroba_audit_entry_no_update"]


def standing() -> set[str]:
    """Ask the database itself for the guards that stand."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def drop(name: str, table: str) -> None:
    """Take one guard away."""
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on}")


@contextmanager
def remade_table() -> Iterator[None]:
    """Alter a column of the trail for a while, as a migration would."""
    _name, path, given, options = REMADE.deconstruct()
    assert path.endswith("CharField")
    altered = type(REMADE)(*given, **{**options, "null": True})
    altered.set_attributes_from_name(REMADE.name)
    altered.model = Entry
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, REMADE, altered)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            editor.alter_field(Entry, altered, REMADE)
        triggers.install()


@pytest.mark.django_db
def test_guards_stand_as_declared() -> None:
    declared = {name for guard in triggers.GUARDS for name in triggers.names(guard)}

    assert standing() == declared
    assert {guard.table for guard in triggers.GUARDS} == {
        "audit_entry",
        "casework_decision",
        "casework_feewaiver",
        "casework_implementation",
        "casework_implementationline",
        "casework_payment",
        "notices_notice",
        "notices_printed",
    }
    assert checks.guards_stand(databases=["default"]) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("hiroba_audit_entry_no_update", "audit_entry"),
        ("hiroba_casework_decision_no_delete", "casework_decision"),
    ],
)
def test_check_names_the_guard_that_is_gone(name: str, table: str) -> None:
    drop(name, table)

    (message,) = checks.guards_stand(databases=["default"])

    assert message.id == "audit.E001"
    assert name in message.msg
    assert "./hiroba manage migrate" in str(message.hint)


@pytest.mark.django_db(transaction=True)
def test_table_remade_by_a_migration_gets_its_guards_back() -> None:
    with remade_table():
        lost = triggers.missing()
        call_command("migrate", verbosity=0)
        still_lost = triggers.missing()

    # SQLite makes the table anew and says nothing; PostgreSQL alters it in place
    assert lost == (OF_THE_TRAIL if connection.vendor == "sqlite" else [])
    assert still_lost == []
    assert triggers.missing() == []


@pytest.mark.django_db(transaction=True)
def test_migrate_puts_back_every_guard_that_was_taken_away() -> None:
    triggers.lift()
    assert len(triggers.missing()) == sum(
        len(triggers.names(guard)) for guard in triggers.GUARDS
    )

    call_command("migrate", verbosity=0)

    assert triggers.missing() == []
