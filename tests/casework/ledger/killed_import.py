"""What a process does that imports a ledger and dies at a given statement.

`test_import_crash` starts it on a database file of its own, with the arguments
FILE KILL_AT [--without-atomic]. It prints the whole database as JSON when it
lives to the end.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.core.management import call_command
from django.db import connection

from casework.operations import import_run
from disclosure.ledger_import import DisclosureLedger
from tests.factories.cast import make_office
from tests.factories.dumps import EVERYTHING, dump
from tests.factories.ledgers import take_in

PREPARE = "prepare"


class Killer:
    """Counts statements and kills the process before the given one."""

    def __init__(self, kill_at: int) -> None:
        self.kill_at, self.count = kill_at, 0

    def __call__(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: bool,
        context: Any,
    ) -> Any:
        self.count += 1
        if self.count == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)


def main(arguments: list[str]) -> None:
    """Prepare a database, or import into it."""
    if arguments[0] == PREPARE:
        call_command("migrate", verbosity=0)
        make_office()
        return
    if "--without-atomic" in arguments:
        # the guard is switched off on purpose
        off = SimpleNamespace(atomic=nullcontext)
        import_run.transaction = off  # type: ignore[assignment,attr-defined]  # as said above
    killer = Killer(int(arguments[1]))
    if killer.kill_at:
        with connection.execute_wrapper(killer):
            take_in(Path(arguments[0]), DisclosureLedger())
    sys.stdout.write(json.dumps([killer.count, dump(EVERYTHING)]))
