"""Shadow columns follow their texts, whoever writes them."""

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from casework.folding import digits, fold
from casework.intake import PartyFacts
from casework.models import Case, Party, PartyRole, Unit
from disclosure.ledger_import import DisclosureLedger
from tests.factories.cases import intake, make_branch, make_unit
from tests.factories.cast import make_office
from tests.factories.ledgers import DISCLOSURE, grid, request, take_in, write_csv

pytestmark = pytest.mark.django_db

NAMES = ("髙﨑　花子", "渡邉 ﾊﾅｺ", "㈱豊玉―北", "Ｔａｒｏ", "𠮷田", "葛\U000e0100西")
SUBJECTS = ("道路の台帳（令和２年〜３年）", "橋の点検の記録", "ｺﾋﾟｰ代の一覧", "")
PHONES = ("０３−３９９３−１１１１", "090-1234-5678", "")


def dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - invented ledgers, no secrets


def stale() -> Iterator[str]:
    """Name every shadow that is not what its text is folded to."""
    for case in Case.objects.all():
        if case.folded_number != fold(case.number_text):
            yield f"number of {case}"
        if case.folded_subject != fold(case.subject):
            yield f"subject of {case}"
    for unit in Unit.objects.select_related("case"):
        if unit.folded_subject != fold(unit.subject):
            yield f"subject of {unit}"
    for party in Party.objects.all():
        shadows = party.folded_name, party.folded_kana, party.phone_digits
        if shadows != (fold(party.name), fold(party.kana), digits(party.phone)):
            yield f"party {party.name}"


def open_at_random(rng: Random) -> Unit:
    """Open a case with up to three units and a requester."""
    party = PartyFacts(
        role=PartyRole.REQUESTER,
        name=rng.choice(NAMES),
        kana=rng.choice(("", "ﾀｶｻｷ ハナコ")),
        phone=rng.choice(PHONES),
    )
    facts = intake(subject=rng.choice(SUBJECTS))
    unit = make_unit(replace(facts, parties=(party,)))
    for _ in range(rng.randrange(3)):
        make_branch(unit, division=make_office().roads)
    return unit


def ledger(rng: Random, path: Path) -> Path:
    """Write a ledger; the same seed numbers the same rows."""
    rows = [
        request(
            f"第{number}号" + (f"の{branch}" if branch > 1 else ""),
            件名=rng.choice(SUBJECTS[:3]),
            請求者名=rng.choice(NAMES),
        )
        for number in range(500, 520)
        for branch in range(1, rng.randrange(1, 3) + 1)
    ]
    return write_csv(path, grid(DISCLOSURE, rows))


def test_no_path_leaves_a_shadow_behind(tmp_path: Path) -> None:
    rng = dice(7)
    for _ in range(20):
        open_at_random(rng)
    first = take_in(ledger(dice(1), tmp_path / "a.csv"), DisclosureLedger())
    again = take_in(
        ledger(dice(2), tmp_path / "b.csv"), DisclosureLedger(), update=True
    )

    assert (first.errors, again.errors) == ([], [])
    assert first.created > 20
    assert again.updated > 10
    assert list(stale()) == []


def test_changed_text_takes_its_shadow_along() -> None:
    unit = open_at_random(dice(3))
    party = unit.case.parties.get()
    party.name, party.kana, party.phone = "髙橋", "ﾀｶﾊｼ", "０３"
    party.save()
    unit.subject = "ﾄﾞｳﾛ"
    unit.save()

    party.refresh_from_db()
    unit.refresh_from_db()

    assert (party.folded_name, party.folded_kana) == ("高橋", "たかはし")
    assert party.phone_digits == "03"
    assert unit.folded_subject == "どうろ"


def test_stale_shadow_is_noticed() -> None:
    """The negative control: what goes past `save` is found out here."""
    unit = open_at_random(dice(4))
    Party.objects.filter(case=unit.case).update(name="別の名前")

    assert list(stale()) == ["party 別の名前"]


def test_text_as_typed_is_not_changed() -> None:
    make_unit(intake(subject=SUBJECTS[0], requester=NAMES[0]))

    assert Case.objects.get().subject == SUBJECTS[0]
    assert Party.objects.get().name == NAMES[0]


def test_migration_fills_the_rows_that_are_there() -> None:
    for seed in range(5):
        open_at_random(dice(seed))
    Case.objects.update(folded_number="", folded_subject="")
    Unit.objects.update(folded_subject="")
    Party.objects.update(folded_name="", folded_kana="", phone_digits="")
    assert list(stale()) != []
    migration = import_module("casework.migrations.0004_search")

    migration.fill(apps, SimpleNamespace(connection=connection))

    assert list(stale()) == []
