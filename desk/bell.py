"""Wake whoever does the jobs: a worker by the broker, or a thread of this process.

Best effort: the job stands in the database, and a sweep finds what the bell missed.
"""

import logging
from threading import Event, Lock, Thread

from celery import current_app
from django.db import connections, transaction

from desk import tasks

# a page does not wait for a broker that does not answer
SHORT = {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0}
SWEEP_SECONDS = 60.0
_one_at_a_time = Lock()
logger = logging.getLogger(__name__)


def has_broker() -> bool:
    """Tell whether a broker is named; else this process does the jobs."""
    return bool(current_app.conf.broker_url)


def ring_after_commit() -> None:
    """Ring once what was written is there for everybody to see."""
    transaction.on_commit(ring, robust=True)


def ring() -> None:
    """Say that there is work."""
    if has_broker():
        with current_app.connection_for_write(
            transport_options=SHORT, connect_timeout=1
        ) as connection:
            current_app.send_task(tasks.WORK, connection=connection, retry=False)
    else:
        Thread(target=_work_here, name="jobs", daemon=True).start()


def look_every_minute() -> None:
    """Sweep from this process as long as it lives: there is no worker to do it."""
    Thread(target=_keep_looking, name="sweep", daemon=True).start()


def _keep_looking() -> None:
    pause = Event()
    while not pause.wait(SWEEP_SECONDS):
        _look_around_here()
        _work_here()


def _look_around_here() -> None:
    """Look around; a fault is told and the next minute tries again."""
    try:
        tasks.look_around()
    except Exception:  # the thread must live on: nobody else looks
        logger.exception("looking around met a fault")
    finally:
        connections.close_all()


def _work_here() -> None:
    """Do what waits, one thread of this process at a time."""
    with _one_at_a_time:
        try:
            while tasks.work_once():
                continue
        finally:
            connections.close_all()
