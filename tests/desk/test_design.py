"""Colours that can be read, and style sheets that stay at home.

The ratios are computed from the vendored tokens and from our own style sheets.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
ENOUGH = 4.5
# marks and lines that are no text
ENOUGH_FOR_LINES = 3.0
SHEETS = sorted((STATIC / "css").glob("*.css"))

# use → foreground, background, the ratio the design language states
PAIRS = {
    "body": ("neutral-solid-gray-900", "neutral-white", 17.40),
    "secondary": ("neutral-solid-gray-700", "neutral-solid-gray-50", 7.55),
    "link": ("primitive-blue-900", "neutral-white", 11.10),
    "link under the pointer": ("primitive-blue-1000", "primitive-blue-50", 12.49),
    "overdue": ("primitive-red-1000", "primitive-red-50", 6.94),
    "urgent": ("primitive-orange-1000", "primitive-orange-50", 7.27),
    "soon": ("primitive-yellow-1200", "primitive-yellow-50", 7.68),
    "done": ("primitive-green-900", "primitive-green-50", 7.34),
    "neutral": ("neutral-solid-gray-800", "neutral-solid-gray-100", 10.12),
    "appeal": ("primitive-purple-900", "primitive-purple-50", 8.98),
    "error": ("semantic-error-2", "neutral-white", 5.79),
    "error on gray": ("semantic-error-2", "neutral-solid-gray-50", 5.18),
}
# readable as a mark, never as text
NEVER_AS_TEXT = [
    "semantic-success-1",
    "semantic-warning-yellow-1",
    "semantic-warning-orange-1",
    "neutral-solid-gray-420",
]


def declarations(text: str) -> dict[str, str]:
    """Return the custom properties of a style sheet."""
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", text))


TOKENS = declarations((STATIC / "vendor/dads/tokens.css").read_text(encoding="utf-8"))
OURS = declarations((STATIC / "css/base.css").read_text(encoding="utf-8"))


def colour(value: str) -> str:
    """Follow `var()` down to the hexadecimal digits."""
    while found := re.fullmatch(r"var\(--([\w-]+)\)", value.strip()):
        value = OURS.get(found[1]) or TOKENS[found[1]]
    return value.strip()


def luminance(value: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    digits = colour(value).lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def token(name: str) -> str:
    return f"var(--color-{name})"


@pytest.mark.parametrize("use", PAIRS)
def test_pair_of_the_design_language_has_the_stated_contrast(use: str) -> None:
    foreground, background, stated = PAIRS[use]

    ratio = contrast(token(foreground), token(background))

    assert ratio == pytest.approx(stated, abs=0.006)
    assert ratio >= ENOUGH


@pytest.mark.parametrize("name", NEVER_AS_TEXT)
def test_weak_colour_is_weak_and_nowhere_a_colour_of_text(name: str) -> None:
    """The negative control of the measure, and the rule that keeps them out."""
    assert contrast(token(name), token("neutral-white")) < ENOUGH
    text = re.compile(rf"(?<![-\w])color:\s*var\(--color-{name}\)")
    assert [sheet.name for sheet in SHEETS if text.search(sheet.read_text())] == []


def rules() -> list[tuple[str, dict[str, str]]]:
    """Return every rule of our sheets for the screen: selector and declarations."""
    found = []
    for sheet in SHEETS:
        written = sheet.read_text(encoding="utf-8")
        text = re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
            pairs = re.findall(r"([\w-]+):\s*([^;]+);", body)
            found.append((f"{sheet.name} {selector.strip()}", dict(pairs)))
    return found


def test_every_rule_that_sets_both_colours_can_be_read() -> None:
    both = {
        selector: contrast(values["color"], values["background"])
        for selector, values in rules()
        if is_colour(values.get("color")) and is_colour(values.get("background"))
    }

    assert {"components.css .chip--overdue", "forms.css .button--primary"} <= set(both)
    assert {where: ratio for where, ratio in both.items() if ratio < ENOUGH} == {}


def test_every_colour_of_text_can_be_read_on_white_or_under_the_pointer() -> None:
    weak = {
        (selector, ground): contrast(values["color"], ground)
        for selector, values in rules()
        for ground in ("var(--paper)", "var(--accent-soft)")
        if is_colour(values.get("color"))
        and "background" not in values
        # white text always stands on its own ground, set in the same rule
        and colour(values["color"]) != "#ffffff"
    }

    assert weak
    assert {where: ratio for where, ratio in weak.items() if ratio < ENOUGH} == {}


def test_line_and_ring_of_the_focus_can_be_seen() -> None:
    focus = dict(rules())["base.css :focus-visible"]

    assert focus["outline"].startswith("4px solid")
    assert focus["outline-offset"] == "2px"
    assert contrast(token("neutral-black"), token("neutral-white")) > ENOUGH_FOR_LINES
    assert contrast("var(--ring)", "var(--paper)") >= ENOUGH_FOR_LINES
    removed = [
        selector
        for selector, values in rules()
        if values.get("outline") in {"none", "0"}
    ]
    assert removed == ["layout.css .page:focus"]


def test_borders_of_controls_can_be_seen() -> None:
    assert contrast("var(--rule-strong)", "var(--paper)") >= ENOUGH_FOR_LINES


def is_colour(value: str | None) -> bool:
    if value is None:
        return False
    return bool(re.fullmatch(r"#[0-9a-f]{3,6}|var\(--[\w-]+\)", value.strip()))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_style_sheet_asks_no_other_origin_and_no_smaller_text(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")

    assert re.findall(r"@import|url\(|https?:|//", text) == []
    sizes = re.findall(r"font-size:\s*([\d.]+)(rem|px)", text)
    assert [s for s in sizes if float(s[0]) * (16 if s[1] == "rem" else 1) < 14] == []


def test_tokens_are_the_unchanged_file_with_its_licence() -> None:
    folder = STATIC / "vendor/dads"

    assert "1.1.9" in (folder / "README.md").read_text(encoding="utf-8")
    assert "MIT License" in (folder / "LICENSE").read_text(encoding="utf-8")
    assert len(TOKENS) > 200


@pytest.mark.parametrize(
    "template",
    sorted(TEMPLATES.rglob("*.html")),
    ids=lambda path: str(path.relative_to(TEMPLATES)),
)
def test_template_is_short_and_has_nothing_inline(template: Path) -> None:
    text = template.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 120
    assert re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", text) == []
    assert re.findall(r"placeholder=|\sdisabled\b", text) == []
    assert re.findall(r"(?:href|src|action)=\"(?:https?:)?//", text) == []
