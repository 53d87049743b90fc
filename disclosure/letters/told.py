"""What one letter tells, before it is addressed."""

from dataclasses import dataclass
from datetime import date

from casework.models import Party
from disclosure.letters.facts import Facts
from notices.letter import Gap


@dataclass(frozen=True, slots=True)
class Told:
    """What one letter tells, before it is addressed.

    Attributes:
        form: The key of the form.
        about: The subject key.
        on: The day it bears.
        facts: Under the names of the form's slots.
        gaps: What the facts lack.
        to: Third parties it goes to; None is whoever made the request.
    """

    form: str
    about: str
    on: date
    facts: Facts
    gaps: tuple[Gap, ...] = ()
    to: tuple[Party, ...] | None = None
