"""Two weeks after an opposition, holds, and who has to be told the same day."""

from datetime import date, timedelta

import pytest

from casework import holding
from casework.approvals import Proposal
from casework.conclusions import Conclusion
from casework.findings import Finding
from casework.holding import (
    CannotHandOver,
    check_may_hand_over,
    earliest_implementation,
)
from casework.models import Hold, Record, ThirdPartyConsultation, Unit
from casework.operations.ask_reopening import ask_reopening
from casework.operations.confirm_reopening import confirm_reopening
from casework.operations.correct_decision import Correction, correct_decision
from casework.operations.decide import decide
from casework.operations.redecide import Redecision, redecide
from casework.opposers import opposers_to_tell
from offices.models import Role, Staff
from tests.factories.cases import AT, intake, make_unit
from tests.factories.cast import Cast, make_cast, make_staff
from tests.factories.closures import closed
from tests.factories.course import FULL, PARTIAL, WITHHELD, from_outside, judge
from tests.factories.third_parties import answered, ask, handed_over, held, lifted

pytestmark = pytest.mark.django_db

DECIDED = date(2020, 7, 9)
EARLIEST = date(2020, 7, 27)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def officer(cast: Cast) -> Staff:
    return cast.records_officer


def opposed(
    officer: Staff,
    *findings: Finding,
    answer: str = "opposes",
    about: int = 0,
    received_on: date = date(2020, 6, 1),
) -> Unit:
    """Return a unit whose third party answered about one of its records."""
    unit = make_unit(intake(received_on=received_on))
    records = judge(unit, findings, by=officer)
    answered(ask(unit, officer, records[about]), officer, answer, on=date(2020, 6, 8))
    return Unit.objects.get(pk=unit.pk)


def decided(unit: Unit, outcome: str, *, by: Staff, on: date = DECIDED) -> Unit:
    decide(
        unit=unit,
        proposal=Proposal(outcome=outcome),
        external=from_outside(on=on),
        version=None,
        by=by,
        on=on,
        at=AT,
    )
    return Unit.objects.get(pk=unit.pk)


def corrected(unit: Unit, outcome: str, *, by: Staff, on: date) -> Unit:
    grounds = ("personal",) if outcome in {"partial", "non_disclosure"} else ()
    correct_decision(
        unit=unit,
        correction=Correction(
            conclusion=Conclusion(outcome=outcome, on=on, grounds=grounds),
            reason="入力の誤り",
            external=from_outside(on=on, name="部長 乙"),
        ),
        version=None,
        by=by,
        on=on,
        at=AT,
    )
    return Unit.objects.get(pk=unit.pk)


# --- the gap


def test_e30_two_weeks_lie_between(officer: Staff) -> None:
    """Decided 2020-07-09; + 15 is スポーツの日, then a weekend."""
    unit = decided(opposed(officer, FULL), "full", by=officer)

    assert earliest_implementation(unit) == EARLIEST
    with pytest.raises(CannotHandOver) as refusal:
        handed_over(unit, by=officer, on=date(2020, 7, 22))

    assert (refusal.value.code, refusal.value.field) == ("gap_after_opposition", "on")
    assert refusal.value.earliest_on == EARLIEST
    said = str(refusal.value)
    assert "令和2年7月27日" in said
    assert "練馬区情報公開条例第14条" in said
    assert not unit.implementations.exists()
    assert handed_over(unit, by=officer, on=EARLIEST).phase == "closed"


def test_e31_gap_of_a_later_decision_is_counted_anew(officer: Staff) -> None:
    """2022-04-14 + 15 is 昭和の日; the gap of the first one does not count."""
    unit = decided(opposed(officer, FULL), "full", by=officer, on=date(2022, 3, 22))
    assert earliest_implementation(unit) == date(2022, 4, 6)

    later = corrected(unit, "full", by=officer, on=date(2022, 4, 14))

    assert earliest_implementation(later) == date(2022, 5, 2)
    with pytest.raises(CannotHandOver, match="令和4年5月2日"):
        check_may_hand_over(later, on=date(2022, 4, 28))


@pytest.mark.parametrize("answer", ["consents", "none_by_period"])
def test_no_gap_without_an_opposition(officer: Staff, answer: str) -> None:
    unit = make_unit()
    (record,) = judge(unit, [FULL], by=officer)
    answered(ask(unit, officer, record), officer, answer, on=date(2020, 6, 11))

    unit = decided(unit, "full", by=officer)

    assert earliest_implementation(unit) is None
    assert opposers_to_tell(unit) == []
    assert handed_over(unit, by=officer, on=DECIDED).phase == "closed"


