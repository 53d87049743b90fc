"""Find units by what somebody says of them: number, subject, name, kana, phone.

Question and rows are compared folded (`folding.py`), part by part of a word, so
that a search finds all that a walk over every row would find. Each person
searches only in the fields that person may see of a unit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case as CaseWhen
from django.db.models import Count, F, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import Cast

from casework import folding
from casework.models import Case, Party, Unit
from casework.models.visibility import scope_of_grants
from casework.permissions import SEEN_BY, FieldClass
from offices.models import Staff
from ordinances import casenumber
from ordinances.casenumber import BadCaseNumber, CaseNumber

MOST_CHARACTERS = 200
MOST_WORDS = 8
# fewer digits say nothing of a phone
SHORTEST_TAIL = 4
OF_A_PHONE = frozenset("0123456789-()+")

Scopes = Mapping[FieldClass, Q]


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, folded.

    Attributes:
        words: Each must stand somewhere in the unit.
        whole: All of it as one word.
        tail: The last digits of a phone; empty where it is none.
        number: The parts of a case number; None where it is none.
    """

    words: tuple[str, ...]
    whole: str
    tail: str
    number: CaseNumber | None


def question(text: str) -> Question | None:
    """Read what was typed; None when it says nothing."""
    text = text[:MOST_CHARACTERS]
    words = folding.words(text)[:MOST_WORDS]
    if not words:
        return None
    whole = folding.fold(text)
    return Question(words, whole, _tail(whole), _number(whole))


def found(asked: Question, *, staff: Staff, on: date) -> QuerySet[Unit]:
    """Return the units a question means, the right hit first.

    A number as written, then a whole name, the beginning of a name, a name or
    phone, the rest; within these the undecided ones first, then the latest.

    Args:
        asked: The question.
        staff: Who asks; neither units nor fields of others are searched.
        on: The day whose grants hold.

    Returns:
        Units with `rank` and `n_found`, the count of all of them.
    """
    scopes = _scopes(staff, on)
    visible = Unit.objects.visible_to(staff, on=on)
    return (
        visible.filter(_condition(asked, scopes))
        .annotate(rank=_rank(asked, scopes), n_found=Window(Count("pk")))
        .order_by(
            "rank",
            F("outcome").asc(nulls_first=True),
            "-fiscal_year",
            "-number",
            "branch",
            "pk",
        )
    )


def near(asked: Question, *, staff: Staff, on: date) -> QuerySet[Unit]:
    """Return units that may hold a word like one of the question.

    A word with one character wrong, missing or too many still has either half
    of the word as it is.
    """
    scopes = _scopes(staff, on)
    condition = Q(pk__in=[])
    for word in asked.words:
        middle = len(word) // 2
        for half in filter(None, (word[:middle], word[middle:])):
            condition |= _in_names(half, scopes) | _in_subject(half, scopes)
    visible = Unit.objects.visible_to(staff, on=on)
    return visible.filter(condition).order_by("-received_on", "-pk")


def _scopes(staff: Staff, on: date) -> Scopes:
    """Return which units show a field to a person, by field."""
    grants = staff.grants_on(on)
    return {
        field: scope_of_grants(g for g in grants if field in SEEN_BY.get(g.role, ()))
        for field in FieldClass
    }


def _condition(asked: Question, scopes: Scopes) -> Q:
    every_word = Q()
    for word in asked.words:
        every_word &= (
            _in_names(word, scopes)
            | _in_subject(word, scopes)
            | Q(case__in=Case.objects.filter(folded_number__contains=word).values("pk"))
        )
    return every_word | _is_number(asked) | _has_phone(asked, scopes)


def _rank(asked: Question, scopes: Scopes) -> Cast:
    whole = asked.whole
    named = Q(folded_name=whole) | Q(folded_kana=whole)
    begins = Q(folded_name__startswith=whole) | Q(folded_kana__startswith=whole)
    shown = scopes[FieldClass.REQUESTER]
    steps = [
        _is_number(asked),
        _of_parties(named) & shown,
        _of_parties(begins) & shown,
        _in_names(whole, scopes) | _has_phone(asked, scopes),
    ]
    place = CaseWhen(
        *(When(step, then=Value(place)) for place, step in enumerate(steps)),
        default=Value(len(steps)),
    )
    # where no step can be, a bare number is left, and to order by one is to order
    # by the column of that place
    return Cast(place, IntegerField())


def _in_names(word: str, scopes: Scopes) -> Q:
    named = Q(folded_name__contains=word) | Q(folded_kana__contains=word)
    return _of_parties(named) & scopes[FieldClass.REQUESTER]


def _in_subject(word: str, scopes: Scopes) -> Q:
    """Compare the unit's own item, else the case's subject."""
    of_case = Case.objects.filter(folded_subject__contains=word).values("pk")
    said = Q(folded_subject__contains=word) | Q(subject="", case__in=of_case)
    return said & scopes[FieldClass.SUBJECT]


def _has_phone(asked: Question, scopes: Scopes) -> Q:
    if not asked.tail:
        return Q(pk__in=[])
    calls = Q(phone_digits__endswith=asked.tail)
    return _of_parties(calls) & scopes[FieldClass.REQUESTER]


def _is_number(asked: Question) -> Q:
    if asked.number is None:
        return Q(pk__in=[])
    parts = {
        "number": asked.number.number,
        "fiscal_year": asked.number.fiscal_year,
        "branch": asked.number.branch,
    }
    return Q(**{name: part for name, part in parts.items() if part is not None})


def _of_parties(condition: Q) -> Q:
    return Q(case__in=Party.objects.filter(condition).values("case"))


def _tail(whole: str) -> str:
    tail = folding.digits(whole)
    is_phone = OF_A_PHONE.issuperset(whole) and len(tail) >= SHORTEST_TAIL
    return tail if is_phone else ""


def _number(whole: str) -> CaseNumber | None:
    try:
        return casenumber.parse(whole)
    except BadCaseNumber:
        return None
