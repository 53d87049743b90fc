"""Printed lines on a page: numbers become links, labels get their break points."""

from datetime import date

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from annual.cells import Address
from annual.lines import Line, Piece
from annual.wording import in_language
from ordinances.tables import Label

register = template.Library()


@register.simple_tag(takes_context=True)
def printed_line(context: template.Context, line: Line, table_id: str) -> SafeString:
    """Write a printed line; on a page with links each number opens.

    The context holds `statement` and `linked`; a file has `linked` False.
    """
    statement = context["statement"]
    year, as_of = statement.fiscal_year, statement.as_of
    linked = context["linked"]
    return format_html_join(
        "",
        "{}",
        (
            (_piece(piece, table_id, year, as_of) if linked else piece.text,)
            for piece in line.pieces
        ),
    )


@register.simple_tag
def broken_label(label: Label) -> SafeString:
    """Write a label with the places where the print may break it."""
    if label.is_spread:
        return format_html('<span class="annual-spread">{}</span>', label.text)
    return format_html_join(SafeString("<wbr>"), "{}", ((p,) for p in label.pieces))


@register.simple_tag
def pack_text(japanese: str, english: str) -> str:
    """Choose between two texts of a pack by the language of the page."""
    return in_language(japanese, english)


def cell_url(table_id: str, address: Address, fiscal_year: int, as_of: date) -> str:
    """Return the address of the list behind a number, on the same day."""
    row, column = address
    path = reverse("annual:cell", args=[fiscal_year, table_id, row, column])
    return f"{path}?as_of={as_of.isoformat()}"


def _piece(piece: Piece, table_id: str, fiscal_year: int, as_of: date) -> str:
    if piece.address is None:
        return piece.text
    url = cell_url(table_id, piece.address, fiscal_year, as_of)
    return format_html('<a href="{}">{}</a>', url, piece.text)
