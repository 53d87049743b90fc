"""The telephone number of a division, as its letters name it."""

import pytest

from audit.models import Entry
from offices.models import Division, Staff
from offices.operations.set_division_telephone import (
    CannotSetTelephone,
    set_division_telephone,
)
from offices.permissions import NotAdministrator
from tests.offices.operations.conftest import NOW, TODAY, Scene

pytestmark = pytest.mark.django_db


def give(scene: Scene, telephone: str, by: Staff) -> None:
    set_division_telephone(
        division=scene.office.roads, telephone=telephone, by=by, on=TODAY, at=NOW
    )


@pytest.mark.parametrize("number", ["03-0000-0000", "03-0000-0000（内線1234）", ""])
def test_number_is_kept_and_told_on_the_trail(scene: Scene, number: str) -> None:
    give(scene, number, scene.administrator)

    assert Division.objects.get(pk=scene.office.roads.pk).telephone == number
    assert Entry.objects.get().facts == {"telephone": number}


@pytest.mark.parametrize("number", ["総務課", "03 0000", "-1", "03-0000-0000 内線1"])
def test_what_cannot_be_called_is_refused(scene: Scene, number: str) -> None:
    with pytest.raises(CannotSetTelephone):
        give(scene, number, scene.administrator)

    assert not Entry.objects.exists()


def test_number_is_written_by_administrators(scene: Scene) -> None:
    with pytest.raises(NotAdministrator):
        give(scene, "03-0000-0000", scene.clerk)
