"""A list as an answer to a browser: a file, or what CP932 cannot write of it."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Literal

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils.translation import activate, get_language

from annual.list_files import (
    Encoding,
    Row,
    Unwritable,
    csv_lines,
    unwritable,
    xlsx_file,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CP932: Literal["cp932"] = "cp932"
SUFFIXES = ("csv", "xlsx")
MOST_SHOWN = 200
# as long as the name of a sheet may be
TITLE = 31
List = tuple[list[str], Iterable[Row]]


def list_answer(
    request: HttpRequest, *, stem: str, suffix: str, load: Callable[[], List]
) -> HttpResponseBase:
    """Send a list as the file that was asked for.

    `encoding=cp932` in the address asks for that instead of UTF-8. When the list
    holds characters CP932 does not have, the answer is a page that names them;
    `codes=1` then writes them as codes.

    Args:
        request: the address.
        stem: the name of the file before its suffix, in ASCII.
        suffix: `csv` or `xlsx`.
        load: headers and rows; asked a second time when the characters are looked
            through first.

    Returns:
        A file, streamed, or the page.

    Raises:
        Http404: there is no such kind of file.
    """
    if suffix not in SUFFIXES:
        raise Http404
    name = f"{stem}.{suffix}"
    if suffix == "xlsx":
        header, rows = load()
        file = xlsx_file(stem[:TITLE], header, rows)
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
    encoding: Encoding = CP932 if request.GET.get("encoding") == CP932 else "utf-8"
    if encoding == CP932 and request.GET.get("codes") != "1":
        found = list(islice(unwritable(*load()), MOST_SHOWN + 1))
        if found:
            return _name_characters(request, found)
    header, rows = load()
    lines = _in_language(csv_lines(header, rows, encoding=encoding))
    charset = "Shift_JIS" if encoding == CP932 else "utf-8"
    return StreamingHttpResponse(
        lines,
        content_type=f"text/csv; charset={charset}",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _name_characters(request: HttpRequest, found: list[Unwritable]) -> HttpResponseBase:
    with_codes, in_utf8 = request.GET.copy(), request.GET.copy()
    with_codes["codes"] = "1"
    in_utf8.pop("encoding")
    context = {
        "found": found[:MOST_SHOWN],
        "has_more": len(found) > MOST_SHOWN,
        "with_codes": with_codes.urlencode(),
        "in_utf8": in_utf8.urlencode(),
    }
    return render(request, "annual/unwritable.html", context)


def _in_language(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Keep the language of the request while the answer is sent."""
    language = get_language()

    def spoken() -> Iterator[bytes]:
        if language:
            activate(language)
        yield from lines

    return spoken()
