"""Looking values up by the day their rule names."""

import pickle
from datetime import date

import pytest

from ordinances.loading import municipality, pack
from ordinances.schema import NoRegime, NotInForce, OutcomeSet, Value
from ordinances.wareki import format_date

NERIMA = municipality("nerima")
LAST_OLD, FIRST_NEW = date(2023, 3, 31), date(2023, 4, 1)
ORGANS = (
    "mayor",
    "board_of_education",
    "election_commission",
    "audit_commissioners",
    "agricultural_committee",
    "assembly",
)


@pytest.mark.parametrize(
    ("kind", "organ", "received_on", "code"),
    [
        ("public_records", "mayor", date(2020, 4, 1), "public_records"),
        ("public_records", "assembly", date(2024, 4, 1), "public_records"),
        ("self_info", "mayor", LAST_OLD, "self_info_old"),
        ("self_info", "assembly", LAST_OLD, "self_info_old"),
        ("self_info", "mayor", FIRST_NEW, "self_info_appi"),
        ("appeal", None, date(2020, 4, 1), "appeals"),
        ("appeal", "assembly", date(2020, 4, 1), "appeals"),
    ],
)
def test_the_regime_is_chosen_by_kind_organ_and_receipt_day(
    kind: str, organ: str | None, received_on: date, code: str
) -> None:
    regime = NERIMA.regime_for(kind=kind, organ_code=organ, received_on=received_on)

    assert regime.code == f"nerima/{code}"


@pytest.mark.parametrize(
    ("kind", "organ", "received_on"),
    [
        ("self_info", "assembly", FIRST_NEW),
        ("self_info", None, FIRST_NEW),
        ("public_records", "mayor", date(2002, 3, 31)),
        ("public_records", "police", date(2020, 4, 1)),
        ("appeal", None, date(2016, 3, 31)),
        ("petition", "mayor", date(2020, 4, 1)),
    ],
)
def test_a_request_no_regime_covers_is_refused(
    kind: str, organ: str | None, received_on: date
) -> None:
    with pytest.raises(NoRegime) as refused:
        NERIMA.regime_for(kind=kind, organ_code=organ, received_on=received_on)

    assert format_date(received_on) in str(refused.value)
    assert received_on.isoformat() in refused.value.sentence.en


def test_the_refusal_names_the_organ_in_words() -> None:
    with pytest.raises(NoRegime, match="「議会」あての自己情報の開示等請求"):
        NERIMA.regime_for(
            kind="self_info", organ_code="assembly", received_on=FIRST_NEW
        )


def test_a_dated_value_holds_until_before_the_day_it_was_replaced() -> None:
    value = Value(
        value="x",
        verified=True,
        source="s",
        in_force_from=FIRST_NEW,
        replaced_on=date(2024, 4, 1),
    )

    days = [LAST_OLD, FIRST_NEW, date(2024, 3, 31), date(2024, 4, 1)]
    assert [value.in_force(on) for on in days] == [False, True, True, False]


def test_looking_up_what_is_not_in_force_names_it_and_the_day() -> None:
    regime = pack("nerima/public_records")
    on = date(2020, 4, 1)

    for look_up in (
        lambda: regime.request_kind("correction", on),
        lambda: regime.outcome("correction", "rejected", on),
        lambda: regime.ground("appi_1_person_harm", on),
        lambda: regime.deadline("appeal_known", on),
        lambda: regime.policy("old_disclosure_counts_for_appi", on),
        lambda: NERIMA.organ("police", on),
        lambda: NERIMA.advisory_body("committee", on),
        lambda: NERIMA.policy("deemed", on),
    ):
        with pytest.raises(NotInForce) as refused:
            look_up()

        assert refused.value.on == on
        assert f"「{refused.value.key}」" in str(refused.value)
        assert f"“{refused.value.key}”" in refused.value.sentence.en


def test_an_unknown_pack_or_municipality_is_refused() -> None:
    with pytest.raises(NotInForce):
        pack("nerima/parking")
    with pytest.raises(NotInForce):
        municipality("atlantis")


def test_the_organs_of_each_regime_are_those_of_the_law() -> None:
    on = date(2024, 4, 1)

    assert tuple(organ.code for organ in NERIMA.organs) == ORGANS
    assert pack("nerima/public_records").organ_codes_on(on) == ORGANS
    assert pack("nerima/self_info_appi").organ_codes_on(on) == ORGANS[:-1]


