"""The office is prepared from the packs, once."""

from io import StringIO

import pytest
from django.core.management import call_command

from appeals.models import AdvisoryBody
from audit.models import Entry
from offices.models import Organ

pytestmark = pytest.mark.django_db

# typed from the ordinance's list of implementing organs
ORGANS = {"区長", "教育委員会", "選挙管理委員会", "監査委員", "農業委員会", "議会"}
BODIES = {
    "練馬区情報公開および個人情報保護審査会",
    "練馬区情報公開および個人情報保護運営審議会",
}


def prepare() -> str:
    out = StringIO()
    call_command("prepare_office", stdout=out)
    return out.getvalue()


def test_prepare_office_makes_organs_and_advisory_bodies() -> None:
    prepare()

    assert set(Organ.objects.values_list("name", flat=True)) == ORGANS
    assert set(AdvisoryBody.objects.values_list("name", flat=True)) == BODIES


def test_prepare_office_changes_nothing_the_second_time() -> None:
    prepare()

    assert prepare() == ""
    assert Entry.objects.count() == 1


def test_prepare_office_follows_a_changed_name_and_keeps_the_row() -> None:
    prepare()
    organ = Organ.objects.get(code="mayor")
    Organ.objects.filter(pk=organ.pk).update(name="旧名")

    assert prepare() == "mayor\n"
    organ.refresh_from_db()
    assert organ.name == "区長"
