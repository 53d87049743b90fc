"""What was looked for, kept with the session and never in an address.

A name in an address would stand in the history of the browser, in logs of servers
on the way and in the referrer. The address names a random key; the text goes when
the session ends.
"""

from secrets import token_urlsafe

from django.contrib.sessions.backends.base import SessionBase

KEPT = "searches"
MOST_KEPT = 20
KEY_BYTES = 9


def keep(session: SessionBase, text: str) -> str:
    """Keep a text, the last ones only, and return its key."""
    key = token_urlsafe(KEY_BYTES)
    kept: dict[str, str] = session.get(KEPT, {})
    latest = [(k, t) for k, t in kept.items() if t != text][1 - MOST_KEPT :]
    session[KEPT] = {**dict(latest), key: text}
    return key


def kept(session: SessionBase, key: str) -> str | None:
    """Return the text of a key; None when it is not kept any more."""
    texts: dict[str, str] = session.get(KEPT, {})
    return texts.get(key)
