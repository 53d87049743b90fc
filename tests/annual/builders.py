"""Small builders for the tables: units by the hundred, straight into the models.

They write what the operations would leave behind, without the trail, so that a
test can hold a year of thousands of units.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from annual.models import Figure
from appeals.models import AdvisoryBody, Appeal, BoardSession
from casework.models import Case, Decision, DecisionGround, Unit
from casework.phases import phase_after
from offices.models import Division, Organ, Role, Staff
from ordinances.fiscal_years import fiscal_year_of
from ordinances.loading import municipality
from tests.factories.cast import make_office, make_staff

AT = datetime(2021, 4, 1, 3, 0, tzinfo=UTC)
AS_OF = date(2021, 5, 31)
JUNE = date(2020, 6, 1)
REASONS = frozenset({"formal_defect", "abuse_of_right", "not_a_record", "other_law"})
DECISIONS_2020 = {
    "full": 1107,
    "partial": 1667,
    "non_disclosure": 23,
    "absent": 139,
    "withdrawn": 166,
}
GROUNDS_2020 = {
    "personal": 1051,
    "corporate": 920,
    "public_safety": 12,
    "deliberation": 22,
    "operations": 136,
    "legal": 2,
    "other_system": 32,
}
FIGURES_2020 = {
    "visitors": 10189,
    "internet_users": 330,
    "open_shelf_items": 2407,
    "open_shelf_loans": 55,
    "paid_publications": 118,
    "paid_publication_sales": 346,
}
_numbers = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Some like units: one case each."""

    kind: str = "public_records"
    request_kind: str = "disclosure"
    outcome: str | None = None
    received_on: date = JUNE
    outcome_on: date | None = None
    voided: bool = False
    organ: str = "mayor"
    subject: str = "秘密の件名"


def add(lot: Lot, n: int = 1, grounds: Sequence[Sequence[str]] = ()) -> list[Unit]:
    """Add n units; `grounds[i]` are the grounds or reasons of the i-th."""
    make_office()
    organ = Organ.objects.get(code=lot.organ)
    division = Division.objects.filter(organ=organ).first()
    cases = Case.objects.bulk_create([_case(lot, organ) for _ in range(n)])
    units = Unit.objects.bulk_create([_unit(lot, case, division) for case in cases])
    if lot.outcome in DECISIONS_2020 and lot.outcome != "withdrawn":
        _decide(lot, units, grounds)
    return units


def _case(lot: Lot, organ: Organ) -> Case:
    regime = municipality("nerima").regime_for(
        kind=lot.kind, organ_code=organ.code, received_on=lot.received_on
    )
    number = next(_numbers)
    return Case(
        kind=lot.kind,
        regime=regime.code,
        request_kind=lot.request_kind,
        organ=organ,
        received_on=lot.received_on,
        fiscal_year=fiscal_year_of(lot.received_on),
        series=regime.series,
        number=number,
        number_text=f"第{number}号",
        subject=lot.subject,
        origin="ledger",
        voided_on=lot.received_on if lot.voided else None,
        void_reason="誤って受け付けた" if lot.voided else "",
        recorded_at=AT,
    )


def _unit(lot: Lot, case: Case, division: Division | None) -> Unit:
    return Unit(
        case=case,
        branch=1,
        organ=case.organ,
        division=division,
        phase=phase_after(lot.outcome, implemented=False),
        outcome=lot.outcome,
        outcome_on=(lot.outcome_on or lot.received_on) if lot.outcome else None,
        kind=case.kind,
        regime=case.regime,
        request_kind=case.request_kind,
        fiscal_year=case.fiscal_year,
        number=case.number,
        received_on=case.received_on,
        voided=lot.voided,
    )


def _decide(lot: Lot, units: Sequence[Unit], grounds: Sequence[Sequence[str]]) -> None:
    decisions = Decision.objects.bulk_create(
        [
            Decision(
                unit=unit,
                seq=1,
                cause="ledger",
                outcome=lot.outcome or "",
                decided_on=lot.outcome_on or lot.received_on,
                pack_digest="0" * 64,
            )
            for unit in units
        ]
    )
    DecisionGround.objects.bulk_create(
        DecisionGround(decision=decision, ground=code, is_exemption=code not in REASONS)
        for decision, codes in zip(decisions, grounds, strict=False)
        for code in codes
    )


def add_appeals(
    n: int, against: str, contested_kind: str = "", on: date = JUNE
) -> None:
    """Lodge n appeals against decisions under one system."""
    lot = Lot(kind="appeal", request_kind="appeal", received_on=on)
    Appeal.objects.bulk_create(
        Appeal(case=unit.case, against=against, contested_kind=contested_kind)
        for unit in add(lot, n)
    )


def add_sessions(body: str, days: Iterable[date]) -> None:
    """Hold board sessions on these days."""
    advisory_body, _ = AdvisoryBody.objects.get_or_create(
        code=body, defaults={"name": body, "valid_from": date(2000, 4, 1)}
    )
    BoardSession.objects.bulk_create(
        BoardSession(
            advisory_body=advisory_body,
            number=number,
            held_on=day,
            fiscal_year=fiscal_year_of(day),
        )
        for number, day in enumerate(days, start=1)
    )


def add_figure(
    key: str, value: int, *, fiscal_year: int = 2020, on: date | None = None
) -> None:
    """Type one figure: of the whole year, or of a day."""
    Figure.objects.create(
        fiscal_year=fiscal_year,
        on=on,
        key=key,
        value=value,
        actor_key="command:test",
        actor_label="test",
        at=AT,
    )


def fiscal_2020() -> None:
    """Fill the year so that its tables are the printed ones."""
    refused = _grounds_of_refusals()
    starts = {"partial": 0, "non_disclosure": DECISIONS_2020["partial"]}
    for outcome, n in DECISIONS_2020.items():
        start = starts.get(outcome)
        grounds = refused[start : start + n] if start is not None else ()
        add(Lot(outcome=outcome), n, grounds)
    self_info = {"full": 230, "partial": 61, "non_disclosure": 4}
    for outcome, n in {**self_info, "absent": 14, "withdrawn": 6}.items():
        needs_ground = outcome in {"partial", "non_disclosure"}
        grounds = [["personal"]] * n if needs_ground else ()
        add(Lot(kind="self_info", outcome=outcome), n, grounds)
    rejected = Lot(
        kind="self_info", request_kind="provision_cessation", outcome="rejected"
    )
    add(rejected)
    add_appeals(8, "public_records", "disclosure")
    add_appeals(1, "self_info", "provision_cessation")
    add_sessions("advisory_council", [date(2020, 7, 1), date(2021, 2, 1)])
    add_sessions("review_board", [date(2020, month, 10) for month in range(4, 13)])
    for key, value in FIGURES_2020.items():
        add_figure(key, value)


def _grounds_of_refusals() -> list[list[str]]:
    """Spread the printed grounds over 1,690 units so that each has one."""
    n = DECISIONS_2020["partial"] + DECISIONS_2020["non_disclosure"]
    grounds: list[list[str]] = [[] for _ in range(n)]
    for code, times in GROUNDS_2020.items():
        start = n - times if code == "corporate" else 0
        for unit in grounds[start : start + times]:
            unit.append(code)
    return grounds


def officer() -> Staff:
    """Return a records officer of the whole installation."""
    return make_staff("officer", Role.RECORDS_OFFICER)


def manager() -> Staff:
    """Return a statistics manager."""
    return make_staff("manager", Role.STATISTICS_MANAGER)


def auditor() -> Staff:
    """Return an auditor."""
    return make_staff("auditor", Role.AUDITOR)
