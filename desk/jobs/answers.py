"""What a job leaves for the reader."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Where to go on."""

    url: str
    label: str
