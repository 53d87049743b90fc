"""Two people on one grid: nothing is lost, the second is told who changed what."""

from typing import Any

import pytest

from casework.findings import Finding
from casework.versions import Stale
from desk.grid.saving import Done, save_grid
from tests.desk.grid_office import PARTIAL, add, decide, make_grid, text_of
from tests.desk.page_helpers import client_of

pytestmark = pytest.mark.django_db


def test_second_is_told_who_changed_what_and_keeps_what_was_typed() -> None:
    office = make_grid(2)
    key = f"r{office.records()[0].pk}"
    form = office.form().set(f"{key}-reason", "わたしの理由")
    form.set(f"{key}-outcome", "non_disclosure")
    decide(office, office.cast.records_officer, row_1=PARTIAL)

    answer = office.send(form, "save")

    page = text_of(answer)
    assert office.finding(1) == PARTIAL
    assert "records_officer 氏 changed this row at" in page
    assert "now “理由”, yours “わたしの理由”" in page
    assert "now “Partial disclosure”, yours “Non-disclosure”" in page
    assert "わたしの理由</textarea>" in page
    assert f'<a href="#{key}-title">' in page


def test_saving_again_puts_ones_own_in_its_place() -> None:
    office = make_grid(1)
    key = f"r{office.records()[0].pk}"
    form = office.form().set(f"{key}-outcome", "full")
    decide(office, office.cast.records_officer, row_1=PARTIAL)
    office.send(form, "save")
    answer = office.send(form, "save")

    from_page = office.form_of(answer)
    office.send(
        from_page.set(f"{key}-grounds", "").set(f"{key}-withheld_part", ""), "save"
    )

    assert office.outcomes() == ["full"]


def test_rows_nobody_else_touched_are_saved_all_the_same() -> None:
    office = make_grid(3)
    form = office.form()
    for record in office.records()[:2]:
        form.set(f"r{record.pk}-outcome", "full")
    decide(office, office.cast.records_officer, row_1=PARTIAL)

    office.send(form, "save")

    assert office.outcomes() == ["partial", "full", ""]


def test_row_one_did_not_touch_is_no_conflict() -> None:
    office = make_grid(2)
    second = office.records()[1]
    form = office.form().set(f"r{second.pk}-outcome", "full")
    decide(office, office.cast.records_officer, row_1=PARTIAL)

    answer = office.send(form, "save")

    assert office.outcomes() == ["partial", "full"]
    assert 'role="alert"' not in text_of(answer)


def test_two_who_typed_the_same_agree() -> None:
    office = make_grid(1)
    key = f"r{office.records()[0].pk}"
    form = office.form().set(f"{key}-outcome", "full")
    decide(office, office.cast.records_officer, row_1=Finding(outcome="full"))

    answer = office.send(form, "save")

    assert 'role="alert"' not in text_of(answer)
    assert office.records()[0].version == 2


def test_bar_leaves_a_row_that_was_changed_meanwhile() -> None:
    office = make_grid(2)
    key = f"r{office.records()[0].pk}"
    form = office.form().set("bar-rows", "1-2").set("bar-outcome", "full")
    form.set(f"{key}-title", "別の名前")
    decide(office, office.cast.records_officer, row_1=PARTIAL)

    answer = office.send(form, "apply")

    assert office.outcomes() == ["partial", "full"]
    assert 'value="別の名前"' in text_of(answer)


def test_record_removed_meanwhile_is_named() -> None:
    office = make_grid(2)
    first = office.records()[0]
    form = office.form().set(f"r{first.pk}-title", "消えた文書の新しい名前")
    client_of(office.cast.records_officer).post(
        f"{office.url}{first.pk}/remove/", {"version": 1}
    )

    answer = office.send(form, "save")

    assert "消えた文書の新しい名前" in text_of(answer)
    assert len(office.records()) == 1


def test_somebody_faster_by_a_moment_is_seen_by_the_operation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The page was read before the other's act; the lock finds it all the same."""
    office = make_grid(1)
    key = f"r{office.records()[0].pk}"
    form = office.form().set(f"{key}-outcome", "full")
    met: list[str] = []

    def late(*args: Any, **kwargs: Any) -> Done:
        if not met:
            decide(office, office.cast.records_officer, row_1=PARTIAL)
        try:
            return save_grid(*args, **kwargs)
        except Stale:
            met.append("stale")
            raise

    monkeypatch.setattr("desk.views.records.save_grid", late)
    answer = office.send(form, "save")

    assert met == ["stale"]
    assert office.finding(1) == PARTIAL
    assert "changed this row at" in text_of(answer)


def test_grid_of_a_unit_that_waits_for_approval_says_why_it_is_closed() -> None:
    office = make_grid(1)
    office.apply("1", outcome="full")
    form = office.form().set(f"r{office.records()[0].pk}-outcome", "absent")
    office.client.post(
        f"/units/{office.unit.pk}/draft/",
        {"act": "draft", "token": "k", "outcome": "full", "version": ""},
    )

    answer = office.send(form, "save")

    assert office.outcomes() == ["full"]
    page = text_of(answer)
    assert "Take the draft back or have it sent back first." in page
    assert 'id="grid"' not in page


def test_records_added_meanwhile_are_no_second_sending() -> None:
    office = make_grid(1)
    form = office.form().set("n1-title", "わたしの文書")
    add(office.unit, office.cast.records_officer, ["ほかの人の文書"])

    office.send(form, "save")

    titles = [record.title for record in office.records()]
    assert titles == ["文書1", "ほかの人の文書", "わたしの文書"]
