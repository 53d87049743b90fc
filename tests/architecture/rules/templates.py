"""What a template may hold: no script, no style, no form without its token."""

import re
from collections.abc import Iterator

from tests.architecture.rules.tree import Finding, Source

COMMENT = re.compile(
    r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.DOTALL | re.IGNORECASE
)
INLINE = (
    (re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE), "a script in the page"),
    (re.compile(r"<style\b", re.IGNORECASE), "a style sheet in the page"),
    (re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE), "a style attribute"),
    (re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE), "an event attribute"),
    (re.compile(r"javascript:", re.IGNORECASE), "a script in an address"),
    (re.compile(r"\|\s*safe\b|{%\s*autoescape off"), "unescaped text"),
)
FORM = re.compile(
    r"<form\b([^>]*(?:{%.*?%}[^>]*)*)>(.*?)</form>", re.DOTALL | re.IGNORECASE
)
POST = re.compile(r"\bmethod\s*=\s*[\"']?post\b", re.IGNORECASE)
FOREIGN = re.compile(
    r"(?:src|action|poster|srcset)\s*=\s*[\"']?(?:https?:)?//"
    r"|<link\b[^>]*href\s*=\s*[\"']?(?:https?:)?//",
    re.IGNORECASE,
)


def inline(source: Source) -> Iterator[Finding]:
    """Yield scripts, styles and unescaped text written into a page."""
    text = _without_comments(source.text)
    for pattern, says in INLINE:
        for found in pattern.finditer(text):
            yield source.finding(_line(text, found.start()), says)


def tokenless_forms(source: Source) -> Iterator[Finding]:
    """Yield the forms that post without the token against forgery."""
    text = _without_comments(source.text)
    for found in FORM.finditer(text):
        if POST.search(found[1]) and "csrf_token" not in found[2]:
            says = "a form posts without csrf_token"
            yield source.finding(_line(text, found.start()), says)


def foreign_requests(source: Source) -> Iterator[Finding]:
    """Yield what a page would fetch from another origin."""
    text = _without_comments(source.text)
    for found in FOREIGN.finditer(text):
        yield source.finding(_line(text, found.start()), "asks another origin")


def _without_comments(text: str) -> str:
    """Blank out comments and keep the lines."""
    return COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
