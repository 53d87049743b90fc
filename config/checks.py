"""System checks: an installation that cannot work says so before it starts.

Every check is a plain function of what it judges, wrapped by one that reads the
settings. What is wrong is an Error and refuses the start; a calendar that ends
soon is a Warning only, because receiving goes on without it.
"""

import os
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.utils import timezone
from django.utils.translation import gettext as _

from ordinances.calendars import load_calendar
from ordinances.loading import PackError, municipality, municipality_codes

# INSERT … ON CONFLICT … RETURNING, by which case numbers are given out
OLDEST_SQLITE = (3, 35, 0)
CIVIL_TIME_ZONE = "Asia/Tokyo"
SHORTEST_KEY = 50
DAYS_OF_WARNING = 366


@register()
def packs_load(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse a municipality without packs, or with packs that are not in order."""
    return check_municipality(settings.HIROBA_MUNICIPALITY)


def check_municipality(code: str) -> list[CheckMessage]:
    """Judge the packs of a municipality."""
    known = municipality_codes()
    if code not in known:
        return [
            Error(
                _("HIROBA_MUNICIPALITY is “%(code)s”; no packs have that name.")
                % {"code": code},
                hint=_("Set it to one of: %(known)s.") % {"known": ", ".join(known)},
                id="hiroba.E001",
            )
        ]
    try:
        municipality(code)
    except PackError as error:
        return [
            Error(
                str(error),
                hint=_(
                    "Mend the file; ./hiroba manage check_packs tells when all is well."
                ),
                id="hiroba.E002",
            )
        ]
    return []


@register(Tags.database)
def databases_can(
    databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """Refuse a database that cannot number cases or read Japanese."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor == "sqlite":
            found += check_sqlite(sqlite3.sqlite_version_info)
        else:
            with connection.cursor() as cursor:
                # in the locale C no character beyond ASCII is a letter
                cursor.execute("SELECT '開' ~ '[[:alpha:]]', current_database()")
                reads_kanji, name = cursor.fetchone()
            found += check_letters(name, reads_kanji=reads_kanji)
    return found


def check_sqlite(version: tuple[int, ...]) -> list[CheckMessage]:
    """Judge the SQLite that Python brings."""
    if version >= OLDEST_SQLITE:
        return []
    written = {
        "found": ".".join(map(str, version)),
        "needed": ".".join(map(str, OLDEST_SQLITE[:2])),
    }
    return [
        Error(
            _("This Python has SQLite %(found)s; Hiroba needs %(needed)s or newer.")
            % written,
            hint=_("Use a newer Python, or PostgreSQL through DATABASE_URL."),
            id="hiroba.E003",
        )
    ]


def check_letters(database: str, *, reads_kanji: bool) -> list[CheckMessage]:
    """Judge whether a PostgreSQL database takes kanji for letters."""
    if reads_kanji:
        return []
    return [
        Error(
            _(
                "The database “%(name)s” has the character type C or POSIX, in which "
                "Japanese text can be neither indexed nor searched."
            )
            % {"name": database},
            hint=_(
                "Make it anew: CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' "
                "LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'."
            ),
            id="hiroba.E004",
        )
    ]


@register()
def days_are_japanese(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse another civil time: days would begin at the wrong hour."""
    return check_time_zone(settings.TIME_ZONE, use_tz=settings.USE_TZ)


def check_time_zone(name: str, *, use_tz: bool) -> list[CheckMessage]:
    """Judge the time zone in which a day of receipt begins."""
    if name == CIVIL_TIME_ZONE and use_tz:
        return []
    return [
        Error(
            _(
                "TIME_ZONE is “%(name)s” (USE_TZ %(use_tz)s); days of receipt and due "
                "dates are days in Japan."
            )
            % {"name": name, "use_tz": use_tz},
            hint=_("Set TIME_ZONE to Asia/Tokyo and USE_TZ to True."),
            id="hiroba.E005",
        )
    ]


@register(Tags.security, deploy=True)
def keys_are_strong(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse short or shared keys in production."""
    return check_keys(settings.SECRET_KEY, settings.AUDIT_KEY)


def check_keys(secret_key: str, audit_key: str) -> list[CheckMessage]:
    """Judge the key of sessions and the key of the trail."""
    hint = _(
        'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(50))".'
    )
    keys = {"SECRET_KEY": secret_key, "AUDIT_KEY": audit_key}
    found: list[CheckMessage] = [
        Error(
            _("%(name)s has %(length)d characters; it needs %(needed)d or more.")
            % {"name": name, "length": len(key), "needed": SHORTEST_KEY},
            hint=hint,
            id="hiroba.E006",
        )
        for name, key in keys.items()
        if len(key) < SHORTEST_KEY
    ]
    if secret_key == audit_key:
        found.append(
            Error(
                _("SECRET_KEY and AUDIT_KEY are the same; each must be its own."),
                hint=hint,
                id="hiroba.E007",
            )
        )
    return found


@register()
def data_can_be_kept(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse a data folder that cannot be made or written."""
    return check_data_folder(Path(settings.DATA_DIR))


def check_data_folder(folder: Path) -> list[CheckMessage]:
    """Judge the data folder, or where it would be made, without making it."""
    places = (folder, *folder.parents)
    standing = next(path for path in places if os.access(path, os.F_OK))
    if standing.is_dir() and os.access(standing, os.W_OK | os.X_OK):
        return []
    return [
        Error(
            _("The data folder %(folder)s cannot be written: %(standing)s refuses.")
            % {"folder": folder, "standing": standing},
            hint=_(
                "Choose another one with --data DIR or HIROBA_DATA, or mend its rights."
            ),
            id="hiroba.E008",
        )
    ]


@register()
def calendar_reaches(**_kwargs: Any) -> list[CheckMessage]:
    """Warn a year before the calendar ends."""
    today = timezone.localdate()  # noqa: TID251 - a check looks at the installation now
    return check_calendar(load_calendar().covered_until, on=today)


def check_calendar(covered_until: date, *, on: date) -> list[CheckMessage]:
    """Judge how far the table of holidays reaches; never more than a warning."""
    if (covered_until - on).days >= DAYS_OF_WARNING:
        return []
    return [
        Warning(
            _(
                "The table of holidays ends before %(day)s; due dates beyond it "
                "are shown as unknown."
            )
            % {"day": covered_until.isoformat()},
            hint=_("Add the next year to ordinances/calendars/."),
            id="hiroba.W001",
        )
    ]
