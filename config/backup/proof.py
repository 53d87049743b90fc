"""What is compared before and after: the trail, the annual tables, the files."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from annual.render_json import statement_as_json
from annual.statement import annual_statement
from annual.years import years_on_offer
from audit.verification import Head, Verification, heads, lost
from casework.attachment_files import FOLDER as ATTACHMENTS
from casework.models import Attachment
from notices.models import Printed
from notices.store import FOLDER as LETTERS


@dataclass(frozen=True, slots=True)
class Trail:
    """How the trail stands.

    Attributes:
        entries: How many.
        streams: How many chains.
        breaks: Places where a chain does not hold.
    """

    entries: int
    streams: int
    breaks: int


@dataclass(frozen=True, slots=True)
class Attachments:
    """Whether the files the rows speak of are there: attachments and letters.

    Attributes:
        standing: Rows of files that were not removed.
        faults: How many of them have no file, or another one.
    """

    standing: int
    faults: int


def attachments(digests: Mapping[str, str]) -> Attachments:
    """Compare the rows of attachments and printed letters with files.

    Args:
        digests: Path below the data folder → digest of the file.
    """
    standing = faults = 0
    for folder, rows in (
        (ATTACHMENTS, Attachment.objects.filter(removed_on=None)),
        (LETTERS, Printed.objects.all()),
    ):
        for path, sha256 in rows.values_list("path", "sha256").iterator():
            standing += 1
            faults += digests.get(f"{folder}/{path}") != sha256
    return Attachments(standing, faults)


def trail_as_it_stands() -> Trail:
    """Walk every chain."""
    walk = Verification()
    breaks = sum(1 for _break in walk.breaks())
    return Trail(walk.n_entries, walk.n_streams, breaks)


def head_lines() -> Iterator[bytes]:
    """Yield the last place of every chain, one line each."""
    for head in heads():
        yield json.dumps([head.stream, head.seq, head.hash]).encode() + b"\n"


def lost_heads(lines: Iterator[bytes]) -> int:
    """Return how many of the heads noted then are gone or others now."""
    return sum(1 for _break in lost(Head(*json.loads(line)) for line in lines))


def annual_digests(*, as_of: date) -> dict[str, str]:
    """Return the digest of all numbers of each fiscal year that holds anything.

    Args:
        as_of: The day the tables stand on: the same before and after.
    """
    code = settings.HIROBA_MUNICIPALITY
    return {
        str(year): _numbers(year, as_of=as_of)
        for year in sorted(years_on_offer(code, today=as_of))
    }


def data_files(folder: Path, *, left_out: frozenset[str]) -> Iterator[Path]:
    """Yield every file of the data folder's folders, by name.

    Files beside the folders are keys, the database and what runs; links are
    nobody's data.
    """
    if not folder.is_dir():
        return
    for place in sorted(folder.iterdir()):
        if place.is_dir() and not place.is_symlink() and place.name not in left_out:
            yield from sorted(
                path
                for path in place.rglob("*")
                if path.is_file() and not path.is_symlink()
            )


def _numbers(fiscal_year: int, *, as_of: date) -> str:
    statement = annual_statement(
        municipality=settings.HIROBA_MUNICIPALITY, fiscal_year=fiscal_year, as_of=as_of
    )
    tables = statement_as_json(statement)["tables"]
    text = json.dumps(tables, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