def test_no_gap_while_undecided_or_refused(officer: Staff) -> None:
    unit = opposed(officer, WITHHELD)
    assert earliest_implementation(unit) is None

    unit = decided(unit, "non_disclosure", by=officer)

    assert earliest_implementation(unit) is None
    assert opposers_to_tell(unit) == []


@pytest.mark.parametrize(("about", "earliest"), [(0, None), (1, EARLIEST)])
def test_gap_hangs_on_the_records_that_are_disclosed(
    officer: Staff, about: int, earliest: date | None
) -> None:
    unit = opposed(officer, WITHHELD, PARTIAL, about=about)

    unit = decided(unit, "partial", by=officer)

    assert earliest_implementation(unit) == earliest
    assert len(opposers_to_tell(unit)) == (0 if earliest is None else 1)


def test_opposition_that_came_after_the_decision_makes_no_gap(officer: Staff) -> None:
    unit = make_unit()
    (record,) = judge(unit, [FULL], by=officer)
    asked = ask(unit, officer, record)
    unit = decided(unit, "full", by=officer)

    answered(asked, officer, on=date(2020, 7, 10))

    assert earliest_implementation(unit) is None
    later = corrected(unit, "full", by=officer, on=date(2020, 7, 10))
    assert earliest_implementation(later) == date(2020, 7, 27)


def test_correction_moves_the_gap_or_takes_it_away(officer: Staff) -> None:
    unit = decided(opposed(officer, FULL), "full", by=officer)

    later = corrected(unit, "full", by=officer, on=date(2020, 7, 13))
    assert earliest_implementation(later) == date(2020, 7, 28)

    refused = corrected(later, "non_disclosure", by=officer, on=date(2020, 7, 13))
    assert earliest_implementation(refused) is None

    # which records are disclosed nobody can tell: every opposer counts
    in_part = corrected(refused, "partial", by=officer, on=date(2020, 7, 13))
    assert earliest_implementation(in_part) == date(2020, 7, 28)
    assert [each.decision.seq for each in opposers_to_tell(in_part)] == [4]


def test_correction_of_the_day_keeps_the_records_of_the_decision(
    officer: Staff,
) -> None:
    unit = decided(opposed(officer, WITHHELD, PARTIAL), "partial", by=officer)

    later = corrected(unit, "partial", by=officer, on=date(2020, 7, 10))

    assert earliest_implementation(later) is None


def test_reopened_unit_has_no_earliest_day(officer: Staff, cast: Cast) -> None:
    unit = decided(opposed(officer, FULL), "full", by=officer)
    ask_reopening(unit=unit, reason="誤り", version=None, by=officer, on=DECIDED, at=AT)
    confirm_reopening(
        unit=unit,
        confirmed=True,
        comment="",
        version=None,
        by=make_staff("second_officer", Role.RECORDS_OFFICER),
        on=DECIDED,
        at=AT,
    )

    assert earliest_implementation(Unit.objects.get(pk=unit.pk)) is None

    again = decided(unit, "full", by=officer, on=date(2020, 7, 20))
    assert earliest_implementation(again) == date(2020, 8, 4)


def varied(
    unit: Unit, outcome: str, *records: tuple[int, Finding], by: Staff, on: date
) -> Unit:
    grounds = ("personal",) if outcome == "partial" else ()
    redecide(
        unit=unit,
        redecision=Redecision(
            conclusion=Conclusion(outcome=outcome, on=on, grounds=grounds),
            basis="favour",
            reason="公開できる部分が広がった",
            external=from_outside(on=on, name="部長 乙"),
            records=records,
        ),
        version=None,
        by=by,
        on=on,
        at=AT,
    )
    return Unit.objects.get(pk=unit.pk)


def test_decision_that_opens_more_of_the_opposers_begins_the_gap_anew(
    officer: Staff,
) -> None:
    unit = decided(opposed(officer, PARTIAL, PARTIAL), "partial", by=officer)
    assert earliest_implementation(unit) == EARLIEST

    more = varied(unit, "partial", (1, FULL), by=officer, on=date(2020, 7, 20))

    assert earliest_implementation(more) == date(2020, 8, 4)
    assert [each.decision.seq for each in opposers_to_tell(more)] == [1, 2]


def test_decision_that_opens_what_is_others_leaves_the_gap(officer: Staff) -> None:
    unit = decided(opposed(officer, PARTIAL, PARTIAL), "partial", by=officer)

    more = varied(unit, "partial", (2, FULL), by=officer, on=date(2020, 7, 20))

    assert earliest_implementation(more) == EARLIEST
    assert [each.decision.seq for each in opposers_to_tell(more)] == [1]


