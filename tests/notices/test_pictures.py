"""A picture of each kind of letter, of invented people, for people to look at.

With HIROBA_PICTURES=docs/pictures they are kept in its folder `notices`; otherwise
they are drawn aside, so that this test still says when one can no longer be drawn.
"""

import os
from pathlib import Path
from typing import Any

import pytest

from notices.rendering import render
from tests.notices.letters import FACTS, letter
from tests.notices.png import pictures_of
from tests.notices.printing import content_of

ROOT = Path(__file__).resolve().parent.parent.parent
CITED = {"cited_on": "2026-11-24", "cited_number": "8練総情第99号"}
MANY = [
    FACTS["partial"]["records"][1] | {"position": position} for position in range(1, 61)
]
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    **{form: (form, {}) for form in FACTS},
    "amended": ("partial", CITED),
    "sixty-records": ("partial", {"records": MANY}),
    "agricultural-committee": ("non_disclosure", {"organ": "agricultural_committee"}),
}
SMALLEST = 10_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    wanted = os.environ.get("HIROBA_PICTURES")
    found = (ROOT / wanted if wanted else tmp_path) / "notices"
    found.mkdir(parents=True, exist_ok=True)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_letter_is_pictured(kind: str, folder: Path) -> None:
    form, facts = KINDS[kind]

    pages = pictures_of(render(content_of(letter(form, **facts))))

    # the second page shows that the header of the table is repeated
    shown = pages[:2] if kind == "sixty-records" else pages[:1]
    for number, page in enumerate(shown, start=1):
        name = kind.replace("_", "-") + (f"-{number}" if number > 1 else "")
        (folder / f"{name}.png").write_bytes(page)
        assert len(page) > SMALLEST
