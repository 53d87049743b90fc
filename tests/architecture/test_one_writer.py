"""One writer per fact; rows are written in operations and nowhere else."""

import pytest

from tests.architecture.rules import tree, writers
from tests.architecture.rules.tree import Source


def test_phase_outcome_and_clock_have_one_writer() -> None:
    assert tree.judge(writers.foreign_hands, *tree.product_sources()) == ""


@pytest.mark.parametrize(
    "text",
    [
        "unit.phase = Phase.CLOSED",
        "a, unit.outcome = 1, 2",
        "case.unit.outcome_on: date = on",
        "unit.due_on += delay",
        "Unit.objects.filter(pk=1).update(phase='closed')",
        "case.units.update(clock_state='stopped')",
        "Unit(case=case, outcome='full')",
        "Unit.objects.create(case=case, due_on=None)",
        "case.units.create(outcome='full')",
        "Unit.objects.bulk_update(units, ['phase'])",
        "setattr(unit, 'phase', 'closed')",
    ],
)
def test_foreign_hand_is_found(text: str) -> None:
    assert len(list(writers.foreign_hands(Source("desk/views/home.py", text)))) == 1
    operation = Source("casework/operations/decide.py", text)
    assert len(list(writers.foreign_hands(operation))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "self.phase = phase",
        "Decision(unit=unit, outcome='full')",
        "unit.decisions.create(outcome='full')",
        "found = unit.phase == after",
    ],
)
def test_what_sets_nothing_of_a_unit_is_let_be(text: str) -> None:
    assert list(writers.foreign_hands(Source("desk/views/home.py", text))) == []


def test_each_writer_writes_its_own_fields_only() -> None:
    advance, clock = (
        Source(writers.KERNEL + n, "") for n in ("advance.py", "clock.py")
    )
    phase, due = "unit.phase = after", "unit.due_on = on"

    assert list(writers.foreign_hands(Source(advance.path, phase))) == []
    assert list(writers.foreign_hands(Source(clock.path, due))) == []
    assert len(list(writers.foreign_hands(Source(advance.path, due)))) == 1
    assert len(list(writers.foreign_hands(Source(clock.path, phase)))) == 1


def test_every_writer_that_is_named_writes() -> None:
    texts = {source.path: source.text for source in tree.product_sources()}

    for field, names in writers.WRITERS.items():
        for name in names:
            assert f"unit.{field}" in texts[writers.KERNEL + name]


def test_rows_are_written_in_operations_only() -> None:
    assert tree.judge(writers.stray_writes, *tree.product_sources()) == ""


@pytest.mark.parametrize(
    "text",
    [
        "unit.save()",
        "case.units.update(voided=True)",
        "Party.objects.filter(case=case).delete()",
        "Bar.objects.create(case=case)",
        "Bar.objects.bulk_create(bars)",
        "Bar.objects.aget_or_create(case=case)",
        "form.save()",
    ],
)
def test_stray_write_is_found(text: str) -> None:
    assert len(list(writers.stray_writes(Source("desk/views/cases.py", text)))) == 1
    assert list(writers.stray_writes(Source("desk/operations/bar.py", text))) == []


@pytest.mark.parametrize(
    "text", ["years.update(found)", "digest.update(b'')", "store.delete(name)"]
)
def test_what_is_no_row_is_let_be(text: str) -> None:
    assert list(writers.stray_writes(Source("desk/views/cases.py", text))) == []


def test_every_exception_is_needed() -> None:
    sources = {source.path: source for source in tree.product_sources()}

    for path in writers.WRITING_ELSEWHERE:
        elsewhere = Source(f"desk/{path}", sources[path].text)
        assert list(writers.stray_writes(elsewhere)) != []
    for path in writers.SPEAKING_SQL:
        elsewhere = Source(f"desk/{path}", sources[path].text)
        assert list(writers.stray_sql(elsewhere)) != []


def test_sql_is_spoken_where_it_has_a_reason() -> None:
    assert tree.judge(writers.stray_sql, *tree.product_sources()) == ""


@pytest.mark.parametrize(
    "text",
    [
        "cursor.execute('DELETE FROM casework_unit')",
        "Unit.objects.raw(query)",
        "Unit.objects.extra(where=[text])",
    ],
)
def test_stray_sql_is_found(text: str) -> None:
    assert len(list(writers.stray_sql(Source("annual/cells.py", text)))) == 1
