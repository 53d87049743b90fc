"""How values are written on every page: days, numbers, the words of a regime."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext

from casework.models import Unit
from casework.phases import Phase
from desk import labels
from ordinances import numerals
from ordinances import wareki as calendar
from ordinances.fiscal_years import fiscal_year_label

if TYPE_CHECKING:
    from django.http import QueryDict

register = template.Library()

TONES = {
    Phase.RECEIVED: "open",
    Phase.EXAMINATION: "open",
    Phase.APPROVAL: "open",
    Phase.DECIDED: "soon",
    Phase.CLOSED: "neutral",
}


@register.filter
def wareki(value: date | datetime | None) -> str:
    """Write a day as 令和2年9月1日; in another language as 2020-09-01."""
    on = _day(value)
    if on is None:
        return ""
    return calendar.format_date(on) if labels.is_japanese() else on.isoformat()


@register.filter
def wareki_short(value: date | datetime | None) -> str:
    """Write a day as R2.9.1; in another language as 2020-09-01."""
    on = _day(value)
    if on is None:
        return ""
    return calendar.format_short(on) if labels.is_japanese() else on.isoformat()


@register.filter
def month(value: date) -> str:
    """Write a month as 令和2年9月; in another language as 2020-09."""
    if labels.is_japanese():
        return calendar.format_date(value.replace(day=1)).removesuffix("1日")
    return f"{value:%Y-%m}"


@register.filter
def clock_time(value: datetime) -> str:
    """Write an instant as day and time of the office."""
    return f"{wareki(value)} {_here(value):%H:%M}"


@register.filter
def fiscal_year(value: int) -> str:
    """Write a fiscal year as 令和2年度; in another language as FY2020."""
    return (
        fiscal_year_label(value, digits="half")
        if labels.is_japanese()
        else f"FY{value}"
    )


@register.filter
def comma(value: int | None) -> str:
    """Write a whole number with a comma from 1,000 on."""
    return "" if value is None else numerals.format_number(value)


@register.filter
def phase_tone(phase: str) -> str:
    """Name the colour of a phase."""
    return TONES.get(Phase(phase), "neutral")


@register.filter
def masked(value: str | None) -> str:
    """Write a value, or that it is not shown to this person (非表示)."""
    return gettext("Not shown") if value is None else value


@register.simple_tag
def outcome_label(unit: Unit) -> str:
    """Write how a unit ended, in the words of its regime."""
    return labels.outcome(unit)


@register.simple_tag
def request_kind_label(unit: Unit, *, short: bool = False) -> str:
    """Write what kind of request it is, in the words of its regime."""
    return labels.request_kind(unit, short=short)


@register.simple_tag
def regime_name(code: str) -> str:
    """Write the name of a regime."""
    return labels.regime(code)


@register.simple_tag
def in_language(japanese: str, english: str) -> str:
    """Choose between two texts of a pack; the Japanese one stands in for none."""
    return labels.in_language(japanese, english)


@register.simple_tag(takes_context=True)
def query_with(context: RequestContext, **changes: object) -> str:
    """Write the query of this address with some values changed, None removes."""
    query: QueryDict = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return query.urlencode()


@register.simple_block_tag
def scroll_region(content: str, caption_id: str) -> SafeString:
    """Wrap a wide table: it scrolls by itself, has a name and takes the focus."""
    return format_html(
        '<div class="table-region" role="region" aria-labelledby="{}" tabindex="0">'
        "{}</div>",
        caption_id,
        content,
    )


def _day(value: date | datetime | None) -> date | None:
    if isinstance(value, datetime):
        return _here(value).date()
    # a template that looks through a missing object hands an empty text on
    return value or None


def _here(instant: datetime) -> datetime:
    return instant.astimezone(get_current_timezone())
