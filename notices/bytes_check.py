"""The check before a letter leaves the house: are these bytes this letter?"""

from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from notices.marks import marks_in, marks_of
from notices.models import Notice, Printed
from notices.store import NoticeStore, digest_of


class NotPrinted(CaseworkError):
    """The letter was issued a moment ago and is still being printed."""

    code = "not_printed"

    def __init__(self, notice: Notice) -> None:
        self.notice = notice
        super().__init__(
            _(
                "%(number)s is still being printed. Please open this page again in "
                "a minute; if it stays so, tell the system administrator."
            )
            % {"number": notice.number_text}
        )


class BytesDiffer(CaseworkError):
    """The printed bytes are not those of this letter; it is not handed over.

    Attributes:
        why: `missing`, `digest` or `marks`.
    """

    code = "bytes_differ"

    def __init__(self, notice: Notice, why: str) -> None:
        self.notice, self.why = notice, why
        super().__init__(
            _(
                "The printed file of %(number)s is not the letter that was issued, "
                "so it is not handed over. Nothing was sent. Please tell the system "
                "administrator; a backup holds the right one."
            )
            % {"number": notice.number_text}
        )


def checked_bytes(notice: Notice, *, store: NoticeStore) -> bytes:
    """Return the printed bytes of a letter after they were compared.

    Args:
        notice: With its unit.
        store: Where printed letters lie.

    Raises:
        NotPrinted: There are no bytes yet.
        BytesDiffer: They are gone, their digest is another, or the unit, the
            addressee or the number inside them is another's.
    """
    printed = Printed.objects.filter(notice=notice).first()
    if printed is None:
        raise NotPrinted(notice)
    content = store.read(printed.path)
    if content is None:
        raise BytesDiffer(notice, "missing")
    if digest_of(content) != printed.sha256:
        raise BytesDiffer(notice, "digest")
    if marks_in(content) != marks_of(notice):
        raise BytesDiffer(notice, "marks")
    return content
