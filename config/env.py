"""Typed readers of the environment; the only place that touches `os.environ`."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off", ""})


def text(name: str, default: str | None = None) -> str:
    """Return the variable, or the default.

    Raises:
        ImproperlyConfigured: The variable is missing and has no default.
    """
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(
            f"The environment variable {name} is not set. Set it (deploy/ has an "
            "example) and start again."
        )
    return value


def flag(name: str, *, default: bool) -> bool:
    """Return the variable as yes or no.

    Raises:
        ImproperlyConfigured: The text is neither yes nor no.
    """
    value = os.environ.get(name)
    if value is None:
        return default
    lowered = value.strip().lower()
    if lowered in TRUE:
        return True
    if lowered in FALSE:
        return False
    raise ImproperlyConfigured(
        f"{name} is '{value}'; expected 1, true, yes, on, 0, false, no or off."
    )


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated variable as a list without blanks."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def number(name: str, default: int) -> int:
    """Return the variable as a whole number above zero.

    Raises:
        ImproperlyConfigured: The text is no such number.
    """
    value = os.environ.get(name, "").strip() or str(default)
    if value.isdecimal() and int(value):
        return int(value)
    raise ImproperlyConfigured(
        f"{name} is '{value}'; expected a whole number above zero."
    )


def broker_kind() -> str:
    """Return whether work is done beside the web server: `worker` or `none`.

    Raises:
        ImproperlyConfigured: HIROBA_BROKER says something else.
    """
    value = os.environ.get("HIROBA_BROKER", "").strip().lower() or "worker"
    if value in {"worker", "none"}:
        return value
    raise ImproperlyConfigured(
        f"HIROBA_BROKER is '{value}'; expected worker (the usual way) or none "
        "(long work is done by the web server itself)."
    )


def broker() -> str:
    """Return the address of the broker REDIS_URL names, as Celery writes it.

    Empty when none is named, or none is wanted.
    """
    address = os.environ.get("REDIS_URL", "").strip()
    if broker_kind() == "none":
        return ""
    scheme, mark, rest = address.partition("://")
    return f"redis+socket://{rest}" if mark and scheme == "unix" else address


def database(address: str) -> dict[str, object]:
    """Turn `postgresql://user:password@host:port/name?option=…` into settings.

    Returns:
        The dictionary of one entry of `DATABASES`. `host` may be a folder with a
        socket, given as the query parameter `host`.

    Raises:
        ImproperlyConfigured: The scheme is none of postgres, postgresql, sqlite.
    """
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with '{parts.scheme}'; expected postgresql:// or "
            "sqlite:///."
        )
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", unquote(parts.hostname or ""))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def sqlite(path: Path) -> dict[str, object]:
    """Settings of the one-file database.

    IMMEDIATE takes the write lock when a transaction begins: deferred
    transactions fail at once on a second writer, in spite of the timeout.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                "PRAGMA foreign_keys=ON;"
            ),
        },
    }


MAIL_SCHEMES: dict[str, dict[str, object]] = {
    "smtp": {},
    "smtp+tls": {"EMAIL_USE_TLS": True},
    "smtps": {"EMAIL_USE_SSL": True},
}
USUAL_MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mail(address: str) -> dict[str, object]:
    """Turn `smtp://user:password@host:port` into Django's settings of mail.

    `smtp+tls://` begins in clear and turns to TLS, `smtps://` speaks TLS at once.
    Without an address, mails are written to the words of the worker.

    Returns:
        The settings whose names begin with EMAIL_.

    Raises:
        ImproperlyConfigured: The scheme is none of these, or there is no host.
    """
    if not address or address == "console:":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme not in MAIL_SCHEMES or not parts.hostname:
        # the address may hold a password: it is not repeated
        raise ImproperlyConfigured(
            "EMAIL_URL cannot be read; expected console:, smtp://host, "
            "smtp+tls://user:password@host or smtps://user:password@host."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or USUAL_MAIL_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        **MAIL_SCHEMES[parts.scheme],
    }


def secret(name: str, folder: Path) -> str:
    """Return a secret from the environment, or make one and keep it in a file.

    The file is readable by its owner alone and is made in one step, so that two
    processes starting together agree on one secret.
    """
    given = os.environ.get(name)
    if given:
        return given
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name.lower()
    if not path.exists():
        _place(path, secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii")


def _place(path: Path, content: str) -> None:
    """Put a whole file where there is none; the first of several wins."""
    handle, aside = tempfile.mkstemp(dir=path.parent)  # 0600 from the beginning
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(content)
    with contextlib.suppress(FileExistsError):
        os.link(aside, path)
    Path(aside).unlink()


def scratch_folder(name: str) -> Path:
    """Return a folder of this process alone; whoever uses it makes it.

    It stands below HIROBA_DATA if that is set, else where the system keeps what
    is temporary.
    """
    parent = Path(os.environ.get("HIROBA_DATA") or tempfile.gettempdir())
    return parent.resolve() / f"{name}-{os.getuid()}-{os.getpid()}"
