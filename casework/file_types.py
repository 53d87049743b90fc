"""Which files may be attached: an allow-list, by name and by first bytes."""

import zipfile
from codecs import getincrementaldecoder
from collections.abc import Callable, Mapping
from pathlib import Path

HEAD_BYTES = 16
PIECE_BYTES = 64 * 1024
OPEN_XML = "application/vnd.openxmlformats-officedocument."
# a document whose parts are listed, never unpacked
MOST_PARTS = 10_000
Check = Callable[[Path], bool]


def content_type_of(path: Path, name: str) -> str | None:
    """Return the content type of a file when it is allowed.

    Args:
        path: Where it lies.
        name: What it is called; its suffix says what it claims to be.

    Returns:
        None when the suffix is unknown or the bytes are something else.
    """
    known = TYPES.get(Path(name).suffix.lower())
    if known is None:
        return None
    content_type, check = known
    return content_type if check(path) else None


def _begins(*heads: bytes) -> Check:
    def check(path: Path) -> bool:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES).startswith(heads)

    return check


def _open_xml(folder: str) -> Check:
    """Return the check of an Office document without macros."""

    def check(path: Path) -> bool:
        try:
            with zipfile.ZipFile(path) as document:
                names = document.namelist()
        # an archive zipfile cannot read, or knows no method for, is no such file
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return False
        return (
            len(names) <= MOST_PARTS
            and "[Content_Types].xml" in names
            and any(name.startswith(f"{folder}/") for name in names)
            and not any("vbaproject" in name.lower() for name in names)
        )

    return check


def _is_text(path: Path) -> bool:
    return any(_decodes(path, encoding) for encoding in ("utf-8", "cp932"))


def _decodes(path: Path, encoding: str) -> bool:
    """Tell whether a whole file is text in an encoding, without a NUL."""
    decoder = getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while piece := file.read(PIECE_BYTES):
                if "\0" in decoder.decode(piece):
                    return False
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


TYPES: Mapping[str, tuple[str, Check]] = {
    ".pdf": ("application/pdf", _begins(b"%PDF-")),
    ".png": ("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    ".jpg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    ".jpeg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    ".tif": ("image/tiff", _begins(b"II*\0", b"MM\0*")),
    ".tiff": ("image/tiff", _begins(b"II*\0", b"MM\0*")),
    ".docx": (f"{OPEN_XML}wordprocessingml.document", _open_xml("word")),
    ".xlsx": (f"{OPEN_XML}spreadsheetml.sheet", _open_xml("xl")),
    ".pptx": (f"{OPEN_XML}presentationml.presentation", _open_xml("ppt")),
    ".txt": ("text/plain", _is_text),
    ".csv": ("text/csv", _is_text),
}
