"""The OpenAPI document as people read it: one entry per operation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from desk.api.openapi import document

JSON = "application/json"
Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """A parameter, a header or a field of the body.

    Attributes:
        place: Where it is sent: `query`, `header` or `body`.
        choices: The codes it takes; empty where it is free or hangs on the packs.
    """

    name: str
    place: str
    kind: str
    is_required: bool
    says: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation."""

    name: str
    method: str
    path: str
    says: str
    members: list[Member]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The operations on one noun."""

    tag: str
    title: str
    entries: list[Entry]


def chapters() -> list[Chapter]:
    """Return the whole document, noun by noun."""
    found: dict[str, list[Entry]] = {}
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            entry = _entry(path, method, operation)
            found.setdefault(operation["tags"][0], []).append(entry)
    return [Chapter(tag, title, found[tag]) for tag, title in titles() if tag in found]


def titles() -> list[tuple[str, str]]:
    """Return the nouns in the order of the page."""
    return [
        ("units", _("Units")),
        ("cases", _("Cases")),
        ("records", _("Records")),
        ("requests", _("New requests")),
        ("acts", _("Acts on a unit")),
        ("appeals", _("Appeals")),
        ("board-sessions", _("Board sessions")),
        ("figures", _("Figures")),
        ("annual-tables", _("Annual tables")),
    ]


def _entry(path: str, method: str, operation: Node) -> Entry:
    return Entry(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        says=str(operation.get("description", "")),
        members=[*_parameters(operation), *_body(operation)],
    )


def _parameters(operation: Node) -> Iterator[Member]:
    for item in operation.get("parameters", ()):
        if item["in"] != "path":
            yield _member(
                item["name"],
                item["in"],
                item["schema"],
                is_required=bool(item.get("required")),
                says=str(item.get("description", "")),
            )


def _body(operation: Node) -> Iterator[Member]:
    content = operation.get("requestBody", {}).get("content", {})
    shape = _resolved(content.get(JSON, {}).get("schema", {}))
    for name, field in shape.get("properties", {}).items():
        yield _member(
            name,
            "body",
            field,
            is_required=name in shape.get("required", ()),
            says=str(field.get("description", "")),
        )
        for inner in _items(field):
            yield _member(
                f"{name}[].{inner[0]}",
                "body",
                inner[1],
                is_required=False,
                says=str(inner[1].get("description", "")),
            )


def _items(field: Node) -> Iterator[tuple[str, Node]]:
    """Yield the members of each object of a list."""
    yield from _resolved(field.get("items", {})).get("properties", {}).items()


def _member(
    name: str, place: str, shape: Node, *, is_required: bool, says: str
) -> Member:
    known = _resolved(shape)
    return Member(
        name=name,
        place=place,
        kind=str(known.get("type", "object")),
        is_required=is_required,
        says=says,
        choices=tuple(str(code) for code in known.get("enum", ()) if code),
    )


def _resolved(shape: Node) -> Node:
    """Return a shape itself where only its name is given."""
    name = shape.get("$ref", "").rpartition("/")[2]
    found: Node = document()["components"]["schemas"][name] if name else shape
    return found
