"""Do an act once, however often its form or call arrives."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import FormToken
from offices.models import Staff

Answer = dict[str, Any]


class KeyReused(CaseworkError):
    """The key was used before, for something else."""

    code = "key_reused"

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(
            _(
                "This form was sent before with other contents, and those were taken. "
                "Please look at the unit first; what you typed is still here and is "
                "taken when you send it again."
            )
        )


@transaction.atomic
def once(
    *,
    key: str,
    by: Staff,
    act: str,
    payload: Mapping[str, object],
    at: datetime,
    do: Callable[[], Answer],
) -> Answer:
    """Do an act unless this person did it with this key already.

    Key, act and answer stand or fall together with what the act writes: a refused
    act leaves its key free.

    Args:
        key: The one-time key of a form, or the Idempotency-Key of a call.
        by: Who acts; keys of others are other keys.
        act: The verb.
        payload: What was sent, as JSON would hold it.
        at: The instant.
        do: Does the act and returns what is answered, as JSON holds it.

    Returns:
        The answer; that of the first time when the key was used before.

    Raises:
        KeyReused: The key was used for another act or with other contents.
    """
    earlier = answered(key=key, by=by, act=act, payload=payload)
    if earlier is not None:
        return earlier
    try:
        with transaction.atomic():
            token = FormToken.objects.create(
                key=key, staff=by, act=act, payload_digest=_digest(payload), at=at
            )
    except IntegrityError:
        # the same form arrived at the same moment and came first
        earlier = answered(key=key, by=by, act=act, payload=payload)
        if earlier is None:
            raise
        return earlier
    token.answer = do()
    token.save(update_fields=["answer"])
    return dict(token.answer)


def answered(
    *, key: str, by: Staff, act: str, payload: Mapping[str, object]
) -> Answer | None:
    """Return what the first sending was answered, None when there was none.

    Args:
        key: The one-time key.
        by: Who sends.
        act: The verb.
        payload: What was sent.

    Raises:
        KeyReused: The key was used for another act or with other contents.
    """
    token = FormToken.objects.filter(staff=by, key=key).first()
    if token is None:
        return None
    if token.act != act or token.payload_digest != _digest(payload):
        raise KeyReused(key)
    return dict(token.answer)


def _digest(payload: Mapping[str, object]) -> str:
    return trail.digest(payload)
