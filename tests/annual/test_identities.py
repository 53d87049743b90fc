"""The identities: what they hold, and that they go red when something is wrong."""

from collections.abc import Iterator
from datetime import date

import pytest

from annual.cells import YearCells
from annual.definitions import definitions_of
from annual.identities import Check, holds
from annual.statement import Statement, compose, fill_statement
from annual.tabulation import tabulate
from casework.models import Decision, Unit
from tests.annual.builders import AS_OF, Lot, add, add_figure

Line = tuple[str, str]


def statement_now() -> Statement:
    return fill_statement(YearCells(definitions_of("nerima", 2020), as_of=AS_OF))


def with_changed_cell(table: str, row: str, column: str, by: int) -> Statement:
    """Fill the year, then change one number as a fault would."""
    cells = YearCells(definitions_of("nerima", 2020), as_of=AS_OF)
    tables = {d.id: tabulate(d, cells) for d in cells.definitions}
    value = tables[table].value(row, column)
    tables[table] = tables[table].with_value(row, column, value + by)
    return compose(cells, tables)


def lines(statement: Statement) -> Iterator[tuple[str, int, Check]]:
    for table in statement:
        for position, check in enumerate(table.checks):
            yield table.id, position, check


def broken(statement: Statement) -> set[str]:
    return {f"{table} {c.id} {at}" for table, at, c in lines(statement) if not c.ok}


@pytest.fixture
def year(db: None) -> None:
    grounds = [["personal"], ["personal", "legal"], ["legal"]]
    add(Lot(outcome="partial"), 3, grounds)
    add(Lot(outcome="non_disclosure"), 1, [["personal"]])
    add(Lot(outcome="full"), 4)
    add(Lot(kind="self_info", outcome="full"), 2)
    add(Lot(kind="self_info", request_kind="correction_deletion", outcome="rejected"))
    add_figure("paid_publications", 118)


@pytest.mark.usefixtures("year")
def test_every_line_holds_when_nothing_is_wrong() -> None:
    statement = statement_now()

    assert broken(statement) == set()
    assert [f"{t} {c.id}" for t, _, c in lines(statement)] == [
        "T01 I1",
        "T01 I12",
        "T02 I6",
        "T02 I6",
        "T02 I6",
        "T03 I1",
        "T03 I5",
        "T04 I1",
        "T32 I5",
    ]


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize(
    ("cell", "by", "expected"),
    [
        (("T01", "count", "full"), 1, {"T01 I1 0"}),
        (("T01", "count", "partial"), 1, {"T01 I1 0", "T02 I6 0"}),
        (("T01", "count", "partial"), -1, {"T01 I1 0", "T02 I6 0"}),
        (("T02", "personal", "count"), 2, {"T02 I6 2"}),
        (("T02", "personal", "count"), -3, {"T02 I6 1"}),
        (("T03", "count", "full"), 1, {"T03 I1 0", "T03 I5 1"}),
        (("T04", "correction_deletion", "rejected"), 1, {"T03 I5 1", "T04 I1 0"}),
        (("T05", "review_board", "board_sessions"), 1, set()),
    ],
)
def test_exactly_the_expected_lines_go_red_when_one_cell_is_changed(
    cell: tuple[str, str, str], by: int, expected: set[str]
) -> None:
    table, row, column = cell

    assert broken(with_changed_cell(table, row, column, by)) == expected


@pytest.mark.usefixtures("year")
def test_broken_line_names_table_row_column_and_units() -> None:
    check = with_changed_cell("T01", "count", "full", 2)["T01"].checks[0]

    assert (check.left, check.right, check.ok) == (10, 8, False)
    assert check.explain.endswith(
        "表 T01 の行「件数」、欄「全部公開」に 2 件の食い違いがある"
    )


@pytest.mark.usefixtures("year")
def test_unit_that_fits_no_cell_breaks_the_line_and_is_named() -> None:
    add(Lot(request_kind="unheard_of", outcome="full"), 2)

    check = statement_now()["T01"].checks[0]

    assert (check.left, check.right, check.ok) == (8, 10, False)
    assert "行「unheard_of」、欄「full」に 2 件" in check.explain


@pytest.mark.usefixtures("year")
def test_copy_that_strayed_from_its_case_breaks_the_line() -> None:
    unit = Unit.objects.filter(kind="public_records", outcome="full").first()
    assert unit is not None

    Unit.objects.filter(pk=unit.pk).update(fiscal_year=2019)

    assert broken(statement_now()) == {"T01 I1 0"}


@pytest.mark.usefixtures("year")
def test_refusal_without_ground_and_reason_breaks_i6() -> None:
    add(Lot(outcome="non_disclosure"), 2)

    statement = statement_now()

    assert broken(statement) == {"T02 I6 0"}
    check = statement["T02"].checks[0]
    assert (check.left, check.right) == (4, 6)
    assert "2 件の食い違い" in check.explain


@pytest.mark.usefixtures("year")
def test_reason_without_ground_is_enough_and_no_ground() -> None:
    add(Lot(outcome="non_disclosure"), 2, [["formal_defect"], ["abuse_of_right"]])

    statement = statement_now()

    assert broken(statement) == set()
    first, second, third = statement["T02"].checks
    assert first.explain == (
        "理由のある件 4+非公開理由以外の理由だけの件 2 と、部分公開 3+非公開 3"
    )
    assert (first.left, first.right) == (6, 6)
    assert (second.left, second.right) == (5, 4)
    assert (third.left, third.right) == (3, 6)


@pytest.mark.usefixtures("year")
def test_only_reasons_still_hold_when_no_unit_has_a_ground(db: None) -> None:
    Unit.objects.filter(outcome__in=["partial", "non_disclosure"]).update(
        fiscal_year=2018
    )
    for unit in Unit.objects.filter(fiscal_year=2018):
        type(unit.case).objects.filter(pk=unit.case_id).update(fiscal_year=2018)
    add(Lot(outcome="partial"), 1, [["not_a_record"]])

    statement = statement_now()

    assert broken(statement) == set()
    assert statement["T02"].checks[1].right == 0
    assert statement["T02"].notes == ()


@pytest.mark.usefixtures("year")
def test_ground_on_refusal_to_answer_is_kept_out() -> None:
    before = statement_now()["T02"].tabulation.sum

    refused = add(Lot(outcome="existence_refused"), 1)
    Decision.objects.create(
        unit=refused[0],
        seq=1,
        cause="ledger",
        outcome="existence_refused",
        decided_on=date(2020, 6, 1),
        pack_digest="0" * 64,
    ).grounds.create(ground="personal")

    statement = statement_now()
    assert statement["T02"].tabulation.sum == before
    assert broken(statement) == set()


@pytest.mark.parametrize(
    ("left", "op", "right", "expected"),
    [
        (1, "==", 1, True),
        (1, "==", 2, False),
        (2, ">=", 2, True),
        (1, ">=", 2, False),
        (2, "<=", 2, True),
        (3, "<=", 2, False),
        (None, "<=", 2, False),
        (0, "<=", None, False),
        ("99.2", "==", "99.2", True),
        ("99.2", "==", "99.1", False),
    ],
)
def test_operands_compare(
    left: int | str | None, op: str, right: int | str | None, *, expected: bool
) -> None:
    assert holds(left, op, right) is expected  # type: ignore[arg-type]  # the table's words
