"""The names of all addresses, walked from the resolver."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

API = "api:"


def addresses() -> Iterator[str]:
    """Yield the name of every page with its namespace; without one, its path."""
    return (name for name in _all() if not name.startswith(API))


def api_addresses() -> Iterator[str]:
    """Yield the name of every address of the programming interface."""
    return (name for name in _all() if name.startswith(API))


def _all() -> Iterator[str]:
    yield from _walk(get_resolver(settings.ROOT_URLCONF), ())


def _walk(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry, inner)
        elif isinstance(entry, URLPattern):
            yield ":".join((*spaces, entry.name or f"unnamed {entry.pattern}"))
