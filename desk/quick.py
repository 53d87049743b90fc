"""The common questions to the list of units, each an address."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from desk.filters import DUE, OPEN


@dataclass(frozen=True, slots=True)
class Question:
    """A link to the list narrowed in one way."""

    label: str
    query: str
    is_current: bool


def questions(asked: QueryDict) -> list[Question]:
    """Return the common questions, the one in force marked."""
    offered = [
        (_("All"), ""),
        (_("Undecided"), f"state={OPEN}"),
        *((str(label), f"due={name}") for name, label in DUE),
    ]
    narrowing = asked.copy()
    for name in ("sort", "page"):
        narrowing.pop(name, None)
    current = "&".join(f"{k}={v}" for k, v in narrowing.items() if v)
    return [Question(label, query, current == query) for label, query in offered]
