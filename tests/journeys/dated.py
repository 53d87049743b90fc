"""The product for gunicorn, on the day of the test's clock. It is not touched."""

from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

from tests.journeys.clock import Follower

# before the product is read: nothing of it may have looked at the time
follower = Follower()
_one_at_a_time = Lock()

from config.wsgi import application as product  # noqa: E402 - as above


def application(
    environ: dict[str, Any], start_response: Callable[..., Any]
) -> Iterable[bytes]:
    """Answer a request at the time of the clock."""
    with _one_at_a_time:
        follower.follow()
    return product(environ, start_response)
