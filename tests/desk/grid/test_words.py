"""What a cell of grounds says is understood again, whatever it names."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from casework.findings import Finding
from casework.models import AbsenceKind
from desk.grid.words import columns, first_words, read_grounds, write_grounds
from ordinances.loading import pack

ON = date(2026, 4, 1)
RECORDS = pack("nerima/public_records")
GROUNDS = [ground.code for ground in RECORDS.grounds_on(ON)]
KINDS = [kind.code for kind in RECORDS.reason_kinds_on(ON)]


@given(
    st.lists(st.sampled_from(GROUNDS), unique=True),
    st.lists(st.sampled_from(KINDS), unique=True),
    st.sampled_from(["", *AbsenceKind.values]),
)
def test_cell_of_grounds_reads_back(
    grounds: list[str], kinds: list[str], absence: str
) -> None:
    finding = Finding(
        outcome="absent" if absence else "partial",
        grounds=tuple(grounds),
        reason_kinds=tuple(kinds),
        absence_kind=absence,
    )

    named = read_grounds(write_grounds(finding, RECORDS, ON), RECORDS, ON)

    assert named.errors == ()
    assert named.grounds == finding.grounds
    assert named.reason_kinds == finding.reason_kinds
    assert named.absence_kind == absence


def test_unknown_word_is_named_with_what_could_stand_there() -> None:
    named = read_grounds("1号、9号", RECORDS, ON)

    assert named.grounds == ("personal",)
    assert len(named.errors) == 1
    assert "9号" in named.errors[0]


def test_two_kinds_of_absence_are_refused() -> None:
    assert len(read_grounds("廃棄、保有していない", RECORDS, ON).errors) == 1


def test_every_kind_has_its_words() -> None:
    assert set(first_words("absence_kind")) == set(AbsenceKind.values)
    assert set(first_words("third_party")) == {"needed", "must", "done"}
    assert columns().columns[0].key == "position"
