"""Typing figures: what is written, what is refused, what the trail keeps."""

from datetime import UTC, date, datetime

import pytest

from annual.models import Figure
from annual.operations.record_figures import (
    CannotRecordFigures,
    FigureEntry,
    Recorded,
    record_figures,
)
from audit.models import Entry
from audit.trail import Actor, verify
from casework.models import ImportRun

BY = Actor("staff:1", "統計 花子")
AT = datetime(2021, 4, 5, 1, 0, tzinfo=UTC)
DAY = date(2020, 4, 1)
pytestmark = pytest.mark.django_db


def record(*entries: FigureEntry) -> Recorded:
    return record_figures(
        municipality="nerima", fiscal_year=2020, entries=entries, by=BY, at=AT
    )


def stored() -> list[tuple[str, date | None, int]]:
    return sorted(Figure.objects.values_list("key", "on", "value"), key=str)


def facts() -> list[object]:
    return list(Entry.objects.order_by("seq").values_list("subject_key", "facts"))


def test_figures_are_written_with_unit_actor_and_trail() -> None:
    done = record(
        FigureEntry(key="visitors", value=10189),
        FigureEntry(key="internet_users", value=0),
    )

    assert done == Recorded(added=2, changed=0, removed=0, unchanged=0)
    assert stored() == [("internet_users", None, 0), ("visitors", None, 10189)]
    row = Figure.objects.get(key="visitors")
    assert (row.unit, row.actor_label, row.at) == ("人", "統計 花子", AT)
    assert facts() == [
        ("figure:visitors", {"on": None, "old": None, "new": 10189}),
        ("figure:internet_users", {"on": None, "old": None, "new": 0}),
    ]
    assert verify("figures:2020") == []


def test_same_again_changes_nothing() -> None:
    record(FigureEntry(key="visitors", value=1, note="速報", source="日報"))

    done = record(FigureEntry(key="visitors", value=1))

    assert done == Recorded(added=0, changed=0, removed=0, unchanged=1)
    assert Entry.objects.count() == 1
    assert Figure.objects.get().note == "速報"


def test_other_value_changes_the_row_and_tells_the_old_one() -> None:
    record(FigureEntry(key="visitors", value=1, note="速報"))

    done = record(FigureEntry(key="visitors", value=2))

    assert done.changed == 1
    row = Figure.objects.get()
    assert (row.value, row.note) == (2, "速報")
    assert facts()[-1] == ("figure:visitors", {"on": None, "old": 1, "new": 2})


def test_none_removes_the_row_and_is_on_the_trail() -> None:
    record(FigureEntry(key="visitors", value=1))

    done = record(
        FigureEntry(key="visitors", value=None),
        FigureEntry(key="internet_users", value=None),
    )

    assert done == Recorded(added=0, changed=0, removed=1, unchanged=1)
    assert stored() == []
    assert facts()[-1] == ("figure:visitors", {"on": None, "old": 1, "new": None})


def test_days_may_stand_beside_each_other() -> None:
    record(*(FigureEntry(key="visitors", value=n, on=date(2020, 4, n)) for n in (1, 2)))

    assert [value for _, _, value in stored()] == [1, 2]


@pytest.mark.parametrize(
    ("standing", "entry"),
    [
        (
            FigureEntry(key="visitors", value=9),
            FigureEntry(key="visitors", value=1, on=DAY),
        ),
        (
            FigureEntry(key="visitors", value=1, on=DAY),
            FigureEntry(key="visitors", value=9),
        ),
    ],
)
def test_whole_year_and_days_never_stand_together(
    standing: FigureEntry, entry: FigureEntry
) -> None:
    record(standing)

    with pytest.raises(CannotRecordFigures) as refusal:
        record(entry)

    assert [problem.key for problem in refusal.value.problems] == ["visitors"]
    assert len(stored()) == 1
    assert Entry.objects.count() == 1


def test_days_may_replace_the_whole_year_in_one_act() -> None:
    record(FigureEntry(key="visitors", value=9))

    record(
        FigureEntry(key="visitors", value=None),
        FigureEntry(key="visitors", value=1, on=DAY),
    )

    assert stored() == [("visitors", DAY, 1)]


@pytest.mark.parametrize(
    ("entries", "named"),
    [
        ([FigureEntry(key="robots", value=1)], "robots"),
        ([FigureEntry(key="visitors", value=-1)], "-1"),
        ([FigureEntry(key="visitors", value=10**16)], str(10**16)),
        ([FigureEntry(key="visitors", value=1, on=date(2021, 4, 1))], "令和3年4月1日"),
        (
            [FigureEntry(key="visitors", value=1, on=date(2020, 3, 31))],
            "令和2年3月31日",
        ),
        ([FigureEntry(key="visitors", value=1)] * 2, "区民情報ひろば利用者数"),
    ],
)
def test_nothing_is_written_when_one_entry_cannot_stand(
    entries: list[FigureEntry], named: str
) -> None:
    good = FigureEntry(key="open_shelf_items", value=5)

    with pytest.raises(CannotRecordFigures) as refusal:
        record(good, *entries)

    assert named in str(refusal.value)
    assert (stored(), Entry.objects.count()) == ([], 0)


def test_figure_from_a_file_leaves_its_run_when_typed_over() -> None:
    run = ImportRun.objects.create(
        kind="figures",
        file_name="f.csv",
        sha256="0" * 64,
        at=AT,
        actor_key=BY.key,
        actor_label=BY.label,
    )
    record_figures(
        municipality="nerima",
        fiscal_year=2020,
        entries=[FigureEntry(key="visitors", value=1)],
        by=BY,
        at=AT,
        import_run=run,
    )

    record(FigureEntry(key="visitors", value=1))
    assert Figure.objects.get().import_run == run
    record(FigureEntry(key="visitors", value=2))

    assert Figure.objects.get().import_run is None
