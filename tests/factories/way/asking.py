"""Moves about third parties: ask, answer, hold the hand-over, lift the hold."""

from datetime import timedelta

from casework.consultation_facts import ConsultationFacts
from casework.intake import PartyFacts
from casework.models import Hold, PartyRole, ThirdPartyConsultation
from casework.operations.answer_consultation import (
    ThirdPartyAnswer,
    answer_consultation,
)
from casework.operations.consult_third_party import consult_third_party
from casework.operations.hold import HoldFacts, hold
from casework.operations.lift_hold import lift_hold
from tests.factories.way import procedure as law
from tests.factories.way.procedure import OFFICERS
from tests.factories.way.walk import Move, Walk

THIRD_PARTY = PartyFacts(
    role=PartyRole.THIRD_PARTY, name="第三者", address="東京都練馬区豊玉北1-1"
)


def try_consult_third_party(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to ask a third party about some records, or to note a search."""
    if not unit.records:
        return None
    n = walk.random.randint(1, len(unit.records))
    places = sorted(walk.random.sample(range(len(unit.records)), n))
    is_duty, is_known = walk.random.random() < 0.7, walk.random.random() < 0.8
    why = walk.random.choice(("公益上の理由による", "公益上の理由による", ""))
    today = unit.case.today
    until = today + timedelta(days=21) if is_known else None
    made = law.Asked(unit, is_duty, until, [unit.records[place] for place in places])
    is_legal = unit.is_at_work and person in OFFICERS and (bool(why) or not is_duty)

    def change() -> None:
        unit.case.asked.append(made)
        for record in made.records:
            record.asked.append(made)

    def run() -> object:
        rows = walk.records(unit)
        facts = ConsultationFacts(
            record_ids=tuple(rows[place].pk for place in places),
            party=THIRD_PARTY,
            kind="mandatory_public_interest" if is_duty else "optional",
            concerns="契約の相手方の名称",
            why=why,
            answer_to="区民情報ひろば" if is_known else "",
            sent_on=today if is_known else None,
            answer_by_on=until,
            search="" if is_known else "登記を調べた",
        )
        stored = consult_third_party(
            unit=walk.unit(unit), consultation=facts, **walk.hand(person, unit)
        )
        walk.asked[id(made)] = stored.pk
        return stored

    return is_legal, run, change


def try_answer_consultation(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to record an answer, or that none came."""
    own = [one for one in unit.case.asked if one.unit is unit]
    if not own:
        return None
    asked, today = walk.random.choice(own), unit.case.today
    answer = walk.random.choice(("opposes", "opposes", "consents", "none_by_period"))
    is_silent = answer == "none_by_period"
    # what was answered in writing stands; saying the same again changes nothing
    is_same = (asked.answer, asked.answered_on) == (answer, today)
    stands = asked.answer in {"opposes", "consents"} and not unit.is_open
    is_legal = (
        not unit.case.is_void
        and person in OFFICERS
        and asked.until is not None
        and not (stands and not is_same)
        and not (is_silent and today <= asked.until)
    )

    def change() -> None:
        asked.answer, asked.answered_on = answer, today

    def run() -> object:
        stored = ThirdPartyConsultation.objects.get(pk=walk.asked[id(asked)])
        return answer_consultation(
            consultation=stored,
            answer=ThirdPartyAnswer(answer=answer, answered_on=today),
            **walk.hand(person, unit),
        )

    return is_legal, run, change


def try_hold(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to hold the hand-over from today."""
    reason = walk.random.choice(("執行停止の申立て", "執行停止の申立て", ""))
    is_legal = (
        unit.has_ended
        and unit.gives in law.HANDED_OUT
        and person in OFFICERS
        and bool(reason)
    )

    def change() -> None:
        unit.n_holds += 1
        unit.was_held = True

    facts = HoldFacts(kind="stay_asked", from_on=unit.case.today, reason=reason)
    return (
        is_legal,
        lambda: hold(unit=walk.unit(unit), facts=facts, **walk.hand(person, unit)),
        change,
    )


def try_lift_hold(walk: Walk, unit: law.Unit, person: str) -> Move:
    """Try to lift the latest hold."""
    if not unit.was_held:
        return None
    is_legal = not unit.case.is_void and person in OFFICERS and unit.n_holds > 0

    def change() -> None:
        unit.n_holds -= 1

    def run() -> object:
        stored = Hold.objects.filter(unit=walk.unit(unit)).order_by("lifted_on", "-pk")
        waiting = stored.filter(lifted_on=None).first() or stored.last()
        assert waiting is not None
        return lift_hold(
            hold=waiting,
            lifted_on=unit.case.today,
            because="退けられた",
            **walk.hand(person, unit),
        )

    return is_legal, run, change
