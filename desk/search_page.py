"""What the search shows: the hits, where they match, and what may have been meant."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from django.core.paginator import Page, Paginator

from casework import folding
from casework.models import Party, PartyRole, Unit
from casework.permissions import FieldClass, fields_of
from casework.search import Question, found, near, question
from desk.chips import Chip, deadline_chip
from offices.models import Staff
from ordinances.calendars import Calendar

ROWS_PER_PAGE = 50
MOST_NEAR = 500
MOST_MEANT = 5
# a word of two characters stays one of two
SHORTEST = 2
ASKING = (PartyRole.REQUESTER, PartyRole.APPELLANT)

# pieces of a text, each with whether it matches
Marked = list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a case: the name, and what else of them matches.

    Attributes:
        role: In words; empty for who asks.
    """

    role: str
    name: Marked
    kana: Marked
    phone: Marked


@dataclass(frozen=True, slots=True)
class Hit:
    """One row; what is None is not for this person."""

    unit: Unit
    number: Marked
    subject: Marked | None
    people: list[Person] | None
    handler: str
    chip: Chip | None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was found.

    Attributes:
        page: The page of all hits, for the links below.
        meant: Words that are there and look like those that were not found.
        masked: Whether some field is not searched for this person.
    """

    hits: list[Hit]
    page: Page[int]
    meant: list[str]
    masked: bool


def search_page(
    text: str, *, number: int, staff: Staff, on: date, calendar: Calendar
) -> SearchPage | None:
    """Search and gather what a person may see of the hits.

    Args:
        text: What was typed.
        number: Which page of the hits.
        staff: Who asks.
        on: The day whose grants hold.
        calendar: The office's calendar.

    Returns:
        None when the text says nothing.
    """
    asked = question(text)
    if asked is None:
        return None
    keys, n_found = _keys(asked, number, staff, on)
    units = _load(keys)
    seen = {unit.pk: fields_of(staff, unit, on=on) for unit in units}
    parties = _parties(u for u in units if FieldClass.REQUESTER in seen[u.pk])
    chips = [deadline_chip(unit, on=on, calendar=calendar) for unit in units]
    paginator = Paginator(range(n_found), ROWS_PER_PAGE)
    return SearchPage(
        hits=[
            _hit(unit, asked, seen[unit.pk], parties, chip)
            for unit, chip in zip(units, chips, strict=True)
        ],
        page=paginator.get_page(number),
        meant=[] if units else _meant(asked, staff, on),
        masked=any(FieldClass.REQUESTER not in fields for fields in seen.values()),
    )


def _keys(
    asked: Question, number: int, staff: Staff, on: date
) -> tuple[list[int], int]:
    """Return the keys of one page of hits and the count of all."""
    hits = found(asked, staff=staff, on=on).values_list(
        "pk",
        "n_found",  # type: ignore[misc]  # added by `found`
    )
    start = (max(number, 1) - 1) * ROWS_PER_PAGE
    rows = list(hits[start : start + ROWS_PER_PAGE])
    if not rows and start:
        return _keys(asked, 1, staff, on)
    return [pk for pk, _n in rows], rows[0][1] if rows else 0


def _load(keys: Sequence[int]) -> list[Unit]:
    units = Unit.objects.filter(pk__in=keys).select_related(
        "case", "organ", "division", "handler"
    )
    by_key = {unit.pk: unit for unit in units} if keys else {}
    return [by_key[key] for key in keys]


def _parties(units: Iterable[Unit]) -> dict[int, list[Party]]:
    by_case: dict[int, list[Party]] = {unit.case_id: [] for unit in units}
    if by_case:
        for party in Party.objects.filter(case__in=by_case).order_by("pk"):
            by_case[party.case_id].append(party)
    return by_case


def _hit(
    unit: Unit,
    asked: Question,
    seen: frozenset[FieldClass],
    parties: dict[int, list[Party]],
    chip: Chip | None,
) -> Hit:
    sought = (*asked.words, asked.whole)
    people = parties.get(unit.case_id, []) if FieldClass.REQUESTER in seen else None
    return Hit(
        unit=unit,
        number=marked(unit.number_text, sought),
        subject=marked(unit.subject_text, sought)
        if FieldClass.SUBJECT in seen
        else None,
        people=None if people is None else list(_people(people, asked)),
        handler=_handler(unit) if FieldClass.SUBJECT in seen else "",
        chip=chip,
    )


def _handler(unit: Unit) -> str:
    return unit.handler.name if unit.handler else ""


def marked(text: str, sought: Sequence[str]) -> Marked:
    """Return a text in pieces, those that match marked."""
    pieces: Marked = []
    at = 0
    for start, end in folding.places(text, sought):
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at:], False))
    return [(piece, is_match) for piece, is_match in pieces if piece]


def _people(parties: Sequence[Party], asked: Question) -> Iterable[Person]:
    """Yield who asks, and whoever else matches."""
    for party in parties:
        name = marked(party.name, asked.words)
        kana = _only_a_match(marked(party.kana, asked.words))
        phone = _phone(party, asked.tail)
        asks = party.role in ASKING
        if asks or kana or phone or _only_a_match(name):
            role = "" if asks else str(party.get_role_display())
            yield Person(role, name, kana, phone)


def _only_a_match(pieces: Marked) -> Marked:
    return pieces if any(is_match for _piece, is_match in pieces) else []


def _phone(party: Party, tail: str) -> Marked:
    """Return a phone with the digits at its end that were asked for."""
    if not tail or not party.phone_digits.endswith(tail):
        return []
    left = len(tail)
    start = len(party.phone)
    while left:
        start -= 1
        left -= len(folding.digits(party.phone[start]))
    return [(party.phone[:start], False), (party.phone[start:], True)]


def _meant(asked: Question, staff: Staff, on: date) -> list[str]:
    """Return words like those asked for, the likeliest first."""
    patterns = [(word, _like(word)) for word in asked.words if len(word) >= SHORTEST]
    if not patterns:
        return []
    units = list(near(asked, staff=staff, on=on).select_related("case")[:MOST_NEAR])
    times: Counter[tuple[float, str]] = Counter()
    for text in _texts(units, staff, on):
        level = folding.fold(text)
        for word, pattern in patterns:
            for match in pattern.finditer(level):
                likeness = SequenceMatcher(None, word, match[0]).ratio()
                times[likeness, _as_typed(text, match[0])] += 1
    ranked = sorted(times, key=lambda key: (-key[0], -times[key], key[1]))
    return list(dict.fromkeys(text for _likeness, text in ranked))[:MOST_MEANT]


def _texts(units: Sequence[Unit], staff: Staff, on: date) -> Iterable[str]:
    """Yield the texts of some units this person may see."""
    seen = {unit.pk: fields_of(staff, unit, on=on) for unit in units}
    for unit in units:
        if FieldClass.SUBJECT in seen[unit.pk]:
            yield unit.subject_text
    named = (unit for unit in units if FieldClass.REQUESTER in seen[unit.pk])
    for parties in _parties(named).values():
        for party in parties:
            yield party.name
            yield party.kana


def _like(word: str) -> re.Pattern[str]:
    """Return what a word looks like with one character wrong, gone or too many."""
    at = range(len(word))
    ways = [(word[:i], ".", word[i + 1 :]) for i in at]
    ways += [(word[:i], ".", word[i:]) for i in at if i]
    ways += [(word[:i], "", word[i + 1 :]) for i in at if len(word) > SHORTEST]
    return re.compile("|".join(re.escape(a) + b + re.escape(c) for a, b, c in ways))


def _as_typed(text: str, word: str) -> str:
    start, end = folding.places(text, [word])[0]
    return text[start:end].strip()
