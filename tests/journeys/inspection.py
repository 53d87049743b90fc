"""What is asked of every page, whatever it shows. Each check names its defects."""

import json
from functools import cache
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe()
PROBES = Path(__file__).with_name("probes.js")
NARROW = ViewportSize(width=320, height=640)
USUAL = ViewportSize(width=1366, height=768)
# 210 mm less two margins of 22 mm, at 96 points to the inch
A4 = ViewportSize(width=627, height=900)


def defects(page: Page, *, lang: str = "ja") -> list[str]:
    """Look at a page in every way and return what is wrong with it.

    The window is left at its usual size.
    """
    found = axe(page)
    found += probe(page, "structure", lang)
    found += probe(page, "targets")
    found += probe(page, "focus")
    found += large_text(page)
    found += narrow(page)
    return found


def axe(page: Page) -> list[str]:
    """Run axe-core; best practice counts as much as the law."""
    page.evaluate(AXE.axe_script)
    options = {"runOnly": TAGS, "resultTypes": ["violations"]}
    answer = page.evaluate(f"axe.run({json.dumps(options)})")
    return [
        f"axe {violation['id']}: {node['html'][:120]}"
        for violation in answer["violations"]
        for node in violation["nodes"]
    ]


def narrow(page: Page) -> list[str]:
    """Look at 320 px: nothing but a labelled region scrolls sideways."""
    page.set_viewport_size(NARROW)
    found = probe(page, "sideways") + probe(page, "clipped")
    page.set_viewport_size(USUAL)
    return [f"at 320 px {one}" for one in found]


def large_text(page: Page) -> list[str]:
    """Look at text of double size: it neither scrolls sideways nor is cut off."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found = probe(page, "sideways") + probe(page, "clipped")
    page.evaluate("document.documentElement.style.fontSize = ''")
    return [f"at 200 % text {one}" for one in found]


def printed(page: Page) -> list[str]:
    """Look at the page as paper shows it: A4 upright, no navigation, nothing cut."""
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    found = probe(page, "sideways") + probe(page, "clipped") + probe(page, "paper")
    page.emulate_media(media="screen")
    page.set_viewport_size(USUAL)
    return [f"on paper {one}" for one in found]


def probe(page: Page, name: str, *arguments: str) -> list[str]:
    """Run one of the functions of probes.js in the page."""
    given = ", ".join(json.dumps(argument) for argument in arguments)
    found = page.evaluate(f"(() => {{ {_probes()}; return {name}({given}); }})()")
    return [str(one) for one in found]


@cache
def _probes() -> str:
    return PROBES.read_text(encoding="utf-8")
