"""What a cell of grounds names: codes of the pack, and the words that name none."""

from datetime import date

import pytest

from casework.ledger.conclusions import name_grounds
from ordinances.loading import pack

ON = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("text", "grounds", "reasons", "unknown"),
    [
        ("1号", ("personal",), (), ()),
        ("1号、第7条第2号", ("personal", "corporate"), (), ()),
        ("２号，１号,2号", ("corporate", "personal"), (), ()),
        ("形式不備、6号", ("legal",), ("formal_defect",), ()),
        ("審議・検討・協議", ("deliberation",), (), ()),
        ("1号、9号、こども", ("personal",), (), ("9号", "こども")),
        ("  ", (), (), ()),
    ],
)
def test_cell_names_its_grounds(
    text: str, grounds: tuple[str, ...], reasons: tuple[str, ...], unknown: tuple[str]
) -> None:
    named = name_grounds(text, pack=pack("nerima/public_records"), on=ON)

    assert (named.grounds, named.reason_kinds, named.unknown) == (
        grounds,
        reasons,
        unknown,
    )
