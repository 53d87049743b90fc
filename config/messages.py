"""Collect, merge and compile the translations, without the gettext programs.

Source strings are English and stand in Python (`_("…")`, `gettext_lazy`) and in
templates (`{% translate %}`, `{% blocktranslate %}`). Babel extracts them from
Python; Django turns a template into the same form first. The Japanese catalog
is complete: a missing, empty or fuzzy entry fails the check.
"""

import io
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# Django's own catalogs already speak Japanese; only ours is kept here.
LANGUAGE = "ja"
HEADER = "# Japanese translation of Hiroba."
# A fixed instant: the same sources give the same bytes.
INSTANT = datetime(2026, 4, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source string was found, and what it is."""

    path: str
    line: int
    message: str | tuple[str, ...]
    context: str | None


def sources(root: Path) -> Iterator[Path]:
    """Yield the Python files and templates that may hold source strings."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git of the developer
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\n")
    for name in sorted(listed):
        path = root / name
        inside = name.endswith(".py") and not name.startswith("tests/")
        template = name.startswith("templates/") and name.endswith((".html", ".txt"))
        if (inside or template) and path.is_file() and "/migrations/" not in name:
            yield path


def places(root: Path) -> Iterator[Place]:
    """Yield every source string of the project with its place."""
    for path in sources(root):
        text = path.read_text(encoding="utf-8")
        code = text if path.suffix == ".py" else _as_python(text, path)
        found = extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS)
        for line, message, _comments, context in found:
            yield Place(str(path.relative_to(root)), line, message, context)


def _as_python(template: str, path: Path) -> str:
    """Return a template as calls of gettext, one line each.

    Django leaves the indentation of the template before them, which Python's
    tokenizer would refuse.
    """
    lines = templatize(template, origin=str(path)).splitlines()
    return "\n".join(line.lstrip() for line in lines)


def empty() -> Catalog:
    """Return a catalog that names nobody and no moment."""
    return Catalog(
        locale=LANGUAGE,
        header_comment=HEADER,
        project="Hiroba",
        version="1",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        creation_date=INSTANT,
        revision_date=INSTANT,
        charset="utf-8",
        fuzzy=False,
    )


def collected(root: Path) -> Catalog:
    """Return a catalog without translations of all source strings."""
    catalog = empty()
    for place in places(root):
        catalog.add(
            place.message, locations=[(place.path, place.line)], context=place.context
        )
    return catalog


def load(path: Path) -> Catalog:
    """Read a catalog; a file that does not exist is an empty one."""
    if not path.exists():
        return empty()
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def merged(template: Catalog, *known: Catalog) -> Catalog:
    """Give every source string its translation from the known catalogs.

    Nothing is guessed from similar strings; what is no longer in the source is
    dropped. Earlier catalogs win.
    """
    result = empty()
    for message in template:
        if not message.id:
            continue
        result.add(
            message.id,
            string=_translation(message, known),
            locations=sorted({(path, 0) for path, _line in message.locations}),
            context=message.context,
            flags=message.flags - {"fuzzy"},
        )
    return result


def _translation(
    message: Message, known: tuple[Catalog, ...]
) -> str | list[str] | tuple[str, ...] | None:
    for catalog in known:
        found = catalog.get(message.id, message.context)
        if found is not None and _whole(found.string) and not found.fuzzy:
            return found.string
    return None


def untranslated(catalog: Catalog) -> list[str]:
    """Return the source strings without a whole translation."""
    return [
        str(message.id)
        for message in catalog
        if message.id and (not _whole(message.string) or message.fuzzy)
    ]


def _whole(string: str | tuple[str, ...] | list[str] | None) -> bool:
    if isinstance(string, (tuple, list)):
        return bool(string) and all(string)
    return bool(string)


def mismatched(catalog: Catalog) -> list[str]:
    """Return the source strings whose placeholders the translation changed."""
    return [
        str(message.id)
        for message in catalog
        if message.id and message.string and message.check(catalog)
    ]


def po_bytes(catalog: Catalog) -> bytes:
    """Return the catalog as a file, the same bytes for the same content."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, sort_output=True, include_lineno=False, width=88)
    return buffer.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """Return the compiled catalog, the same bytes for the same content."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()
