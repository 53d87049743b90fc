"""Many rows decided at once, without scripts: one form, one press."""

import pytest

from casework.findings import Finding
from tests.desk.grid_office import PARTIAL, decide, make_grid, text_of

pytestmark = pytest.mark.django_db


def test_rows_by_number_get_the_outcome() -> None:
    office = make_grid(5)

    answer = office.apply("1-3, 5", outcome="full")

    assert office.outcomes() == ["full", "full", "full", "", "full"]
    assert answer.redirect_chain[-1][0].endswith("#id_bar-rows")


def test_ticked_rows_get_the_outcome() -> None:
    office = make_grid(3)
    form = office.form()
    second = office.records()[1]

    office.send(form.set("pick", str(second.pk)).set("bar-outcome", "full"), "apply")

    assert office.outcomes() == ["", "full", ""]


def test_grounds_part_and_sentence_are_applied_in_one_press() -> None:
    office = make_grid(2)

    office.apply(
        "1-2",
        outcome="partial",
        grounds=["personal", "corporate"],
        withheld_part="氏名および印影",
    )

    finding = office.finding(2)
    assert finding.grounds == ("personal", "corporate")
    assert finding.withheld_part == "氏名および印影"
    assert finding.reason.startswith("氏名および印影は、個人に関する情報")
    assert "また、当該部分は、法人等に関する情報" in finding.reason
    assert "第7条第2号" in finding.reason


def test_own_words_go_before_the_sentences_and_stay() -> None:
    office = make_grid(1)

    office.apply("1", outcome="partial", grounds="personal", reason="自筆の理由。")
    office.apply("1", grounds="corporate")

    assert office.finding(1).reason == "自筆の理由。"
    assert office.finding(1).grounds == ("corporate",)


def test_sentence_follows_other_grounds_where_nobody_wrote_one() -> None:
    office = make_grid(1)

    office.apply("1", outcome="non_disclosure", grounds="personal")
    office.apply("1", grounds="corporate")

    assert "法人等に関する情報" in office.finding(1).reason
    assert "個人に関する情報" not in office.finding(1).reason


def test_absence_has_its_kind_and_sentence() -> None:
    office = make_grid(2)

    office.apply("2", outcome="absent", absence_kind="retention_expired")

    finding = office.finding(2)
    assert finding.absence_kind == "retention_expired"
    assert finding.reason.startswith("請求に係る公文書は、保存期間の満了")


def test_full_disclosure_takes_away_what_it_cannot_have() -> None:
    office = make_grid(1)
    decide(office, office.cast.division_staff, row_1=PARTIAL)

    office.apply("1", outcome="full")

    assert office.finding(1) == Finding(outcome="full")


def test_press_without_rows_is_refused_and_keeps_the_bar() -> None:
    office = make_grid(2)

    answer = office.apply("", outcome="full")

    assert office.outcomes() == ["", ""]
    page = text_of(answer)
    assert "No row is selected" in page
    assert 'value="full" selected' in page


@pytest.mark.parametrize(
    ("rows", "says"),
    [("1-9", "There is no row 6"), ("abc", "“abc” names no rows")],
)
def test_rows_that_are_not_there_are_named(rows: str, says: str) -> None:
    office = make_grid(5)

    answer = office.apply(rows, outcome="full")

    assert set(office.outcomes()) == {""}
    assert says in text_of(answer)


def test_what_was_typed_into_rows_is_saved_with_the_press() -> None:
    office = make_grid(2)
    first = office.records()[0]
    form = office.form().set("bar-rows", "2").set("bar-outcome", "full")

    office.send(form.set(f"r{first.pk}-outcome", "non_disclosure"), "apply")

    assert office.outcomes() == ["non_disclosure", "full"]


def test_row_is_copied_from_the_one_above() -> None:
    office = make_grid(3)
    decide(office, office.cast.division_staff, row_1=PARTIAL)
    second = office.records()[1]

    office.send(office.form(), f"copy-{second.pk}")

    assert office.finding(2) == PARTIAL
    assert office.finding(3) == Finding(outcome="")


def test_one_row_is_saved_and_the_others_keep_what_was_typed() -> None:
    office = make_grid(2)
    first, second = office.records()
    form = office.form().set(f"r{first.pk}-outcome", "full")
    form.set(f"r{second.pk}-title", "まだ保存しない")

    answer = office.send(form, f"row-{first.pk}")

    assert office.outcomes() == ["full", ""]
    assert office.records()[1].title == "文書2"
    assert 'value="まだ保存しない"' in text_of(answer)


def test_enter_in_the_bar_without_a_script_applies_it() -> None:
    """The first button of the form is pressed by Enter: it must be the bar's."""
    office = make_grid(1)
    page = text_of(office.apply("1", outcome="full"))

    form = page[page.index('id="grid"') :]
    buttons = [part.partition(">")[0] for part in form.split("<button")[1:]]

    assert any('value="undo"' in button for button in buttons)
    assert 'value="apply"' in buttons[0]
