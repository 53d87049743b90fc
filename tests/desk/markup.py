"""Take a page apart for what every page owes its reader."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

POINTERS = ("aria-labelledby", "aria-describedby", "for")
FOREIGN = re.compile(r"^(?:[a-z]+:)?//", re.IGNORECASE)
LOADED = ("src", "srcset", "poster", "data")


@dataclass(slots=True)
class Found:
    """What is in a page.

    Attributes:
        ids: Every id, as often as it stands there.
        pointers: Every id another element points at.
        unlabelled: Controls no label points at.
        faults: What may stand in no page.
    """

    language: str = ""
    title: str = ""
    headings: list[str] = field(default_factory=list)
    landmarks: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    pointers: set[str] = field(default_factory=set)
    labelled: set[str] = field(default_factory=set)
    controls: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def unlabelled(self) -> list[str]:
        """Return the controls no label points at."""
        return [name for key, name in self.controls.items() if key not in self.labelled]


class Markup(HTMLParser):
    """Reads a page into `found`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found = Found()
        self._collect: str | None = None
        self.feed(html)
        self.found.title = " ".join(self.found.title.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._judge(tag, values)
        self._point(tag, values)
        if tag == "html":
            self.found.language = values.get("lang", "")
        if tag in {"main", "header", "footer"}:
            self.found.landmarks.append(tag)
        if tag in {"h1", "h2", "h3"}:
            self.found.headings.append(tag)
        if tag == "title":
            self._collect = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._collect:
            self._collect = None

    def handle_data(self, data: str) -> None:
        if self._collect:
            self.found.title += data

    def _point(self, tag: str, values: dict[str, str]) -> None:
        if "id" in values:
            self.found.ids.append(values["id"])
        for name in POINTERS:
            self.found.pointers.update(values.get(name, "").split())
        if values.get("href", "").startswith("#"):
            self.found.pointers.add(values["href"][1:])
        if tag == "label":
            self.found.labelled.add(values.get("for", ""))
        hidden = values.get("type") in {"hidden", "submit"}
        if tag in {"input", "select", "textarea"} and not hidden:
            key = values.get("id", f"without id: {values.get('name')}")
            self.found.controls[key] = values.get("name", "")

    def _judge(self, tag: str, values: dict[str, str]) -> None:
        if tag in {"script", "style"} and "src" not in values:
            self.found.faults.append(f"inline <{tag}>")
        for name, value in values.items():
            if name == "style" or name.startswith("on"):
                self.found.faults.append(f"inline {name}={value!r} on <{tag}>")
            if name in {"placeholder", "disabled"}:
                self.found.faults.append(f"{name} on <{tag}>")
            loads = name in LOADED or (tag == "link" and name == "href")
            leaves = name in {"href", "action", "formaction"}
            if (loads or leaves) and FOREIGN.match(value):
                self.found.faults.append(f"foreign {name}={value!r} on <{tag}>")
