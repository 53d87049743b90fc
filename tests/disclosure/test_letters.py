"""The letters of a request, from what happened to its units."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from casework.approvals import Proposal
from casework.conclusions import Conclusion
from casework.findings import Finding
from casework.intake import Intake, PartyFacts
from casework.models import Decision, OrganTransfer, PartyRole, Record, Unit
from casework.operations.clock import write_event
from casework.operations.correct_decision import Correction, correct_decision
from casework.operations.decide import decide
from casework.operations.extend_specially import SpecialFacts, extend_specially
from casework.operations.extending import Notice
from casework.operations.order_supplementation import (
    OrderFacts,
    order_supplementation,
)
from casework.operations.redecide import Basis, Redecision, redecide
from casework.operations.transfer import TransferFacts, transfer
from disclosure.letters import letters_of
from disclosure.letters.facts import office_facts
from notices.letter import Addressee, Letter
from notices.rendering import render
from notices.text import compose
from ordinances.loading import pack
from ordinances.periods import Event
from tests.factories.cases import end, intake, make_branch, make_unit
from tests.factories.cast import CLERK, Cast, make_cast
from tests.factories.course import (
    ABSENT,
    AT,
    FULL,
    ON,
    PARTIAL,
    REFUSED,
    WITHHELD,
    from_outside,
    judge,
)
from tests.factories.desk import take_up
from tests.notices.printing import text_of

pytestmark = pytest.mark.django_db

REQUESTER = PartyFacts(
    role=PartyRole.REQUESTER,
    name="見本　花子",
    postal_code="176-0000",
    address="東京都練馬区見本町1丁目2番3号",
)
SECRET = "調査記事の取材に使う"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def facts(*parties: PartyFacts) -> Intake:
    return replace(
        intake(subject="区道の補修"),
        parties=parties or (REQUESTER,),
        requested_on=date(2020, 5, 29),
        purpose=SECRET,
    )


def decided(
    cast: Cast, outcome: str, *findings: Finding, unit: Unit | None = None
) -> Unit:
    unit = unit or make_unit(facts())
    judge(unit, findings, by=cast.division_staff)
    decide(
        unit=unit,
        proposal=Proposal(outcome=outcome),
        external=from_outside(),
        version=None,
        by=cast.division_staff,
        on=ON,
        at=AT,
    )
    unit.refresh_from_db()
    return unit


def one(unit: Unit) -> Letter:
    (letter,) = letters_of(unit, on=ON)
    return letter


def printed(letter: Letter) -> str:
    assert letter.issued_on is not None
    form = pack(letter.unit.regime).notice_form(letter.form, letter.issued_on)
    content = compose(
        form, letter, number_text="2練総総第1号", issued_on=letter.issued_on
    )
    return text_of(render(content))


def test_partial_decision_makes_its_letter(cast: Cast) -> None:
    unit = decided(cast, "partial", FULL, PARTIAL)

    letter = one(unit)

    decision = Decision.objects.get()
    assert letter.gaps == ()
    assert (letter.form, letter.about, letter.issued_on) == (
        "partial",
        f"decision:{decision.pk}",
        ON,
    )
    assert letter.addressee == Addressee(
        name="見本　花子",
        honorific="様",
        postal_code="176-0000",
        address="東京都練馬区見本町1丁目2番3号",
        party=unit.case.parties.get().pk,
    )
    assert letter.facts["requested_on"] == "2020-05-29"
    assert letter.facts["records"] == [
        {
            "position": 1,
            "title": "文書その1",
            "document_number": "",
            "outcome": "全部公開",
            "withheld_part": "",
            "grounds": "",
            "reason": "",
            "disclosable_on": "",
        },
        {
            "position": 2,
            "title": "文書その2",
            "document_number": "",
            "outcome": "部分公開",
            "withheld_part": "2頁3行目の氏名",
            "grounds": "練馬区情報公開条例第7条第1号",
            "reason": "個人の氏名であるため",
            "disclosable_on": "",
        },
    ]
    assert "公文書部分公開決定通知書" in printed(letter)


@pytest.mark.parametrize(
    ("outcome", "finding"),
    [
        ("full", FULL),
        ("partial", PARTIAL),
        ("non_disclosure", WITHHELD),
        ("absent", ABSENT),
        ("existence_refused", REFUSED),
    ],
)
def test_every_decision_has_a_letter_without_gaps_that_keeps_the_purpose(
    cast: Cast, outcome: str, finding: Finding
) -> None:
    letter = one(decided(cast, outcome, finding))

    text = printed(letter)

    assert (letter.form, letter.gaps) == (outcome, ())
    assert SECRET not in text
    assert finding.reason in text


def test_refusal_to_answer_is_the_same_with_and_without_a_record(cast: Cast) -> None:
    """Whatever was found and however it was titled, the letter tells nothing."""
    without = decided(cast, "existence_refused", REFUSED)
    with_one = decided(cast, "existence_refused", REFUSED)
    Record.objects.filter(unit=with_one).update(
        title="処分通知書（控え）",
        document_number="2練福第99号",
        made_on=date(2019, 4, 1),
        sheets=12,
        medium="紙",
    )

    letters = [one(without), one(with_one)]

    first, second = (
        {key: value for key, value in letter.facts.items() if key != "unit_number"}
        for letter in letters
    )
    assert first == second
    assert "処分通知書" not in printed(letters[1])


def test_record_title_would_tell_if_the_form_printed_records(cast: Cast) -> None:
    """The control: the title stands in every other letter of the same record."""
    unit = decided(cast, "non_disclosure", WITHHELD)
    Record.objects.filter(unit=unit).update(title="処分通知書（控え）")

    assert "処分通知書" in printed(one(unit))


def test_row_that_lacks_part_ground_or_why_is_a_gap(cast: Cast) -> None:
    unit = decided(cast, "partial", PARTIAL)
    record = Record.objects.get()
    Record.objects.update(withheld_part="", reason=" ")
    record.grounds.all().delete()

    letter = one(unit)

    assert [(gap.record, gap.field) for gap in letter.gaps] == [
        (record.pk, "withheld_part"),
        (record.pk, "grounds"),
        (record.pk, "reason"),
    ]


def test_missing_addressee_and_address_are_gaps(cast: Cast) -> None:
    homeless = replace(REQUESTER, address="")
    unit = decided(cast, "full", FULL, unit=make_unit(facts(homeless)))
    nobody = decided(cast, "full", FULL, unit=make_unit(replace(facts(), parties=())))

    assert [gap.field for gap in one(unit).gaps] == ["address"]
    assert [gap.field for gap in one(nobody).gaps] == ["name"]


def test_corporation_is_addressed_as_one_and_each_requester_is_told(
    cast: Cast,
) -> None:
    firm = replace(
        REQUESTER, name="株式会社見本", is_corporation=True, contact_person="見本　次郎"
    )
    unit = decided(cast, "full", FULL, unit=make_unit(facts(REQUESTER, firm)))

    letters = letters_of(unit, on=ON)

    assert [
        (each.addressee.name, each.addressee.honorific, each.addressee.contact_person)
        for each in letters
    ] == [("見本　花子", "様", ""), ("株式会社見本", "御中", "見本　次郎")]


def test_decision_the_records_do_not_bear_out_is_a_gap(cast: Cast) -> None:
    unit = decided(cast, "partial", PARTIAL)
    correct_decision(
        unit=unit,
        correction=Correction(
            conclusion=Conclusion(outcome="full", on=ON), reason="入力の誤り"
        ),
        version=None,
        by=cast.records_officer,
        on=ON,
        at=AT,
    )

    letter = one(unit)

    assert letter.form == "full"
    assert [gap.field for gap in letter.gaps] == ["records"]


def test_ledger_and_undecided_units_have_no_letter() -> None:
    undecided = make_unit(facts())
    imported = end(make_unit(facts()), "full", on=ON)

    assert letters_of(undecided, on=ON) == []
    assert letters_of(imported, on=ON) == []


def test_extension_tells_the_due_dates_before_and_after() -> None:
    """Received 2020-06-01: day 14 is 06-15; the notice names 07-30."""
    unit = make_unit(facts())
    event = write_event(
        case=unit.case,
        unit=unit,
        event=Event("extended", date(2020, 6, 10), date(2020, 7, 30)),
        by=CLERK,
        at=datetime(2020, 6, 10, tzinfo=UTC),
        reason="対象となる公文書が多いため",
    )

    letter = one(unit)

    assert (letter.form, letter.about, letter.issued_on) == (
        "extension",
        f"clock_event:{event.pk}",
        date(2020, 6, 10),
    )
    assert (letter.facts["due_on"], letter.facts["new_due_on"]) == (
        "2020-06-15",
        "2020-07-30",
    )
    assert letter.gaps == ()
    text = printed(letter)
    assert "延長前の決定期限令和2年6月15日" in text
    assert "延長後の決定期限令和2年7月30日" in text


def test_extension_without_a_reason_is_a_gap() -> None:
    unit = make_unit(facts())
    write_event(
        case=unit.case,
        unit=unit,
        event=Event("extended", date(2020, 6, 10), date(2020, 7, 30)),
        by=CLERK,
        at=datetime(2020, 6, 10, tzinfo=UTC),
        reason="",
    )

    assert [gap.field for gap in one(unit).gaps] == ["reason"]


def varied(cast: Cast, unit: Unit, outcome: str, *findings: Finding) -> Decision:
    records = unit.records.order_by("position")
    return redecide(
        unit=unit,
        redecision=Redecision(
            conclusion=Conclusion(outcome=outcome, on=ON),
            basis=Basis.FAVOUR,
            reason="職権により見直したため",
            external=from_outside(number="2練総総第20号"),
            records=tuple(
                (record.position, finding)
                for record, finding in zip(records, findings, strict=True)
            ),
        ),
        version=None,
        by=cast.records_officer,
        on=ON,
        at=AT,
    )


def test_varied_decision_has_a_letter_of_its_own_that_cites_the_old(
    cast: Cast,
) -> None:
    unit = decided(cast, "partial", PARTIAL)
    first = Decision.objects.get()

    second = varied(cast, unit, "full", FULL)

    old, new = letters_of(unit, on=ON)
    assert (old.form, old.about) == ("partial", f"decision:{first.pk}")
    assert "cited_on" not in old.facts
    assert old.facts["records"][0]["outcome"] == "部分公開"
    assert (new.form, new.about) == ("full", f"decision:{second.pk}")
    assert new.facts["cited_on"] == "2020-06-03"
    assert new.facts["records"][0]["outcome"] == "全部公開"
    assert new.gaps == ()
    assert "公文書公開決定変更通知書" in printed(new)
    assert "令和２年６月３日付けで通知した決定を変更し" in printed(new)


def test_supplementation_order_is_told_once_for_the_case(cast: Cast) -> None:
    unit = take_up(
        make_unit(facts()), by=cast.records_officer, handler=cast.division_staff
    )
    branch = make_branch(unit, division=cast.office.roads)
    order = order_supplementation(
        unit=unit,
        order=OrderFacts(
            is_written=True,
            ordered_on=ON,
            answer_by_on=date(2020, 6, 10),
            matter="文書を特定できる記載を補ってください。",
        ),
        version=None,
        by=cast.records_officer,
        on=ON,
        at=AT,
    )

    letter = one(unit)

    assert letters_of(branch, on=ON) == []
    assert letter.gaps == ()
    assert (letter.form, letter.about, letter.issued_on) == (
        "supplementation",
        f"supplementation:{order.pk}",
        ON,
    )
    text = printed(letter)
    assert "補正を求める事項文書を特定できる記載を補ってください。" in text
    assert "補正の期限令和2年6月10日" in text


def test_special_extension_names_part_and_rest(cast: Cast) -> None:
    unit = take_up(
        make_unit(facts()), by=cast.records_officer, handler=cast.division_staff
    )
    event = extend_specially(
        unit=unit,
        notice=Notice(issued_on=ON, reason="対象となる公文書が著しく大量であるため"),
        special=SpecialFacts(
            part_due_on=date(2020, 7, 30), rest_due_on=date(2020, 9, 30)
        ),
        version=None,
        by=cast.records_officer,
        on=ON,
        at=AT,
    )

    letter = one(unit)

    assert letter.gaps == ()
    assert (letter.form, letter.about) == (
        "special_extension",
        f"clock_event:{event.pk}",
    )
    text = printed(letter)
    assert "本来の決定期限令和2年6月15日" in text
    assert "相当の部分について決定をする期限令和2年7月30日" in text
    assert "残りの公文書について決定をする期限令和2年9月30日" in text
    assert "適用する規定練馬区情報公開条例第13条第1項" in text


def test_transfer_is_told_by_the_organ_that_had_the_request(cast: Cast) -> None:
    unit = take_up(
        make_unit(facts()), by=cast.records_officer, handler=cast.division_staff
    )
    transfer(
        unit=unit,
        facts=TransferFacts(
            transferred_on=ON,
            agreed_on=ON,
            to_organ=cast.office.board_of_education,
            reason_code="jurisdiction",
        ),
        version=None,
        by=cast.records_officer,
        on=ON,
        at=AT,
    )
    unit.refresh_from_db()

    letter = one(unit)

    moved = OrganTransfer.objects.get()
    assert letter.gaps == ()
    assert (letter.form, letter.about) == ("transfer", f"transfer:{moved.pk}")
    assert letter.facts["organ"] == "mayor"
    text = printed(letter)
    assert "移送した実施機関練馬区長" in text
    assert "移送を受けた実施機関練馬区教育委員会" in text
    # who holds the record would tell that there is one
    assert "保有" not in text


def test_what_was_done_before_a_transfer_is_signed_by_the_old_organ(
    cast: Cast,
) -> None:
    unit = make_unit(facts())
    OrganTransfer.objects.create(
        unit=unit,
        on=date(2020, 6, 11),
        agreed_on=date(2020, 6, 11),
        from_organ=cast.office.mayor,
        to_organ=cast.office.board_of_education,
        reason="所管に属するため",
        recorded_by=cast.records_officer,
    )
    Unit.objects.update(organ=cast.office.board_of_education)
    unit.refresh_from_db()

    assert office_facts(unit, on=date(2020, 6, 10))["organ"] == "mayor"
    assert office_facts(unit, on=date(2020, 6, 12))["organ"] == "board_of_education"
