"""Read a page as a reader does: its links, its table rows, its text."""

import re
from html.parser import HTMLParser

# elements that have no end
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


class Page(HTMLParser):
    """A page taken apart.

    `links` are (address, text); `rows` the cells of every table row; `text` the
    whole text without white space.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.rows: list[list[str]] = []
        self._open: list[tuple[str, str, list[str]]] = []
        self._parts: list[str] = []
        self.feed(html)
        self.text = squeezed("".join(self._parts))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("href") or "", []))

    def handle_data(self, data: str) -> None:
        self._parts.append(data)
        for _, _, parts in self._open:
            parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        closed, href, parts = self._open.pop()
        if closed != tag:
            raise ValueError(f"</{tag}> closes <{closed}>")
        text = re.sub(r"[ \n\t]+", " ", "".join(parts)).strip(" ")
        if tag == "a":
            self.links.append((href, text))
        if tag in ("td", "th"):
            self.rows[-1].append(text)


def squeezed(text: str) -> str:
    """Take all white space out."""
    return re.sub(r"\s", "", text)
