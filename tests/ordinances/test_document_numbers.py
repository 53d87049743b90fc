"""How document numbers are written, and what a pack has to say for them."""

import shutil
from pathlib import Path

import pytest

from ordinances.document_numbers import format_document_number
from ordinances.loading import PACKS, load_municipality, municipality
from ordinances.pack_error import PackError

TEMPLATE = "{年}{団体略}{部課記号}第{n}号"


@pytest.mark.parametrize(
    ("fiscal_year", "number", "expected"),
    [
        (2020, "123", "2練総情第123号"),
        (2019, "1", "元練総情第1号"),
        (2018, "1234", "30練総情第1234号"),
        (2020, "●", "2練総情第●号"),
    ],
)
def test_number_bears_the_fiscal_year_in_its_era(
    fiscal_year: int, number: str, expected: str
) -> None:
    written = format_document_number(
        TEMPLATE,
        fiscal_year=fiscal_year,
        municipality="練",
        division="総情",
        number=number,
    )

    assert written == expected


def test_city_says_what_stands_in_its_numbers() -> None:
    city = municipality("nerima")

    assert city.document_number_template == TEMPLATE
    assert city.document_symbols.municipality == "練"
    assert city.document_symbols.division == "総情"
    assert not city.document_symbols.verified
    assert city.document_symbols.source


@pytest.mark.parametrize("placeholder", ["{n}", "{部課記号}"])
def test_template_that_would_repeat_a_number_is_refused(
    tmp_path: Path, placeholder: str
) -> None:
    folder = tmp_path / "nerima"
    shutil.copytree(PACKS / "nerima", folder)
    file = folder / "municipality.yaml"
    wrong = file.read_text(encoding="utf-8").replace(
        f'template: "{TEMPLATE}"', f'template: "{TEMPLATE.replace(placeholder, "")}"'
    )
    file.write_text(wrong, encoding="utf-8")

    with pytest.raises(PackError) as refused:
        load_municipality(folder)

    assert placeholder in str(refused.value)
