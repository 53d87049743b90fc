"""Text that a spreadsheet would take for a formula, made harmless and back."""

import re

# half-width and full-width leaders, tab and carriage return
LEADERS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
QUOTE = "'"
_GUARDED = re.compile(f"{QUOTE}+(?:{'|'.join(map(re.escape, LEADERS))})")


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would calculate this text.

    Example:
        >>> is_formula("=1+1"), is_formula("区長")
        (True, False)
    """
    return text.startswith(LEADERS)


def guard(text: str) -> str:
    """Put an apostrophe before a text that would be calculated.

    A text that already looks guarded gets one more, so `unguard` is exact.

    Example:
        >>> guard("=1+1"), guard("区長")
        ("'=1+1", '区長')
    """
    return QUOTE + text if is_formula(text) or _GUARDED.match(text) else text


def unguard(text: str) -> str:
    """Take the apostrophe away that `guard` put there.

    Example:
        >>> unguard(guard("@x")), unguard("'引用")
        ('@x', "'引用")
    """
    return text.removeprefix(QUOTE) if _GUARDED.match(text) else text
