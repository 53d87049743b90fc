"""By what a letter and its addressee are known: in the database, in the PDF."""

from collections.abc import Mapping

from audit import trail
from notices.letter import Addressee, Letter
from notices.models import Notice

# as long as a mark inside the printed bytes needs to be
DIGEST_LENGTH = 32


def addressee_key(addressee: Addressee) -> str:
    """Return who is told, wherever: `party:7`, else a digest of the name."""
    if addressee.party is not None:
        return f"party:{addressee.party}"
    return f"name:{_digest({'name': addressee.name})}"


def letter_key(letter: Letter) -> str:
    """Return the key of a letter among those of its unit."""
    return "|".join((letter.form, letter.about, addressee_key(letter.addressee)))


def key_of_issued(notice: Notice) -> str:
    """Return the key that the letter had before it was issued."""
    return "|".join((notice.form, notice.about, notice.addressee_key))


def addressee_mark(addressee: Addressee) -> str:
    """Return the keyed digest of an addressee as printed; it tells no name."""
    return _mark(
        addressee.name,
        addressee.postal_code,
        addressee.address,
        addressee.contact_person,
    )


def addressee_mark_of(notice: Notice) -> str:
    """Return the same of the addressee that was copied at issue."""
    return _mark(notice.name, notice.postal_code, notice.address, notice.contact_person)


def _mark(name: str, postal_code: str, address: str, contact_person: str) -> str:
    return _digest(
        {
            "name": name,
            "postal_code": postal_code,
            "address": address,
            "contact_person": contact_person,
        }
    )


def _digest(values: Mapping[str, object]) -> str:
    return trail.digest(values)[:DIGEST_LENGTH]
