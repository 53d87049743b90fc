"""The words of the demonstration, as typed values."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).parent / "words"
PLANS = Path(__file__).parent / "plans"

GroundSet = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A division and what stands above it; names as people write them."""

    organ: str
    department: str
    division: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Topic:
    """A kind of record people ask for.

    Attributes:
        key: The name of the topic.
        weight: How often it is asked for.
        places: Who may answer.
        askers: Categories of requesters, or relations, with their weights.
        subjects: Sentences with gaps like `{town}`.
        outcomes: How likely each end is.
        grounds: How likely each set of grounds is.
        sheets: Fewest and most sides copied.
    """

    key: str
    weight: int
    places: tuple[Place, ...]
    askers: Mapping[str, int]
    subjects: tuple[str, ...]
    outcomes: Mapping[str, int]
    grounds: Mapping[GroundSet, int]
    sheets: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Topics:
    """What one division is asked for, what several at once, and by which ways."""

    single: tuple[Topic, ...]
    divided: tuple[Topic, ...]
    channels: Mapping[str, int]


def read(path: Path) -> dict[str, Any]:
    """Return a data file as it stands."""
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def ground_set(text: str) -> GroundSet:
    """Return the codes of a set of grounds: `personal corporate`."""
    return tuple(text.split())


@cache
def organisation() -> Mapping[str, Place]:
    """Return the divisions by name; names are unique in the demonstration."""
    organs = read(WORDS / "divisions.yaml")["organs"]
    return {
        division: Place(organ["name"], department, division)
        for organ in organs.values()
        for department, divisions in organ["departments"].items()
        for division in divisions
    }


@cache
def division_kana() -> Mapping[str, str]:
    """Return how the names of divisions are read."""
    kana: dict[str, str] = read(WORDS / "divisions.yaml")["kana"]
    return kana


@cache
def organ_codes() -> Mapping[str, str]:
    """Return the codes of the organs by the names the ledgers write."""
    organs = read(WORDS / "divisions.yaml")["organs"]
    return {organ["name"]: code for code, organ in organs.items()}


@cache
def disclosure_topics() -> Topics:
    """Return what people ask for under the ordinance on public records."""
    data = read(WORDS / "topics.yaml")
    single, divided = (
        tuple(
            _topic(key, entry, data["profiles"][entry["requesters"]])
            for key, entry in data[part].items()
        )
        for part in ("topics", "divided")
    )
    return Topics(single, divided, data["channels"])


@cache
def self_information_topics() -> Topics:
    """Return what people ask of their own data."""
    data = read(WORDS / "self_information.yaml")
    topics = tuple(
        _topic(key, entry, data["relations"][entry["relations"]])
        for key, entry in data["topics"].items()
    )
    divided = tuple(t for t in topics if len({p.organ for p in t.places}) == 1)
    return Topics(topics, divided, data["channels"])


@cache
def names() -> Mapping[str, Any]:
    """Return the parts of the requesters' names."""
    return read(WORDS / "names.yaml")


@cache
def places() -> Mapping[str, list[str]]:
    """Return what the gaps of subjects are filled with."""
    return read(WORDS / "places.yaml")


def _topic(key: str, entry: dict[str, Any], askers: Mapping[str, int]) -> Topic:
    first, last = entry.get("sheets", (0, 0))
    return Topic(
        key=key,
        weight=entry["weight"],
        places=tuple(organisation()[name] for name in entry["divisions"]),
        askers=askers,
        subjects=tuple(entry["subjects"]),
        outcomes=entry["outcomes"],
        grounds={ground_set(text): n for text, n in entry["grounds"].items()},
        sheets=(first, last),
    )
