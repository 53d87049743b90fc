"""Put a random office into the database: by its ledgers, or row by row.

Both ways go through the product's own operations. What happened after the ledger
was written (voided cases, decisions after an appeal, figures typed by the day) is
set directly, because it is the counting that is on trial here.
"""

from datetime import UTC, date, datetime
from pathlib import Path

from annual.models import Figure
from appeals.models import AdvisoryBody, Appeal, BoardSession
from casework.conclusions import Conclusion
from casework.intake import Intake, Part
from casework.ledger.findings import Report
from casework.models import Case, Cause, Decision, DecisionGround, Unit
from casework.operations.import_run import ImportOptions, LedgerFile, Task
from casework.operations.open_case import open_case
from casework.operations.record_outcome import record_outcome
from casework.operations.split import split
from desk.ledgers import import_ledger
from desk.operations.prepare_office import prepare_office
from offices.models import Division, Organ, Staff
from ordinances.loading import municipality
from ordinances.tables import Price
from tests.annual import oracle_words as words
from tests.annual.handwriting import ledgers
from tests.annual.oracle import Office, Row, appeal_kind, base_number, fiscal_year
from tests.annual.worlds import Setting
from tests.factories.cast import CLERK, make_division

CITY = "nerima"
AT = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
KINDS = {"disclosure": "public_records", "privacy": "self_info", "appeals": "appeal"}
_APPEAL_OUTCOMES = {
    "却下": "inadmissible",
    "棄却": "dismissed",
    "認容": "upheld",
    "一部認容": "partly_upheld",
    "取下げ": "withdrawn",
}


def prepare() -> None:
    """Make organs and advisory bodies from the packs."""
    prepare_office(municipality=municipality(CITY), by=CLERK, at=AT)


def load_by_ledgers(setting: Setting, folder: Path) -> list[Report]:
    """Write the five ledgers as files and take them in, one after the other."""
    reports = []
    for kind, content in ledgers(setting).items():
        path = folder / f"{setting.seed}-{kind}.csv"
        path.write_bytes(content)
        task = Task(
            file=LedgerFile(path=path, name=path.name),
            options=ImportOptions(create_divisions=True),
            by=CLERK,
            on=AT.date(),
            at=AT,
        )
        report = import_ledger(kind=kind, task=task, municipality=municipality(CITY))
        assert report.is_clean, [error.as_json() for error in report.errors]
        reports.append(report)
    return reports


def load_row_by_row(setting: Setting) -> None:
    """Enter every row with the operation an officer would use."""
    office = setting.office
    first: dict[str, Unit] = {}
    for row in setting.rows("disclosure"):
        _enter(row, "public_records", "disclosure", first)
    for row in office.privacy:
        _enter(row, "self_info", words.REQUEST_KINDS[row["請求の種類"]], first)
    for row in office.appeals:
        _lodge(row, office)
    for row in office.board_sessions:
        BoardSession.objects.create(
            advisory_body=AdvisoryBody.objects.get(code=row["会議体"]),
            number=int(row["回"]),
            held_on=date.fromisoformat(row["開催日"]),
            fiscal_year=fiscal_year(row["開催日"]),
        )
    for row in office.figures:
        _figure(row, on=None)


def add_what_came_later(setting: Setting) -> None:
    """Void cases, mend entries, decide again after appeals, type daily figures."""
    for ledger, number in sorted(setting.office.voided):
        void(KINDS[ledger], number)
    for row in setting.office.disclosure:
        if row["受付番号"] in setting.mistyped:
            _correct(unit_of("public_records", row["受付番号"]), row)
    for number in setting.redecided:
        _redecide(unit_of("public_records", number))
    for row in setting.office.daily:
        _figure(row, on=date.fromisoformat(row["日"]))


def void(kind: str, number: str) -> None:
    """Strike a case out: the number stays, it counts nowhere."""
    first = unit_of(kind, number)
    Case.objects.filter(pk=first.case_id).update(
        voided_on=first.received_on, void_reason="二重登録"
    )
    Unit.objects.filter(case=first.case_id).update(voided=True)


def unit_of(kind: str, number: str) -> Unit:
    """Return the unit of a plain number text such as 令和2年度 第5号の2."""
    return next(
        unit for unit in Unit.objects.filter(kind=kind) if plain_number(unit) == number
    )


def plain_number(unit: Unit) -> str:
    """Write a unit's number as the oracle does, whatever its ledger wrote."""
    return words.number_label(unit.fiscal_year, unit.number, unit.branch)


def plain_entry(entry: Unit | BoardSession | Figure | Price) -> str:
    """Write an entry of a list as the oracle does."""
    match entry:
        case Unit():
            return plain_number(entry)
        case BoardSession():
            return str(entry.number)
        case Figure():
            return entry.on.isoformat() if entry.on else "whole year"
        case Price():
            return entry.key


