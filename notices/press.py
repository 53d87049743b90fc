"""What issuing needs from above: which letters there are, their words, their print.

Letters are made by the slices and put together by the desk; this app knows neither.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from casework.models import Unit
from notices.letter import Letter

Text = Mapping[str, Any]
LettersOf = Callable[[Unit, date], Sequence[Letter]]
Render = Callable[[Text], bytes]


@dataclass(frozen=True, slots=True)
class Worded:
    """A letter in words.

    Attributes:
        text: What is printed, as JSON holds it.
        form_version: Which wording of the form it was.
    """

    text: Text
    form_version: str


class Word(Protocol):
    """Puts a letter into words by the form in force on its day."""

    def __call__(self, letter: Letter, *, number_text: str, issued_on: date) -> Worded:
        """Return the words.

        Raises:
            CaseworkError: The pack has no such form on that day, or a value that
                the form needs is unknown.
        """


@dataclass(frozen=True, slots=True)
class Press:
    """How letters are found, worded and printed.

    Attributes:
        letters_of: The letters of a unit as things stand on a day.
        word: Puts one into words.
        render: Prints words; the same words give the same bytes.
    """

    letters_of: LettersOf
    word: Word
    render: Render
