"""The symbol of a division in document numbers."""

import pytest

from audit.models import Entry
from offices.models import Division, Staff
from offices.operations.set_division_symbol import (
    CannotSetSymbol,
    set_division_symbol,
)
from offices.permissions import NotAdministrator
from tests.offices.operations.conftest import NOW, TODAY, Scene

pytestmark = pytest.mark.django_db


def give(scene: Scene, symbol: str, by: Staff) -> None:
    set_division_symbol(
        division=scene.office.roads, symbol=symbol, by=by, on=TODAY, at=NOW
    )


@pytest.mark.parametrize("symbol", ["土道", "総情", ""])
def test_symbol_is_kept_and_told_on_the_trail(scene: Scene, symbol: str) -> None:
    give(scene, symbol, scene.administrator)

    assert Division.objects.get(pk=scene.office.roads.pk).symbol == symbol
    assert Entry.objects.get().facts == {"symbol": symbol}


@pytest.mark.parametrize("symbol", ["土道2", "土 道", "長" * 21, "{n}"])
def test_what_would_be_read_as_a_number_is_refused(scene: Scene, symbol: str) -> None:
    with pytest.raises(CannotSetSymbol):
        give(scene, symbol, scene.administrator)

    assert not Entry.objects.exists()


def test_symbol_is_written_by_administrators(scene: Scene) -> None:
    with pytest.raises(NotAdministrator):
        give(scene, "土道", scene.clerk)
