"""What is known of a record when it is found: plain facts."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFacts:
    """A record (公文書) as it was found.

    Attributes:
        title: Its name; never empty.
        document_number: Its number as written.
        made_on: When it was made.
        sheets: How many sides.
        medium: Paper, file, map … in words.
        third_party: A code of `casework.models.ThirdParty`, or empty.
    """

    title: str
    document_number: str = ""
    made_on: date | None = None
    sheets: int | None = None
    medium: str = ""
    third_party: str = ""
