"""What the lists and the page of appeals show, and to whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from appeals.models import Appeal, BoardReport, Referral
from casework.models import ImportRow, Kind, Party, Unit
from casework.permissions import FieldClass, fields_of
from desk import labels
from desk.case_page import parties_of
from desk.moments import Moment
from desk.trail_lines import TrailLine, trail_lines
from offices.models import Staff


@dataclass(frozen=True, slots=True)
class AppealRow:
    """One appeal in the list.

    Attributes:
        contested: What it is against: the unit's number, or as it was written
            where such words are for this person.
        contested_key: The unit, where its page is for this person.
        referral: To the review board, or None.
        report: Of the review board, or None.
        report_text: The board's words as the ledger wrote them; empty where such
            words are not for this person.
    """

    unit: Unit
    appeal: Appeal
    contested: str
    contested_key: int | None
    referral: Referral | None
    report: BoardReport | None
    report_text: str


@dataclass(frozen=True, slots=True)
class AppealPage:
    """An appeal. What is None is not for this person."""

    row: AppealRow
    contested_kind: str
    subject: str | None
    complaint: str | None
    remarks: str | None
    parties: list[Party] | None
    moments: list[Moment]
    trail: list[TrailLine]
    raw: list[ImportRow] | None


def appeal_units(staff: Staff, *, on: date) -> QuerySet[Unit]:
    """Return the units of the appeals a person may see, with what a row shows."""
    return (
        Unit.objects.visible_to(staff, on=on)
        .filter(kind=Kind.APPEAL, case__appeal__isnull=False)
        .select_related(
            "case__appeal__unit__case",
            "case__appeal__referral",
            "case__appeal__board_report",
            "organ",
            "division",
        )
    )


def appeal_rows(units: Sequence[Unit], *, staff: Staff, on: date) -> list[AppealRow]:
    """Turn loaded appeals into rows; one further statement for all of them."""
    contested = [unit.case.appeal.unit_id for unit in units]
    known = Unit.objects.visible_to(staff, on=on).filter(
        pk__in=[key for key in contested if key]
    )
    visible = set(known.values_list("pk", flat=True))
    return [_row(unit, visible, fields_of(staff, unit, on=on)) for unit in units]


def appeal_page(unit: Unit, *, staff: Staff, on: date) -> AppealPage:
    """Gather what a person may see of an appeal.

    Args:
        unit: Loaded by `appeal_units`.
        staff: Who looks.
        on: The day whose grants hold.
    """
    seen = fields_of(staff, unit, on=on)
    (row,) = appeal_rows([unit], staff=staff, on=on)
    shows_text = FieldClass.FREE_TEXT in seen
    everything = seen == frozenset(FieldClass)
    rows = unit.import_rows.select_related("run").order_by("run__at", "pk")
    return AppealPage(
        row=row,
        contested_kind=_contested_kind(row.appeal),
        subject=unit.subject_text if FieldClass.SUBJECT in seen else None,
        complaint=row.appeal.complaint if shows_text else None,
        remarks=unit.remarks if shows_text else None,
        parties=parties_of(unit.case, seen),
        moments=_moments(row),
        trail=trail_lines(
            unit.case, subjects={f"case:{unit.case_id}", f"unit:{unit.pk}"}
        ),
        raw=list(rows) if everything else None,
    )


def _row(unit: Unit, visible: set[int], seen: frozenset[FieldClass]) -> AppealRow:
    appeal = unit.case.appeal
    contested = appeal.unit
    report = getattr(appeal, "board_report", None)
    shows_text = FieldClass.FREE_TEXT in seen
    as_written = appeal.against_text if shows_text else ""
    return AppealRow(
        unit=unit,
        appeal=appeal,
        contested=contested.number_text if contested else as_written,
        contested_key=contested.pk if contested and contested.pk in visible else None,
        referral=getattr(appeal, "referral", None),
        report=report,
        report_text=report.result_text if report and shows_text else "",
    )


def _contested_kind(appeal: Appeal) -> str:
    """Return the kind of the contested request in the words of its regime."""
    if appeal.unit is not None:
        return labels.request_kind(appeal.unit)
    return labels.any_request_kind(appeal.against, appeal.contested_kind)


def _moments(row: AppealRow) -> list[Moment]:
    unit, report = row.unit, row.report
    found = [Moment(unit.received_on, _("Appeal received"))]
    if row.referral:
        found.append(Moment(row.referral.on, _("Referred to the review board")))
    if report and report.on:
        result = str(report.get_result_display()) if report.result else ""
        found.append(Moment(report.on, _("Board report"), result or row.report_text))
    if unit.outcome and unit.outcome_on:
        found.append(Moment(unit.outcome_on, _("Determination"), labels.outcome(unit)))
    return sorted(found, key=lambda moment: moment.on)
