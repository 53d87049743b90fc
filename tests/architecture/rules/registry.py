"""The tables: who points at whom, and which layer may."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import PROTECT, Field, ForeignObject, Model

from tests.architecture.rules.tree import Finding, app_names

# from the bottom; those on one line are strangers to each other
LAYERS = (
    ("audit",),
    ("offices", "ordinances"),
    ("casework",),
    ("notices",),
    ("disclosure", "privacy"),
    ("appeals",),
    ("annual",),
    ("desk",),
    ("config",),
)
HEIGHT = {app: height for height, layer in enumerate(LAYERS) for app in layer}


@dataclass(frozen=True, slots=True)
class Edge:
    """A foreign key, one-to-one or many-to-many field.

    Attributes:
        place: `app.Model.field`.
        source: The app the field stands in.
        target: The app it points at.
    """

    place: str
    source: str
    target: str


def models() -> list[type[Model]]:
    """Return the models of the house."""
    ours = app_names()
    return [model for model in apps.get_models() if model._meta.app_label in ours]


def columns(model: type[Model]) -> list["Field[object, object]"]:
    """Return the fields a model itself declares or inherits, with columns."""
    return [*model._meta.local_fields, *model._meta.local_many_to_many]


def edges() -> list[Edge]:
    """Return every pointer from one table to another."""
    return [
        Edge(
            f"{model._meta.label}.{field.name}",
            model._meta.app_label,
            field.related_model._meta.app_label,
        )
        for model in models()
        for field in columns(model)
        if field.is_relation and not isinstance(field.related_model, str | None)
    ]


def upward(found: Iterable[Edge]) -> Iterator[Finding]:
    """Yield the pointers from a lower layer to a higher, or among strangers."""
    for edge in found:
        if edge.target not in HEIGHT:
            yield Finding(edge.place, f"points out of the house, at {edge.target}")
        elif edge.source == edge.target:
            continue
        elif HEIGHT[edge.source] == HEIGHT[edge.target]:
            yield Finding(edge.place, f"points at a stranger, {edge.target}")
        elif HEIGHT[edge.source] < HEIGHT[edge.target]:
            yield Finding(edge.place, f"points upward, at {edge.target}")


def loose_ends(model: type[Model]) -> Iterator[Finding]:
    """Yield the pointers that let go: everything is kept (`on_delete=PROTECT`)."""
    for field in columns(model):
        if isinstance(field, ForeignObject):
            rule = field.remote_field.on_delete
            if rule is not PROTECT:
                place = f"{model._meta.label}.{field.name}"
                yield Finding(place, "is not protected from deletion")


def hidden_order(model: type[Model]) -> Iterator[Finding]:
    """Yield a model that sorts every query without being asked."""
    if model._meta.ordering:
        yield Finding(model._meta.label, "has an order of its own (`Meta.ordering`)")
