"""A page of a PDF as a PNG, without an imaging library."""

import struct
import zlib

import pypdfium2

SCALE = 100 / 72
"""Hundred dots per inch."""


def pictures_of(pdf: bytes) -> list[bytes]:
    """Return one PNG per page, in shades of grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_png(page.render(scale=SCALE, grayscale=True)) for page in document]
    finally:
        document.close()


def _png(bitmap: pypdfium2.PdfBitmap) -> bytes:
    stride, width, height = bitmap.stride, bitmap.width, bitmap.height
    data = bytes(bitmap.buffer)
    lines = b"".join(
        b"\0" + data[row * stride : row * stride + width] for row in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", _sum(name, body))
        for name, body in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(lines, 9)),
            (b"IEND", b""),
        )
    )


def _sum(name: bytes, body: bytes) -> int:
    return zlib.crc32(name + body)
