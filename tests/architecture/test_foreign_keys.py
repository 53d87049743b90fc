"""Tables point downwards only; a foreign key slips past an import contract."""

import pytest
from django.db import models

from tests.architecture.rules import registry, tree
from tests.architecture.rules.registry import Edge
from tests.architecture.rules.tree import Finding

DOWNWARD = Edge("casework.Unit.organ", "casework", "offices")


class Loose(models.Model):
    """A table that lets go, and sorts; no database ever sees it."""

    case = models.ForeignKey(
        "casework.Case", on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        """Outside the house, so that no rule meets it by chance."""

        app_label = "sample"
        managed = False
        ordering = ("case",)

    def __str__(self) -> str:
        return "loose"


def test_tables_point_downwards_only() -> None:
    assert tree.listing(registry.upward(registry.edges())) == ""


def test_every_pointer_is_seen() -> None:
    assert DOWNWARD in registry.edges()
    assert {edge.source for edge in registry.edges()} == {
        "audit",
        "offices",
        "casework",
        "notices",
        "disclosure",
        "privacy",
        "appeals",
        "annual",
        "desk",
    }


def test_every_app_has_a_height() -> None:
    assert registry.HEIGHT.keys() == tree.app_names()


@pytest.mark.parametrize(
    ("edge", "says"),
    [
        (Edge("casework.Unit.appeal", "casework", "appeals"), "points upward"),
        (Edge("audit.Entry.staff", "audit", "offices"), "points upward"),
        (Edge("privacy.Request.same", "privacy", "disclosure"), "at a stranger"),
        (Edge("casework.Note.type", "casework", "contenttypes"), "out of the house"),
    ],
)
def test_pointer_upwards_is_found(edge: Edge, says: str) -> None:
    (finding,) = registry.upward([DOWNWARD, edge])

    assert finding.place == edge.place
    assert says in finding.says


def test_nothing_lets_go_of_what_it_points_at() -> None:
    found = [item for model in registry.models() for item in registry.loose_ends(model)]

    assert tree.listing(found) == ""


def test_pointer_that_lets_go_is_found() -> None:
    (finding,) = registry.loose_ends(Loose)

    assert finding == Finding("sample.Loose.case", "is not protected from deletion")


def test_no_table_sorts_by_itself() -> None:
    found = [
        item for model in registry.models() for item in registry.hidden_order(model)
    ]

    assert tree.listing(found) == ""


def test_table_that_sorts_by_itself_is_found() -> None:
    assert len(list(registry.hidden_order(Loose))) == 1
