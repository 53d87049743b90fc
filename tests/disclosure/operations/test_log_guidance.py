"""Logging advice, redirects and informal provision."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from audit import trail
from casework.operations.once import KeyReused
from disclosure.models import Guidance
from disclosure.operations.log_guidance import (
    CannotLogGuidance,
    GuidanceFacts,
    log_guidance,
)
from offices.models import Staff
from tests.factories.cast import make_cast

pytestmark = pytest.mark.django_db

ON = date(2020, 9, 1)
AT = datetime(2020, 9, 1, 3, 0, tzinfo=UTC)


@pytest.fixture
def officer() -> Staff:
    return make_cast().records_officer


def facts(**changes: object) -> GuidanceFacts:
    usual = GuidanceFacts(on=ON, kind="library", what="古い地図の所在")
    return replace(usual, **changes)  # type: ignore[arg-type]  # the fields of the facts


def log(by: Staff, told: GuidanceFacts, key: str = "one") -> Guidance:
    return log_guidance(facts=told, key=key, by=by, on=ON, at=AT)


def test_entry_is_kept_with_its_trail_and_names_nobody(officer: Staff) -> None:
    entry = log(officer, facts())

    stored = Guidance.objects.get()
    assert (stored.on, stored.kind, stored.what) == (ON, "library", "古い地図の所在")
    assert (stored.staff, stored.case) == (officer, None)
    (written,) = trail.entries_of([f"guidance:{entry.pk}"])
    assert written.act == "log_guidance"
    assert written.facts == {"on": "2020-09-01", "kind": "library"}


def test_form_sent_twice_is_one_entry(officer: Staff) -> None:
    first = log(officer, facts())
    again = log(officer, facts())
    other = log(officer, facts(), key="two")

    assert first == again
    assert other != first
    assert Guidance.objects.count() == 2


def test_form_sent_again_with_other_contents_is_refused(officer: Staff) -> None:
    log(officer, facts())

    with pytest.raises(KeyReused):
        log(officer, facts(what="別のこと"))
    assert Guidance.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"what": " 　"}, "nothing_said"),
        ({"on": date(2020, 9, 2)}, "in_future"),
    ],
)
def test_entry_that_cannot_stand_is_refused(
    officer: Staff, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(CannotLogGuidance) as refusal:
        log(officer, facts(**changes))

    assert refusal.value.code == code
    assert not Guidance.objects.exists()


def test_only_records_officers_log() -> None:
    with pytest.raises(CannotLogGuidance) as refusal:
        log(make_cast().division_staff, facts())

    assert refusal.value.code == "not_permitted"
    assert not Guidance.objects.exists()
