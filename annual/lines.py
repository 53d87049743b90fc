"""A printed line: its pieces, and which of them open to the rows behind them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from annual.cells import Address
from ordinances.slots import Span, fill


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; with an address it is a number that opens."""

    text: str
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A caption, a sentence or a cell as printed.

    Attributes:
        spans: the text in pieces.
        links: slot → the number it shows.
    """

    spans: tuple[Span, ...]
    links: Mapping[str, Address] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(span.text for span in self.spans)

    @property
    def pieces(self) -> Iterator[Piece]:
        """The line piece by piece, for a page that links its numbers."""
        for span in self.spans:
            yield Piece(span.text, self.links.get(span.slot or ""))

    def slot(self, name: str) -> str | None:
        """Return what is printed in a slot, None if the line has no such slot."""
        return next((span.text for span in self.spans if span.slot == name), None)


def line(
    template: str,
    slots: Mapping[str, object],
    links: Mapping[str, Address] | None = None,
) -> Line:
    """Fill a template of the pack.

    Args:
        template: text with slots.
        slots: what stands in them.
        links: which slots show a number that opens.

    Raises:
        KeyError: the template names a slot that is not given.
    """
    return Line(fill(template, slots), links or {})
