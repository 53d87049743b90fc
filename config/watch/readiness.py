"""Whether this installation can work now, part by part."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from audit import triggers
from desk.bell import SHORT, has_broker
from offices.models import Staff

OK = "ok"
NO_BROKER = "none: the web server does long work itself"
# without these nothing can be received; a broker is a doorbell only
NEEDED = frozenset({"database", "migrations", "guards", "disk"})


def readiness() -> dict[str, str]:
    """Look at every part; what is not `ok` says what is wrong."""
    parts: Mapping[str, Callable[[], str]] = {
        "database": _database,
        "migrations": _migrations,
        "guards": _guards,
        "disk": _disk,
        "broker": _broker,
    }
    return {name: look() for name, look in parts.items()}


def is_ready(found: Mapping[str, str]) -> bool:
    """Tell whether requests can be received: a broker is not needed for that."""
    return all(found[name] == OK for name in NEEDED)


def _database() -> str:
    try:
        Staff.objects.exists()
    except DatabaseError:
        return "does not answer"
    return OK


def _migrations() -> str:
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "not known"
    return f"{len(behind)} not applied" if behind else OK


def _guards() -> str:
    try:
        gone = triggers.missing()
    except DatabaseError:
        return "not known"
    return f"{len(gone)} missing" if gone else OK


def _disk() -> str:
    try:
        with tempfile.TemporaryFile(dir=Path(settings.DATA_DIR)) as probe:
            probe.write(b"\0" * 4096)
            probe.flush()
    except OSError:
        return "cannot be written"
    return OK


def _broker() -> str:
    if not has_broker():
        return NO_BROKER
    try:
        with current_app.connection_for_read(
            transport_options=SHORT, connect_timeout=1
        ) as line:
            line.ensure_connection(max_retries=1, interval_start=0, timeout=1)
    # the transports of brokers raise what they like
    except Exception:
        return "does not answer: what waits is found by the next sweep"
    return OK
