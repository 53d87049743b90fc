"""Every field of every table has a class: how sensitive a value is.

What has no class stops the build, so that a new field is thought about before
a page, an export or a letter can show it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import yaml

from tests.architecture.rules.registry import columns, models
from tests.architecture.rules.tree import ROOT, Finding

FILE = ROOT / "config" / "field_classes.yaml"
CLASSES = frozenset(
    {"open", "subject", "requester", "free_text", "staff", "secret", "internal"}
)

# model → class → fields
Classified = Mapping[str, Mapping[str, Sequence[str]]]


def read() -> Classified:
    """Return the classification as it stands in the file."""
    content: Classified = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return content


def declared() -> dict[str, frozenset[str]]:
    """Return the fields of every model of the house."""
    return {
        model._meta.label: frozenset(field.name for field in columns(model))
        for model in models()
    }


def gaps(
    classified: Classified, fields: Mapping[str, frozenset[str]]
) -> Iterator[Finding]:
    """Yield fields without a class, with two, and classes of no field."""
    for model in sorted(fields.keys() | classified.keys()):
        yield from _gaps_of(model, classified.get(model, {}), fields.get(model))


def _gaps_of(
    model: str, classes: Mapping[str, Sequence[str]], fields: frozenset[str] | None
) -> Iterator[Finding]:
    if fields is None:
        yield Finding(model, "is classified and does not exist")
        return
    counted = Counter(name for names in classes.values() for name in names)
    for name in sorted(fields - counted.keys()):
        yield Finding(f"{model}.{name}", "has no class")
    for name in sorted(counted.keys() - fields):
        yield Finding(f"{model}.{name}", "is classified and does not exist")
    for name in sorted(name for name, n in counted.items() if n > 1):
        yield Finding(f"{model}.{name}", "has more than one class")
    for unknown in sorted(classes.keys() - CLASSES):
        yield Finding(model, f"“{unknown}” is no class")
