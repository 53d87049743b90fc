"""The bell's other end: the program of the workers.

The database is the queue of record. A message carries nothing but its name: it
says "look", and a lost one is made up for by the sweep of the next minute. There
are no results, no retries and no times in messages.
"""

import os

from celery import Celery, platforms
from celery.signals import beat_embedded_init, worker_ready
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

SWEEP_SECONDS = 60.0
# a sweep nobody began within its minute is overtaken by the next
STALE_SWEEP_SECONDS = 50.0
# a job that takes longer hangs: its process is ended, the job taken up again
LONGEST_JOB_SECONDS = 2 * 60 * 60

app = Celery("hiroba")
app.config_from_object(
    {
        "broker_url": settings.BROKER_URL or None,
        "broker_connection_retry_on_startup": True,
        "include": ["desk.tasks"],
        "task_default_queue": "hiroba",
        "task_ignore_result": True,
        "task_serializer": "json",
        "accept_content": ["json"],
        "task_publish_retry": False,
        "task_time_limit": LONGEST_JOB_SECONDS,
        "worker_prefetch_multiplier": 1,
        "worker_enable_remote_control": False,
        "worker_hijack_root_logger": False,
        "worker_redirect_stdouts": False,
        "timezone": settings.TIME_ZONE,
        "beat_schedule": {
            "sweep": {
                "task": "hiroba.sweep",
                "schedule": SWEEP_SECONDS,
                "options": {"expires": STALE_SWEEP_SECONDS},
            }
        },
    }
)
app.set_default()


@worker_ready.connect  # type: ignore[untyped-decorator]  # celery has no annotations
def sweep_at_once(**_kwargs: object) -> None:
    """Look for what waits from before the worker came."""
    app.send_task("hiroba.sweep")


@beat_embedded_init.connect  # type: ignore[untyped-decorator]  # as above
def end_with_the_worker(**_kwargs: object) -> None:
    """Let the clock's process not outlive a worker that was killed."""
    platforms.set_pdeathsig("SIGKILL")
