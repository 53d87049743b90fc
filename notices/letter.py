"""A letter before it is issued: which form, about what, to whom, with which facts.

A slice's `letters.py` makes these from what happened; nothing of them is stored
until `operations/issue.py` freezes one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """To whom a letter goes, as it is printed; copied from a party of the case.

    Attributes:
        name: As typed, never folded.
        honorific: 様 or 御中.
        postal_code: Seven digits with a hyphen, or empty.
        address: One line.
        contact_person: Whom to reach in a corporation, or empty.
        party: The key of the party, None where there is none.
    """

    name: str
    honorific: str
    postal_code: str = ""
    address: str = ""
    contact_person: str = ""
    party: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something a letter still lacks; while there is one it is not issued.

    Attributes:
        says: What is missing and how to mend it, in a sentence.
        record: The key of the record whose row lacks it, or None.
        field: The field to mend, as the form of the act calls it.
    """

    says: str
    record: int | None = None
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that is due or may be issued.

    Attributes:
        form: The key of a form of letter in the pack.
        about: The subject key of what it tells: `decision:12`, `clock_event:33`.
        unit: The unit it belongs to; its number is inside the printed bytes.
        addressee: To whom it goes.
        issued_on: The only day it may bear, None where the day is free.
        facts: What its words need, as JSON holds it; frozen at issue.
        gaps: What it still lacks.
    """

    form: str
    about: str
    unit: Unit
    addressee: Addressee
    issued_on: date | None
    facts: Mapping[str, Any]
    gaps: tuple[Gap, ...] = ()
