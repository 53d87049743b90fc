"""The looking itself is looked at: a page with every defect, and one with none."""

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Visit
from tests.journeys.inspection import defects
from tests.journeys.visitor import Site

pytestmark = pytest.mark.browser

GOOD = """<!DOCTYPE html><html lang="ja"><head><title>頁 | ひろば</title>
<meta name="viewport" content="width=device-width">
<style>:focus-visible { outline: 3px solid black; }</style></head>
<body><main><h1>頁</h1><p>文。<a href="/x">続き</a>を読む。</p></main></body></html>"""

BAD = """<!DOCTYPE html><html lang="en"><head><title></title>
<style>
:focus-visible { outline: 3px solid black; }
  .cut { overflow: hidden; height: 1.2em; font-size: 16px; }
  .large { font-size: 1rem; }
  .wide { width: 900px; } .slide { overflow-x: auto; width: 100px; }
  .plain:focus { outline: none; }
  .lines { white-space: pre-line; }
  .small { display: block; width: 10px; height: 10px; overflow: visible; }
  .under { position: fixed; top: 0; left: 0; width: 100%; height: 200px;
           background: white; pointer-events: auto; }
</style></head>
<body><main><h1>a</h1><h1>b</h1>
<a class="small" href="#nowhere">.</a>
<button class="plain" type="button" disabled>off</button>
<button class="plain" type="button">on</button>
<p class="cut large">text<br>that<br>is<br>cut</p>
<p class="wide">wide</p>
<div class="slide"><p class="wide">slides</p></div>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">
<input name="unnamed">
<p class="lines">
below an empty line</p>
</main><div class="under"></div></body></html>"""

# one word of every sentence that must be said about the bad page
SAID = [
    "axe image-alt",
    "axe label",
    "axe document-title",
    "2 h1",
    "begins with an empty line: <p> below",
    "lang is en",
    "no title",
    "disabled",
    "link to nothing: #nowhere",
    "target of 10 x 10 px",
    "focus not seen: <button> on",
    "focus covered",
    "at 320 px the page is",
    "at 320 px sticks out: <p> wide",
    "at 320 px scrolls without a label",
    "at 200 % text cut off",
]


@pytest.fixture
def blank(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 1366, "height": 768})


def test_inspection_finds_nothing_on_a_good_page(blank: Page) -> None:
    blank.set_content(GOOD)

    assert defects(blank) == []


def test_inspection_names_every_defect_of_a_bad_page(blank: Page) -> None:
    blank.set_content(BAD)

    found = "\n".join(defects(blank))

    assert [sentence for sentence in SAID if sentence not in found] == []


def test_visit_notices_requests_to_other_places(visit: Visit, site: Site) -> None:
    """The negative control of "no request leaves this origin"."""
    visitor = visit(site)
    page = visitor.open("/help/")

    page.evaluate(
        "document.body.append(Object.assign(new Image(), "
        "{src: 'http://other.invalid/x.png'}))"
    )
    page.wait_for_timeout(200)

    assert any("other.invalid" in fault for fault in visitor.faults)
    visitor.faults.clear()
