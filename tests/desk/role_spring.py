"""Closing days, retention stop, carry-over and the turn of the year, by role."""

from casework.models import Redating
from casework.operations.redate import redate
from tests.factories.cases import AT, RECEIVED
from tests.factories.cast import CLERK

NOWHERE = 987654
LINES = """
desk:closures        -              GET     o  x  x  x  x  x  x  x  x  x  x  s  s
desk:closures        -              POST    o  x  x  x  x  x  x  x  x  x  x  s  s
desk:closures-rules  -              GET     o  x  x  x  x  x  x  x  x  x  x  s  s
desk:closures-rules  -              POST    o  x  x  x  x  x  x  x  x  x  x  s  s
desk:redating        redating       GET     o  x  x  x  x  x  x  x  x  x  x  s  s
desk:redating        redating       POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:redating        missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
"""
NAMES = frozenset({"redating"})


def make_spring() -> None:
    """Apply a change of the rules that moves nothing."""
    redate(reason="規則の確認", by=CLERK, on=RECEIVED, at=AT)


def parameters(thing: str) -> dict[str, str | int]:
    """Return the parts of an address."""
    if thing == "missing":
        return {"pk": NOWHERE}
    return {"pk": Redating.objects.values_list("pk", flat=True).get()}