@pytest.mark.parametrize(
    ("organ", "reviews", "represents"),
    [
        ("mayor", "区長", "区長"),
        ("board_of_education", "教育委員会", "教育委員会"),
        ("election_commission", "選挙管理委員会", "選挙管理委員会"),
        ("audit_commissioners", "監査委員", "代表監査委員"),
        ("agricultural_committee", "農業委員会", None),
        ("assembly", "議会(議長)", "議長"),
    ],
)
def test_who_reviews_and_who_represents_each_organ(
    organ: str, reviews: str, represents: str | None
) -> None:
    on = date(2024, 4, 1)
    found = NERIMA.organ(organ, on)

    assert found.reviewing_agency_on(on).value == reviews
    assert found.litigation_representative_on(on).value == represents


def test_what_is_not_confirmed_is_not_verified() -> None:
    on = date(2024, 4, 1)
    records, old = pack("nerima/public_records"), pack("nerima/self_info_old")
    appi, appeals = pack("nerima/self_info_appi"), pack("nerima/appeals")

    assert not records.deadline("decision", on).verified
    assert not old.deadline("decision", on).verified
    assert "holiday_policy" in appi.deadline("decision", on).assumed
    assert appi.deadline("correction_prerequisite", on).verified
    assert appeals.deadline("appeal_known", on).verified
    assert not appeals.deadline("revocation_suit", on).verified
    assert {g.verified for g in records.grounds_on(on)} == {True}
    assert {g.item_verified for g in records.grounds_on(on) if g.item} == {False}
    assert {g.verified for g in old.grounds_on(on)} == {False}
    assert not NERIMA.advisory_body("review_board", FIRST_NEW).verified
    assert NERIMA.advisory_body("review_board", LAST_OLD).verified
    assert not any(
        value.verified for values in records.policies.values() for value in values
    )


def test_the_grounds_are_printed_as_the_city_prints_them() -> None:
    grounds = pack("nerima/public_records").grounds_on(date(2020, 4, 1))

    assert [(ground.code, ground.label_ja) for ground in grounds] == [
        ("personal", "個人に関する情報で、特定の個人が識別され得るもの"),
        ("corporate", "法人等に関する情報で、法人等の正当な利益を害するもの"),
        ("public_safety", "公共の安全と秩序の維持に支障が生じる恐れがあるもの"),
        (
            "deliberation",
            "審議・検討・協議に関する情報で、意思決定の中立性が不当に"
            "損なわれるなどの恐れがあるもの",
        ),
        ("operations", "事務事業の適正な遂行に支障を及ぼす恐れがあるもの"),
        ("legal", "法令等の規定によって公開できないもの"),
        ("other_system", "他の制度との調整が必要なもの"),
    ]


def test_items_four_and_five_of_the_act_are_not_offered() -> None:
    grounds = pack("nerima/self_info_appi").grounds_on(date(2024, 4, 1))

    assert [ground.item for ground in grounds] == [
        f"第78条第1項第{number}号" for number in (1, 2, 3, 6, 7)
    ]


@pytest.mark.parametrize(
    ("code", "outcome_set", "outcomes"),
    [
        (
            "public_records",
            "disclosure",
            "full partial non_disclosure absent existence_refused withdrawn "
            "inadmissible transferred",
        ),
        (
            "self_info_old",
            "correction",
            "accepted_full accepted_partial rejected withdrawn inadmissible "
            "transferred",
        ),
        (
            "appeals",
            "appeal",
            "inadmissible dismissed circumstances upheld partly_upheld withdrawn",
        ),
    ],
)
def test_the_outcomes_and_which_of_them_are_decisions(
    code: str, outcome_set: OutcomeSet, outcomes: str
) -> None:
    on = date(2020, 4, 1)
    found = pack(f"nerima/{code}").outcomes_on(outcome_set, on)

    assert [outcome.code for outcome in found] == outcomes.split()
    assert {o.code for o in found if not o.is_decision} == {
        "withdrawn",
        "transferred",
    } & set(outcomes.split())
    assert {o.code: o.grounds for o in found if o.grounds != "none"} == (
        {
            "partial": "required",
            "non_disclosure": "required",
            "existence_refused": "optional",
        }
        if outcome_set == "disclosure"
        else {}
    )


def test_sentences_survive_pickling_with_both_languages() -> None:
    with pytest.raises(NotInForce) as refused:
        NERIMA.organ("police", FIRST_NEW)

    sentence = refused.value.sentence
    copied = pickle.loads(pickle.dumps(sentence))  # noqa: S301 - our own bytes

    assert (copied, copied.en) == (sentence, sentence.en)
    assert sentence.to_language("en-gb") == sentence.en
    assert sentence.to_language("ja") == str(sentence)
