"""What the sweep clears away beside the jobs: files without an attachment."""

import io
import os

import pytest

from casework.attachment_files import attachment_store
from desk import tasks

pytestmark = pytest.mark.django_db

LONG_AGO = 1_500_000_000


def test_orphan_of_an_hour_goes_and_a_young_file_stays() -> None:
    store = attachment_store()
    old, young = (store.put(io.BytesIO(b"%PDF-1.7"), name="a.pdf") for _ in range(2))
    os.utime(store.folder / old.path, (LONG_AGO, LONG_AGO))

    tasks.clear_away()

    assert [path.name for path in store.folder.iterdir()] == [young.path]
    store.discard(young.path)
