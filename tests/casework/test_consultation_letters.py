"""The letter to a third party says what is allowed and nothing beside it."""

from dataclasses import asdict, fields, replace
from datetime import date

import pytest
from django.db import models

from casework import consultation_letters
from casework.consultation_letters import (
    ConsultationLetterFacts,
    consultations_to_write,
    letter_facts_of,
)
from casework.intake import PartyFacts
from casework.models import (
    Case,
    PartyRole,
    Record,
    ThirdPartyConsultation,
    Unit,
)
from offices.models import Staff
from tests.factories.cases import intake, make_unit
from tests.factories.cast import make_cast
from tests.factories.course import find
from tests.factories.third_parties import FIRM, answered, ask

pytestmark = pytest.mark.django_db

CANARY = "カナリア"


@pytest.fixture
def officer() -> Staff:
    return make_cast().records_officer


def planted(officer: Staff) -> ThirdPartyConsultation:
    """Return a letter whose surroundings all sing, and its own words do not."""
    requester = PartyFacts(
        role=PartyRole.REQUESTER,
        name=f"{CANARY}請求者",
        kana=CANARY,
        contact_person=CANARY,
        address=CANARY,
        phone=CANARY,
        email=CANARY,
    )
    facts = replace(
        intake(subject=f"{CANARY}件名"),
        parties=(requester,),
        purpose=f"{CANARY}目的",
        requester_category=CANARY,
    )
    facts = replace(facts, first=replace(facts.first, remarks=CANARY))
    unit = make_unit(facts)
    mine, other = find(unit, by=officer, n=2)
    asked = ask(unit, officer, mine, kind="mandatory_protection", why="健康を守るため")
    rival = replace(FIRM, name=f"{CANARY}工業", address=CANARY)
    further = ask(unit, officer, mine, other, party=rival, concerns=f"{CANARY}の原価")
    answered(further, officer, opinion=f"{CANARY}は反対")
    sing(mine, other)
    return asked


def sing(mine: Record, other: Record) -> None:
    """Plant the word in every free word of the records but the title asked about."""
    Record.objects.filter(pk=other.pk).update(title=f"{CANARY}文書")
    Record.objects.filter(pk=mine.pk).update(
        document_number=CANARY, withheld_part=CANARY, reason=CANARY, medium=CANARY
    )


def test_letter_says_exactly_what_is_allowed(officer: Staff) -> None:
    facts = letter_facts_of(planted(officer))

    assert facts is not None
    assert asdict(facts) == {
        "requested_on": date(2020, 6, 1),
        "titles": ("文書その1",),
        "concerns": "入札の単価",
        "answer_to": "区民情報ひろば",
        "answer_by_on": date(2020, 6, 10),
        "duty": "mandatory_protection",
        "why": "健康を守るため",
    }


def test_no_word_of_anybody_else_is_in_it(officer: Staff) -> None:
    asked = planted(officer)
    assert Case.objects.filter(subject__contains=CANARY).exists()

    (first, _rival) = consultations_to_write(asked.unit)

    assert first.consultation == asked
    assert CANARY not in repr(asdict(first.facts))
    assert not [value for value in vars_of(first.facts) if is_row(value)]


def test_list_of_what_is_allowed_has_no_room_for_more() -> None:
    """Whoever widens the list has to change this by hand, with the law beside it."""
    allowed = {field.name: field.type for field in fields(ConsultationLetterFacts)}

    assert set(allowed) == {
        "requested_on",
        "titles",
        "concerns",
        "answer_to",
        "answer_by_on",
        "duty",
        "why",
    }


def test_canary_sings_when_the_list_is_widened(
    officer: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: titles of all records, and the test above would be red."""
    asked = planted(officer)

    def all_titles(**allowed: object) -> ConsultationLetterFacts:
        titles = Record.objects.filter(unit=asked.unit).values_list("title", flat=True)
        return ConsultationLetterFacts(**{**allowed, "titles": tuple(titles)})  # type: ignore[arg-type]  # as given

    monkeypatch.setattr(consultation_letters, "ConsultationLetterFacts", all_titles)

    assert CANARY in repr(letter_facts_of(asked))


def test_optional_letter_speaks_of_no_duty(officer: Staff) -> None:
    unit = make_unit()
    (record,) = find(unit, by=officer)

    facts = letter_facts_of(ask(unit, officer, record, why="内部のメモ"))

    assert facts is not None
    assert (facts.duty, facts.why) == ("", "")


def test_no_letter_goes_where_nobody_lives(officer: Staff) -> None:
    unit = make_unit()
    (record,) = find(unit, by=officer)
    asked = ask(
        unit,
        officer,
        record,
        sent_on=None,
        answer_by_on=None,
        search="転居先不明",
    )

    assert letter_facts_of(asked) is None
    assert consultations_to_write(unit) == []


def test_letters_are_written_in_the_order_they_were_asked(officer: Staff) -> None:
    unit = make_unit()
    first, second = find(unit, by=officer, n=2)
    later = ask(unit, officer, second, first)
    other = make_unit()
    ask(other, officer, *find(other, by=officer))

    (letter,) = consultations_to_write(Unit.objects.get(pk=unit.pk))

    assert (letter.consultation, letter.sent_on) == (later, date(2020, 6, 3))
    assert letter.facts.titles == ("文書その1", "文書その2")


def vars_of(facts: ConsultationLetterFacts) -> list[object]:
    return [getattr(facts, field.name) for field in fields(facts)]


def is_row(value: object) -> bool:
    return isinstance(value, models.Model)
