"""A crew of processes at one database, each with a connection of its own.

`main` with `VERB [--numbers N]` works on the database of the settings and prints as
JSON how the processes ended and what stands in the tables. A process that was
killed has a successor, which goes on behind the transaction the kill fell into.
"""

import argparse
import json
import multiprocessing
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import connection

from audit.models import Entry
from casework.models import Case, ClockEvent, Counter, Unit
from ordinances.loading import municipality
from tests.factories.cast import make_office
from tests.live import takers
from tests.live.plans import DAYS, KINDS, PROCESSES, Plan, Step, legs, plans_of

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Task:
    """What a verb sends the processes to do."""

    work: takers.Work
    plans: Sequence[Plan]
    without_constraint: str = ""


def tasks(numbers: int) -> dict[str, Task]:
    """Return every verb."""
    nothing: list[Plan] = [()] * PROCESSES
    aborted = Step(KINDS[0], DAYS[0], is_case=False, ending="abort")
    kept = Step(KINDS[0], DAYS[0], is_case=False, ending="commit")
    return {
        "take": Task(takers.take_by_plan, plans_of(numbers)),
        "highest": Task(takers.read_the_highest, nothing),
        "outside": Task(
            takers.take_before_the_transaction, [(aborted, kept)] * PROCESSES
        ),
        "given": Task(takers.open_with_given_number, nothing),
        "given-unguarded": Task(
            takers.open_with_given_number, nothing, "casework_case_number"
        ),
    }


def main(arguments: Sequence[str]) -> None:
    """Prepare a database, or let the crew work on it and say what stands."""
    parser = argparse.ArgumentParser()
    parser.add_argument("verb", choices=["prepare", *tasks(0)])
    parser.add_argument("--numbers", type=int, default=0)
    options = parser.parse_args(arguments)
    if options.verb == "prepare":
        prepare()
        return
    task = tasks(options.numbers)[options.verb]
    if task.without_constraint:
        drop(task.without_constraint)
    municipality("nerima")
    # a connection cannot be shared with the processes to come
    connection.close()
    codes = send(task)
    sys.stdout.write(json.dumps({"codes": codes, **standing()}))


def prepare() -> None:
    """Make the tables and the office."""
    call_command("migrate", verbosity=0)
    make_office()
    with connection.cursor() as cursor:
        cursor.execute(takers.MAKE_TABLE)
    connection.close()


def drop(name: str) -> None:
    """Switch one constraint of the cases off."""
    constraint = next(c for c in Case._meta.constraints if c.name == name)
    # SQLite makes the table anew, with what the model still has
    Case._meta.constraints = [c for c in Case._meta.constraints if c is not constraint]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Case, constraint)


def send(task: Task) -> list[int]:
    """Start the processes and return the exit codes of all and their successors."""
    start = FORK.Barrier(len(task.plans))
    running: dict[int, tuple[ForkProcess, list[Plan]]] = {}

    def begin(first: Plan, rest: list[Plan], *, at_once: bool) -> None:
        arguments = (first, start if at_once else None)
        process = FORK.Process(target=task.work, args=arguments, daemon=True)
        process.start()
        running[process.sentinel] = (process, rest)

    for plan in task.plans:
        first, *rest = legs(plan) or [()]
        begin(first, rest, at_once=True)
    codes = []
    while running:
        for sentinel in wait(list(running)):
            assert isinstance(sentinel, int)
            process, rest = running.pop(sentinel)
            process.join()
            codes.append(process.exitcode or 0)
            if rest:
                begin(rest[0], rest[1:], at_once=False)
    return sorted(codes)


def standing() -> dict[str, object]:
    """Return what stands in the tables: every number, and the rows of the cases."""
    taken: dict[str, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, fiscal_year, number FROM live_number")
        rows = cursor.fetchall()
    rows += Case.objects.values_list("kind", "fiscal_year", "number")
    for kind, fiscal_year, number in rows:
        taken.setdefault(f"{kind} {fiscal_year}", []).append(number)
    return {
        "taken": {key: sorted(numbers) for key, numbers in taken.items()},
        "cases": Case.objects.count(),
        "units": Unit.objects.count(),
        "events": ClockEvent.objects.count(),
        "entries": Entry.objects.filter(act="open_case").count(),
        "counters": sorted(Counter.objects.values_list("last", flat=True)),
    }
