"""What third parties are written: nothing of the requester, and on the day itself."""

from dataclasses import replace
from datetime import date

import pytest

from casework.approvals import Proposal
from casework.findings import Finding
from casework.intake import PartyFacts
from casework.models import PartyRole, ThirdPartyConsultation, Unit
from casework.operations.decide import decide
from disclosure.letters import letters_of
from notices.letter import Letter
from notices.rendering import render
from notices.text import compose
from offices.models import Staff
from ordinances.loading import pack
from tests.factories.cases import AT, intake, make_unit
from tests.factories.cast import make_cast
from tests.factories.course import FULL, WITHHELD, from_outside, judge
from tests.factories.third_parties import answered, ask
from tests.notices.printing import text_of

pytestmark = pytest.mark.django_db

DECIDED = date(2020, 7, 9)
CANARY = "カナリア"


@pytest.fixture
def officer() -> Staff:
    return make_cast().records_officer


def asked(officer: Staff, *findings: Finding) -> tuple[Unit, ThirdPartyConsultation]:
    """Return a unit whose requester sings, and a letter about all its records."""
    requester = PartyFacts(
        role=PartyRole.REQUESTER, name=f"{CANARY}花子", address=f"{CANARY}町"
    )
    facts = replace(
        intake(subject=f"{CANARY}の件"),
        parties=(requester,),
        purpose=f"{CANARY}目的",
    )
    unit = make_unit(facts)
    records = judge(unit, findings, by=officer)
    row = ask(
        unit, officer, *records, kind="mandatory_protection", why="健康を守るため"
    )
    return unit, row


def to_third_party(unit: Unit) -> list[Letter]:
    letters = letters_of(Unit.objects.get(pk=unit.pk), on=DECIDED)
    return [letter for letter in letters if letter.form.startswith("third_party")]


def printed(letter: Letter) -> str:
    """Return the text of the very paper that goes out."""
    form = pack(letter.unit.regime).notice_form(letter.form, DECIDED)
    day = letter.issued_on or DECIDED
    content = compose(form, letter, number_text="2練総情第1号", issued_on=day)
    return text_of(render(content))


def decided(unit: Unit, outcome: str, *, by: Staff) -> None:
    decide(
        unit=unit,
        proposal=Proposal(outcome=outcome),
        external=from_outside(on=DECIDED),
        version=None,
        by=by,
        on=DECIDED,
        at=AT,
    )


def test_nothing_of_the_requester_is_on_either_paper(officer: Staff) -> None:
    unit, row = asked(officer, FULL)
    answered(row, officer, because="すでに公表されている")
    decided(unit, "full", by=officer)

    letters = to_third_party(unit)

    assert [letter.form for letter in letters] == [
        "third_party_letter",
        "third_party_notice",
    ]
    for letter in letters:
        assert CANARY not in str(letter.facts)
        assert CANARY not in printed(letter)


def test_opposer_is_told_on_the_day_of_the_decision(officer: Staff) -> None:
    unit, row = asked(officer, FULL, WITHHELD)
    answered(row, officer, because="すでに公表されている")
    decided(unit, "partial", by=officer)

    _asked, told = to_third_party(unit)

    decision = unit.decisions.get()
    assert (told.about, told.issued_on, told.gaps) == (
        f"decision:{decision.pk}",
        DECIDED,
        (),
    )
    # what is withheld is no matter of this notice; E30 is the day
    assert told.facts["record_title"] == "文書その1"
    assert told.facts["reason"] == "すでに公表されている"
    assert told.facts["implementation_on"] == "2020-07-27"


def test_who_does_not_oppose_gets_no_notice(officer: Staff) -> None:
    unit, row = asked(officer, FULL)
    answered(row, officer, "consents")
    decided(unit, "full", by=officer)

    assert [letter.form for letter in to_third_party(unit)] == ["third_party_letter"]