def _enter(row: Row, kind: str, request_kind: str, first: dict[str, Unit]) -> None:
    organ = Organ.objects.get(name=row["実施機関"])
    division = _division(organ, row["所管課"])
    received = date.fromisoformat(row["受付日"])
    part = Part(organ=organ, division=division)
    case = f"{kind} {base_number(row['受付番号'])}"
    if case in first:
        unit = split(unit=first[case], part=part, on=received, by=CLERK, at=AT)
    else:
        unit = first[case] = open_case(
            intake=Intake(
                pack=municipality(CITY).regime_for(
                    kind=kind, organ_code=organ.code, received_on=received
                ),
                request_kind=request_kind,
                received_on=received,
                first=part,
                number=int(row["受付番号"].split("第")[1].split("号")[0]),
            ),
            by=CLERK,
            at=AT,
        )
    _end(unit, row)


def _division(organ: Organ, name: str) -> Division:
    return make_division(organ, name)


def _end(unit: Unit, row: Row) -> None:
    if not row["決定区分"]:
        return
    outcomes = {
        **words.RECORDS_OUTCOMES,
        **words.SELF_INFO_OUTCOMES,
        **words.CORRECTION_OUTCOMES,
    }
    named = list(
        dict.fromkeys(
            code
            for header in ("非公開理由", "不開示理由")
            for code in row.get(header, "").split(";")
            if code
        )
    )
    conclusion = Conclusion(
        outcome=outcomes[row["決定区分"]],
        on=date.fromisoformat(row["決定日"]),
        grounds=tuple(code for code in named if code in words.GROUNDS),
        reason_kinds=tuple(code for code in named if code in words.NOT_GROUNDS),
        reason=row.get("取下げ理由", ""),
    )
    record_outcome(unit=unit, conclusion=conclusion, by=CLERK, at=AT)


def _lodge(row: Row, office: Office) -> None:
    lodged = date.fromisoformat(row["審査請求日"])
    unit = open_case(
        intake=Intake(
            pack=municipality(CITY).regime_for(
                kind="appeal", organ_code="mayor", received_on=lodged
            ),
            request_kind="appeal",
            received_on=lodged,
            first=Part(organ=None),
            number=int(row["審査請求番号"].split("第")[1].split("号")[0]),
        ),
        by=CLERK,
        at=AT,
    )
    records = row["制度"] == "公文書"
    Appeal.objects.create(
        case=unit.case,
        against="public_records" if records else "self_info",
        contested_kind="disclosure" if records else appeal_kind(office, row),
    )
    if row["裁決区分"]:
        conclusion = Conclusion(
            outcome=_APPEAL_OUTCOMES[row["裁決区分"]],
            on=date.fromisoformat(row["裁決日"]),
        )
        record_outcome(unit=unit, conclusion=conclusion, by=CLERK, at=AT)


def _correct(unit: Unit, row: Row) -> None:
    """Mend an entry: a further decision counts, the first one no longer does."""
    unit.decisions.update(counts=False)
    outcome = words.RECORDS_OUTCOMES[row["決定区分"]]
    decision = _decide_again(unit, Cause.CORRECTION, outcome, counts=True)
    _name_grounds(decision, [code for code in row["非公開理由"].split(";") if code])
    Unit.objects.filter(pk=unit.pk).update(outcome=outcome)


def _redecide(unit: Unit) -> None:
    """Decide again after an appeal: it moves no figure."""
    decision = _decide_again(unit, Cause.AFTER_APPEAL, "partial", counts=False)
    _name_grounds(decision, list(words.GROUNDS))


def _decide_again(unit: Unit, cause: Cause, outcome: str, *, counts: bool) -> Decision:
    day = unit.outcome_on
    assert day is not None
    return Decision.objects.create(
        unit=unit,
        seq=unit.decisions.count() + 1,
        cause=cause,
        outcome=outcome,
        approved_on=day,
        decided_on=day,
        drafted_by=_drafter(),
        approval_number="決裁第1号",
        approver_name="決裁者",
        reason="入力の誤り" if cause == Cause.CORRECTION else "裁決のとおり",
        supersedes=unit.decisions.order_by("seq").last(),
        counts=counts,
        pack_digest="",
    )


def _drafter() -> Staff:
    return Staff.objects.get_or_create(login="drafter", defaults={"name": "起案者"})[0]


def _name_grounds(decision: Decision, codes: list[str]) -> None:
    DecisionGround.objects.bulk_create(
        [
            DecisionGround(
                decision=decision, ground=code, is_exemption=code in words.GROUNDS
            )
            for code in dict.fromkeys(codes)
        ]
    )


def _figure(row: Row, *, on: date | None) -> None:
    Figure.objects.create(
        fiscal_year=int(row["年度"]),
        on=on,
        key=row["項目"],
        value=int(row["値"]),
        actor_key=CLERK.key,
        actor_label=CLERK.label,
        at=AT,
    )
