"""A letter whose bytes are another's: told once the refused act is rolled back."""

from datetime import datetime

from notices.bytes_check import BytesDiffer
from notices.operations.hand_out import tell_refusal
from offices.models import Staff


def tell_if_damaged(error: Exception, *, by: Staff, at: datetime) -> None:
    """Tell the trail where an act was refused because of a letter's bytes.

    Args:
        error: Why the act was refused; anything else is not told.
        by: Who acted.
        at: The instant.
    """
    if isinstance(error, BytesDiffer):
        tell_refusal(error, purpose="send", by=by.as_actor(), at=at)
