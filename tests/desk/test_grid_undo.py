"""One undo for each act, on the server: a button, no script."""

import pytest

from casework.findings import Finding
from tests.desk.grid_office import PARTIAL, decide, make_grid, text_of
from tests.desk.page_helpers import client_of

pytestmark = pytest.mark.django_db


def test_button_names_the_act_and_gives_the_rows_back() -> None:
    office = make_grid(3)
    decide(office, office.cast.division_staff, row_2=PARTIAL)
    answer = office.apply("1-3", outcome="full")
    assert "Undo: Full disclosure for 3 rows" in text_of(answer)

    answer = office.send(office.form(), "undo")

    assert [office.finding(row) for row in (1, 2, 3)] == [
        Finding(outcome=""),
        PARTIAL,
        Finding(outcome=""),
    ]
    assert "Undone: Full disclosure for 3 rows" in text_of(answer)


def test_acts_are_undone_one_by_one() -> None:
    office = make_grid(2)
    office.apply("1", outcome="full")
    office.apply("2", outcome="non_disclosure", grounds="personal")

    office.send(office.form(), "undo")
    after_one = office.outcomes()
    office.send(office.form(), "undo")

    assert after_one == ["full", ""]
    assert office.outcomes() == ["", ""]


def test_undoing_twice_by_one_form_undoes_one_act() -> None:
    office = make_grid(1)
    office.apply("1", outcome="full")
    form = office.form()

    office.send(form, "undo")
    answer = office.send(form, "undo")

    assert office.outcomes() == [""]
    assert "There is nothing to undo." in text_of(answer)


def test_later_work_of_somebody_else_is_not_undone() -> None:
    office = make_grid(2)
    office.apply("1-2", outcome="full")
    decide(office, office.cast.records_officer, row_1=PARTIAL)

    answer = office.send(office.form(), "undo")

    assert office.finding(1) == PARTIAL
    assert office.outcomes()[1] == "full"
    page = text_of(answer)
    assert "It cannot be undone any more." in page
    assert "records_officer 氏" in page


def test_undo_belongs_to_whoever_did_it_and_to_that_unit() -> None:
    office = make_grid(1)
    office.apply("1", outcome="full")
    other = client_of(office.cast.records_officer)

    page = text_of(other.get(office.url))
    office.send(office.form(other), "undo", other)

    assert "Undo:" not in page
    assert office.outcomes() == ["full"]


def test_undo_raises_the_version_like_any_act() -> None:
    office = make_grid(1)
    office.apply("1", outcome="full")

    office.send(office.form(), "undo")

    assert office.records()[0].version == 3


def test_what_is_typed_elsewhere_stays_when_something_is_undone() -> None:
    office = make_grid(2)
    office.apply("1", outcome="full")
    form = office.form()
    second = office.records()[1]
    form.set(f"r{second.pk}-title", "打ちかけの文書名")
    form.set("n1-title", "まだ保存していない文書")

    answer = office.send(form, "undo")

    page = answer.content.decode()
    assert office.outcomes() == ["", ""]
    assert "Undone: Full disclosure for 1 row" in text_of(answer)
    assert "打ちかけの文書名" in page
    assert "まだ保存していない文書" in page
    assert office.records()[1].title == second.title
