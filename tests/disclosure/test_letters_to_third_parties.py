"""The letters to third parties: asked, and told that they opposed in vain."""

import json
from datetime import date

import pytest

from casework.approvals import Proposal
from casework.consultation_facts import ConsultationFacts
from casework.intake import PartyFacts
from casework.models import Decision, PartyRole, ThirdPartyConsultation, Unit
from casework.operations.answer_consultation import (
    ThirdPartyAnswer,
    answer_consultation,
)
from casework.operations.consult_third_party import consult_third_party
from casework.operations.decide import decide
from disclosure.letters import letters_of
from notices.letter import Letter
from tests.disclosure.test_letters import SECRET, facts, printed
from tests.factories.cases import make_unit
from tests.factories.cast import Cast, make_cast
from tests.factories.course import AT, FULL, ON, from_outside, judge

pytestmark = pytest.mark.django_db

FIRM = PartyFacts(
    role=PartyRole.THIRD_PARTY,
    name="株式会社見本建設",
    is_corporation=True,
    address="東京都練馬区見本町4丁目5番6号",
)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def asked(cast: Cast, unit: Unit, *, kind: str = "optional", why: str = "") -> None:
    (record,) = judge(unit, [FULL], by=cast.division_staff)
    consult_third_party(
        unit=unit,
        consultation=ConsultationFacts(
            record_ids=(record.pk,),
            party=FIRM,
            kind=kind,
            concerns="契約の相手方としての印影",
            why=why,
            answer_to="総務部総務課",
            sent_on=ON,
            answer_by_on=date(2020, 6, 17),
        ),
        by=cast.records_officer,
        on=ON,
        at=AT,
    )


def opposed_and_disclosed(
    cast: Cast, unit: Unit, because: str = "公にする利益が上回るため"
) -> Decision:
    answer_consultation(
        consultation=ThirdPartyConsultation.objects.get(),
        answer=ThirdPartyAnswer(
            answer="opposes",
            answered_on=ON,
            opinion="反対する",
            disclosed_because=because,
        ),
        by=cast.records_officer,
        on=ON,
        at=AT,
    )
    return decide(
        unit=unit,
        proposal=Proposal(outcome="full"),
        external=from_outside(),
        version=None,
        by=cast.division_staff,
        on=ON,
        at=AT,
    )


def of_form(unit: Unit, form: str) -> Letter:
    (letter,) = (one for one in letters_of(unit, on=ON) if one.form == form)
    return letter


def test_third_party_is_asked_by_a_letter_that_keeps_who_asks(cast: Cast) -> None:
    unit = make_unit(facts())
    asked(cast, unit)

    letter = of_form(unit, "third_party_letter")

    consultation = ThirdPartyConsultation.objects.get()
    assert letter.gaps == ()
    assert letter.about == f"third_party_consultation:{consultation.pk}"
    assert letter.issued_on == ON
    assert (letter.addressee.name, letter.addressee.honorific) == (
        "株式会社見本建設",
        "御中",
    )
    assert letter.facts == {
        "organ": "mayor",
        "division": letter.facts["division"],
        "telephone": "",
        "requested_on": "2020-06-01",
        "record_title": "文書その1",
        "information": "契約の相手方としての印影",
        "answer_by_on": "2020-06-17",
        "answer_to": "総務部総務課",
        "mandatory_case": "",
    }
    text = printed(letter)
    assert "令和2年6月17日" in text
    held = [SECRET, "見本花子", "区道の補修", unit.number_text.replace(" ", "")]
    assert [word for word in held if word in text] == []


def test_letter_to_the_requester_names_what_the_other_keeps(cast: Cast) -> None:
    """The control: number, name and matter stand where they may."""
    unit = make_unit(facts())
    asked(cast, unit)
    opposed_and_disclosed(cast, unit)

    text = printed(of_form(unit, "full"))

    assert "見本花子" in text
    assert "区道の補修" in text
    assert unit.number_text.replace(" ", "") in text


def test_duty_to_ask_names_its_case_and_why(cast: Cast) -> None:
    unit = make_unit(facts())
    asked(cast, unit, kind="mandatory_public_interest", why="事故の再発を防ぐため")

    case = of_form(unit, "third_party_letter").facts["mandatory_case"]

    assert case == (
        "公益上特に必要があると認めて裁量により公開しようとする場合\n"
        "事故の再発を防ぐため"
    )


def test_opposer_is_told_the_decision_and_the_first_day(cast: Cast) -> None:
    """Decided 2020-06-03: fourteen full days lie between, so the 18th."""
    unit = make_unit(facts())
    asked(cast, unit)
    decision = opposed_and_disclosed(cast, unit)

    letter = of_form(unit, "third_party_notice")

    assert letter.gaps == ()
    assert (letter.about, letter.issued_on) == (f"decision:{decision.pk}", ON)
    assert letter.facts["record_title"] == "文書その1"
    assert letter.facts["implementation_on"] == "2020-06-18"
    text = printed(letter)
    assert "令和2年6月18日以後の日" in text
    assert "審査請求をすることができます" in text
    assert "見本花子" not in text
    told = json.dumps(dict(letter.facts), ensure_ascii=False)
    assert SECRET not in told
    assert "見本" not in told.replace("見本建設", "")


def test_letter_to_an_opposer_lacks_the_reason_nobody_gave(cast: Cast) -> None:
    unit = make_unit(facts())
    asked(cast, unit)
    opposed_and_disclosed(cast, unit, because="")

    (gap,) = of_form(unit, "third_party_notice").gaps

    assert gap.field == "reason"
    assert "公開する理由を入力してください" in gap.says
