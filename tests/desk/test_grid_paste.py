"""Rows of a spreadsheet: looked at first, named where wrong, taken once."""

from typing import TYPE_CHECKING

import pytest

from casework.findings import Finding
from casework.models import Unit
from casework.phases import Phase
from tests.desk.grid_office import PARTIAL, Office, decide, make_grid, text_of
from tests.desk.page_helpers import client_of
from tests.desk.sent_form import Form
from tests.factories.cases import make_unit
from tests.factories.cast import make_cast

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db

HEAD = "文書番号\t文書名\t作成年月日\t枚数\t決定区分\t根拠\t公開しない部分\t理由\n"
ROWS = (
    HEAD
    + "2練総第1号\t契約書\tR2.4.1\t12\t全部公開\t\t\t\n"
    + "2練総第2号\t見積書\t〃\t3枚\t部分公開\t1号、2号\t氏名および印影\t\n"
    + "\t議事録\t2020/5/6\t\t非公開\t第7条第4号\t\t自筆の理由\n"
    + "\t写真\t\t\t不存在\t廃棄\t\t\n"
)


def look(office: Office, text: str, act: str = "look") -> "Answer":
    """Paste a text and press."""
    data = {"text": text, "fills_reasons": "on", "act": act}
    return office.client.post(f"{office.url}paste/", data, follow=True)


def empty_office() -> Office:
    cast = make_cast()
    return Office(cast, make_unit(), client_of(cast.division_staff))


def test_look_writes_nothing_and_says_what_would_happen() -> None:
    office = empty_office()

    page = text_of(look(office, ROWS))

    assert office.records() == []
    assert "4 to be added, 0 to be changed" in page
    assert 'value="take"' in page


def test_rows_are_added_and_decided_in_one_press() -> None:
    office = empty_office()
    form = Form(text_of(look(office, ROWS)), "paste")

    office.client.post(f"{office.url}paste/", {**form.data(), "act": "take"})

    assert [r.title for r in office.records()] == ["契約書", "見積書", "議事録", "写真"]
    assert office.outcomes() == ["full", "partial", "non_disclosure", "absent"]
    assert office.finding(2).grounds == ("personal", "corporate")
    assert office.finding(2).reason.startswith("氏名および印影は、個人")
    assert office.finding(3) == Finding(
        outcome="non_disclosure", grounds=("deliberation",), reason="自筆の理由"
    )
    assert office.finding(4).absence_kind == "retention_expired"
    assert Unit.objects.get(pk=office.unit.pk).phase == Phase.EXAMINATION


def test_taking_the_same_rows_again_changes_nothing() -> None:
    office = empty_office()

    look(office, ROWS, "take")
    look(office, ROWS, "take")

    assert len(office.records()) == 4
    assert {record.version for record in office.records()} == {2}


def test_same_names_stand_for_as_many_records() -> None:
    office = empty_office()
    text = "写真\n写真\n写真"

    look(office, text, "take")
    look(office, text, "take")

    assert [record.title for record in office.records()] == ["写真"] * 3


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("\t契約書\tR2.2.30\t\t\t\t\t", "作成年月日", "R2.2.30"),
        ("\t契約書\t\t多数\t\t\t\t", "枚数", "多数"),
        ("\t契約書\t\t\t半分公開\t\t\t", "決定区分", "半分公開"),
        ("\t契約書\t\t\t取下げ\t\t\t", "決定区分", "取下げ"),
        ("\t契約書\t\t\t部分公開\t99号\t\t", "根拠", "99号"),
        ("\t契約書\t\t\t全部公開\t1号\t\t", "根拠", "1号"),
        ("2練総第3号\t\t\t\t全部公開\t\t\t", "文書名", "－"),
    ],
)
def test_wrong_cell_is_named_with_line_column_value_and_mend(
    row: str, column: str, value: str
) -> None:
    office = empty_office()

    answer = look(office, HEAD + "\t正しい行\t\t\t全部公開\t\t\t\n" + row, "take")

    page = text_of(answer)
    assert office.records() == []
    alert = page[page.index('role="alert"') :].partition("</table>")[0]
    cells = [part.partition("</td>")[0] for part in alert.split("<td")[1:]]
    texts = [cell.partition(">")[2].strip() for cell in cells]
    assert texts[:3] == ["3", column, value]
    assert texts[3]
    assert 'value="take"' not in page


def test_number_of_a_row_changes_that_row_and_empty_cells_leave_it() -> None:
    office = make_grid(2)
    decide(office, office.cast.division_staff, row_2=PARTIAL)

    look(office, "行\t文書名\t公開しない部分\n2\t\t住所\n", "take")

    assert [record.title for record in office.records()] == ["文書1", "文書2"]
    finding = office.finding(2)
    assert (finding.withheld_part, finding.reason) == ("住所", "理由")


@pytest.mark.parametrize("number", ["9", "x"])
def test_number_of_no_row_is_an_error(number: str) -> None:
    office = make_grid(2)

    page = text_of(look(office, f"行\t文書名\n{number}\t別の名前\n", "take"))

    assert "There is no row of this number." in page
    assert len(office.records()) == 2


def test_row_named_twice_is_an_error() -> None:
    office = make_grid(2)

    page = text_of(look(office, "行\t決定区分\n1\t全部公開\n1\t非公開\n", "take"))

    assert "This row stands twice" in page
    assert office.outcomes() == ["", ""]


def test_cell_with_lines_of_its_own_is_one_cell() -> None:
    office = empty_office()

    look(office, '文書名\t理由\n契約書\t"一行目\n二行目"\n', "take")

    assert office.records()[0].reason == "一行目\n二行目"


def test_headings_no_column_goes_by_are_named() -> None:
    office = empty_office()

    page = text_of(look(office, "文書名\t保管場所\n契約書\t書庫\n"))

    assert "保管場所" in page.partition("</table>")[0]
    assert "1 to be added" in page


@pytest.mark.parametrize("text", ["", "\n\n", "保管場所\t枚数\n書庫\t3\n"])
def test_text_without_rows_is_refused(text: str) -> None:
    office = empty_office()

    page = text_of(look(office, text))

    assert 'role="alert"' in page
    assert 'value="take"' not in page


def test_pasted_decisions_are_undone_by_the_button_of_the_grid() -> None:
    office = make_grid(2)
    look(office, "行\t決定区分\n1\t全部公開\n2\t全部公開\n", "take")

    office.send(office.form(), "undo")

    assert office.outcomes() == ["", ""]


def test_approver_pastes_nothing() -> None:
    office = make_grid(1, by="approver")

    assert office.client.get(f"{office.url}paste/").status_code == 404
