"""What a process of `list` does: fill an office, then open the pages it is told.

It prints what stands in it, then answers each line (a name) with the seconds and
the statements of one request.
"""

import json
import sys
from collections.abc import Sequence

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from casework.models import Unit
from casework.models.queue_order import is_open
from desk.keyset import place_of
from desk.models import Preference
from desk.rows import in_order, order_of
from offices.models import Staff
from tests.bench.list_office import fill
from tests.bench.report import clock

SIZE = 50
DEEP = 600
SIZES = (20, 50, 100)


def main(arguments: Sequence[str]) -> None:
    """Fill the office of the settings and wait to be asked."""
    (n_units,) = map(int, arguments)
    settings.DEBUG = False
    with transaction.atomic():
        officer = fill(n_units, on=localdate())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    clients = {
        name: _signed_in(person)
        for name, person in (
            ("officer", officer),
            ("clerk", Staff.objects.get(login="clerk")),
        )
    }
    pages = _pages()
    _say({"units": Unit.objects.count(), "pages": sorted(pages)})
    for line in sys.stdin:
        person, address = pages[line.strip()]
        _say(_open(clients[person], address))


def _pages() -> dict[str, tuple[str, str]]:
    waiting = in_order(Unit.objects.filter(is_open()), "")
    n_pages = min(DEEP, waiting.count() // SIZE)
    last = waiting[max(SIZE * (n_pages - 1) - 1, 0)]
    place = place_of(last, order_of(""))
    return {
        "queue": ("officer", "/queue/?sort=due"),
        "deep": ("officer", f"/queue/?sort=due&after={place}"),
        "division": ("clerk", "/queue/?sort=due"),
        "cases": ("officer", "/cases/?sort=received"),
        **{f"size {n}": ("officer", f"/queue/?sort=due&size={n}") for n in SIZES},
    }


def _open(client: Client, address: str) -> dict[str, float]:
    size = address.partition("&size=")[2]
    if size:
        Preference.objects.update(page_size=int(size))
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        Preference.objects.update(page_size=SIZE)
        return {"statements": len(queries), "rows": answer.content.count(b"pick-") // 2}
    spent, answer = clock(lambda: client.get(address))
    assert answer.status_code == 200
    return {"seconds": spent}


def _signed_in(person: Staff) -> Client:
    Preference.objects.create(staff=person, page_size=SIZE)
    client = Client()
    client.force_login(person)
    return client


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()
