"""A form as a browser without scripts sends it: read from the page, filled, sent."""

from collections.abc import Iterator
from html.parser import HTMLParser

Fields = list[tuple[str, str]]


class Form(HTMLParser):
    """The controls of the form of a page that has a given id, or of its first post.

    Attributes:
        fields: Name and value of every control a browser would send.
    """

    def __init__(self, page: str, form_id: str = "") -> None:
        super().__init__()
        self.form_id = form_id
        self.fields: Fields = []
        self._inside = False
        self._done = False
        self._select = ""
        self._chosen: str | None = None
        self._text: str | None = None
        self.feed(page)

    def set(self, name: str, *values: str) -> "Form":
        """Give a control other values; none takes it away."""
        kept = [pair for pair in self.fields if pair[0] != name]
        self.fields = kept + [(name, value) for value in values]
        return self

    def value(self, name: str) -> str:
        """Return what a control says."""
        return next(value for key, value in self.fields if key == name)

    def names(self) -> Iterator[str]:
        """Yield the names of the controls."""
        yield from (name for name, _value in self.fields)

    def data(self) -> dict[str, list[str]]:
        """Return what is sent."""
        found: dict[str, list[str]] = {}
        for name, value in self.fields:
            # a browser sends the lines of a text apart by both characters
            found.setdefault(name, []).append(value.replace("\n", "\r\n"))
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form" and not self._done and not self._inside:
            fits = values.get("id") == self.form_id if self.form_id else True
            self._inside = fits and values.get("method") == "post"
        if not self._inside:
            return
        name = values.get("name", "")
        if tag == "input" and name:
            self._take_input(name, values)
        elif tag == "select":
            self._select, self._chosen = name, None
        elif tag == "option" and self._select:
            if self._chosen is None or "selected" in values:
                self._chosen = values.get("value", "")
        elif tag == "textarea":
            self._select, self._text = name, ""

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._inside:
            self._inside, self._done = False, True
        elif tag == "select" and self._select:
            self.fields.append((self._select, self._chosen or ""))
            self._select = ""
        elif tag == "textarea" and self._text is not None:
            # the first line end after the tag is no part of the text
            self.fields.append((self._select, self._text.removeprefix("\n")))
            self._select, self._text = "", None

    def _take_input(self, name: str, values: dict[str, str]) -> None:
        kind = values.get("type", "text")
        if kind in {"submit", "button"}:
            return
        if kind in {"checkbox", "radio"} and "checked" not in values:
            return
        default = "on" if kind == "checkbox" else ""
        self.fields.append((name, values.get("value", default)))