def test_refusal_varied_into_a_disclosure_has_its_gap(officer: Staff) -> None:
    unit = decided(opposed(officer, WITHHELD), "non_disclosure", by=officer)

    opened = varied(unit, "full", (1, FULL), by=officer, on=date(2020, 7, 20))

    assert earliest_implementation(opened) == date(2020, 8, 4)
    with pytest.raises(CannotHandOver):
        handed_over(opened, by=officer, on=date(2020, 7, 22))


# Nerima's calendar by hand: the days of July and August 2020 on which nobody
# works, beside Saturdays and Sundays
CLOSED = {date(2020, 7, 23), date(2020, 7, 24), date(2020, 8, 10)}


def walked(decided_on: date) -> date:
    """Walk from the decision: cross off fourteen whole days, then wait for a desk."""
    here, crossed = decided_on, 0
    while crossed < 14:
        here += timedelta(days=1)
        crossed += 1
    here += timedelta(days=1)
    while here in CLOSED or here.weekday() in (5, 6):
        here += timedelta(days=1)
    return here


def test_gap_equals_an_independent_walk(officer: Staff) -> None:
    unit = decided(opposed(officer, FULL), "full", by=officer, on=date(2020, 7, 1))
    for n in range(45):
        day = date(2020, 7, 1) + timedelta(days=n)
        if n:
            unit = corrected(unit, "full", by=officer, on=day)
        assert earliest_implementation(unit) == walked(day), day
        assert (walked(day) - day).days >= 15


def test_day_before_is_refused_and_the_day_itself_is_not(officer: Staff) -> None:
    unit = decided(opposed(officer, FULL), "full", by=officer)

    for n in range(18):
        with pytest.raises(CannotHandOver):
            check_may_hand_over(unit, on=DECIDED + timedelta(days=n))
    for n in range(18, 40):
        check_may_hand_over(unit, on=DECIDED + timedelta(days=n))


def test_gap_ends_on_a_day_the_office_is_open(officer: Staff) -> None:
    """The first day would be Monday the 27th of July; the office is closed on it."""
    unit = decided(opposed(officer, FULL), "full", by=officer)
    assert earliest_implementation(unit) == date(2020, 7, 27)

    closed(date(2020, 7, 27), by=officer)

    assert earliest_implementation(unit) == date(2020, 7, 28)


def test_end_of_the_calendar_is_no_free_pass(officer: Staff) -> None:
    unit = decided(opposed(officer, FULL), "full", by=officer, on=date(2027, 12, 24))

    with pytest.raises(CannotHandOver) as refusal:
        check_may_hand_over(unit, on=date(2027, 12, 28))

    assert refusal.value.code == "calendar_ends"


def test_without_the_gap_the_hand_over_would_pass(
    officer: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the refusal above is the gap's and nobody else's."""
    unit = decided(opposed(officer, FULL), "full", by=officer)
    monkeypatch.setattr(holding, "opposers_to_tell", lambda _unit: [])

    assert handed_over(unit, by=officer, on=date(2020, 7, 10)).phase == "closed"


# --- who is told


def test_opposer_of_what_is_disclosed_is_told_of_the_decision(officer: Staff) -> None:
    unit = opposed(officer, FULL, PARTIAL)
    second = Record.objects.get(unit=unit, position=2)
    silent = ask(unit, officer, second)
    answered(silent, officer, "none_by_period", on=date(2020, 6, 11))

    unit = decided(unit, "partial", by=officer)

    (told_once,) = opposers_to_tell(unit)
    assert told_once.consultation.party.name == "架空建設株式会社"
    assert told_once.consultation != silent
    assert told_once.decision.decided_on == DECIDED


def test_opposition_is_read_from_the_rows(officer: Staff) -> None:
    """The gap is computed: nothing of it is stored."""
    unit = decided(opposed(officer, FULL), "full", by=officer)
    assert not Hold.objects.exists()

    ThirdPartyConsultation.objects.update(answer="consents")

    assert earliest_implementation(unit) is None


def test_lifting_a_hold_does_not_shorten_the_gap(officer: Staff) -> None:
    unit = decided(opposed(officer, FULL), "full", by=officer)
    lifted(held(unit, officer, on=DECIDED), officer, on=DECIDED)

    with pytest.raises(CannotHandOver) as refusal:
        check_may_hand_over(unit, on=date(2020, 7, 10))

    assert refusal.value.code == "gap_after_opposition"
