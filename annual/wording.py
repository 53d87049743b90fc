"""Words of the packs and days, in the language of the page."""

from datetime import date

from django.utils.translation import get_language

from ordinances.wareki import format_date


def is_japanese() -> bool:
    """Tell whether the page is in Japanese."""
    return (get_language() or "ja").startswith("ja")


def in_language(japanese: str, english: str) -> str:
    """Choose between two texts of a pack; the Japanese one stands in for none."""
    return japanese if is_japanese() or not english else english


def day_text(on: date) -> str:
    """Write a day: 令和3年5月31日, in another language 2021-05-31."""
    return format_date(on) if is_japanese() else on.isoformat()
