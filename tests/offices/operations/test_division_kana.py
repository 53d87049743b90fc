"""How the name of a division is read."""

import pytest

from audit.models import Entry
from offices.models import Division
from offices.operations.set_division_kana import CannotSetKana, set_division_kana
from offices.permissions import NotAdministrator
from tests.offices.operations.conftest import NOW, TODAY, Scene

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kana", ["どうろか", "ドウロカ", "らいせんすー・か", ""])
def test_kana_is_kept_and_told_on_the_trail(scene: Scene, kana: str) -> None:
    set_division_kana(
        division=scene.office.roads,
        kana=kana,
        by=scene.administrator,
        on=TODAY,
        at=NOW,
    )

    assert Division.objects.get(pk=scene.office.roads.pk).kana == kana
    assert Entry.objects.get().facts == {"kana": kana}


@pytest.mark.parametrize("kana", ["道路課", "douroka", "どうろ1"])
def test_what_is_no_kana_is_refused(scene: Scene, kana: str) -> None:
    with pytest.raises(CannotSetKana):
        set_division_kana(
            division=scene.office.roads,
            kana=kana,
            by=scene.administrator,
            on=TODAY,
            at=NOW,
        )

    assert not Entry.objects.exists()


def test_kana_is_written_by_administrators(scene: Scene) -> None:
    with pytest.raises(NotAdministrator):
        set_division_kana(
            division=scene.office.roads,
            kana="どうろか",
            by=scene.clerk,
            on=TODAY,
            at=NOW,
        )
