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
desk:retention       -              GET     o  o  o  o  x  x  x  o  o  x  x  s  s
desk:retention       -              POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:retention-file  csv            GET     o  o  o  o  x  x  x  o  o  x  x  s  s
desk:retention-file  csv            POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:retention-file  missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:carry-over      -              GET     o  o  o  o  x  x  x  o  o  x  x  s  s
desk:carry-over      -              POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:carry-over-file csv            GET     o  o  o  o  x  x  x  o  o  x  x  s  s
desk:carry-over-file csv            POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:carry-over-file missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:turn-of-year    -              GET     o  x  x  x  x  x  x  x  x  o  x  s  s
desk:turn-of-year    -              POST    r  x  x  x  x  x  x  x  x  r  x  s  s
"""
FILES = frozenset({"retention-file", "carry-over-file"})
NAMES = FILES | {"redating"}


def make_spring() -> None:
    """Apply a change of the rules that moves nothing."""
    redate(reason="規則の確認", by=CLERK, on=RECEIVED, at=AT)


def parameters(name: str, thing: str) -> dict[str, str | int]:
    """Return the parts of an address."""
    if name in FILES:
        return {"suffix": "doc" if thing == "missing" else thing}
    if thing == "missing":
        return {"pk": NOWHERE}
    return {"pk": Redating.objects.values_list("pk", flat=True).get()}
