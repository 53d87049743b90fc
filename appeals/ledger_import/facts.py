"""An appeal in a row and in the database: the same texts, the same rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext as _

from appeals.ledger_import.contested import Contested
from appeals.ledger_import.steps import Steps
from appeals.models import Appeal, BoardReport, Referral
from casework.ledger.columns import vocabulary
from casework.models import Case


@dataclass(frozen=True, slots=True)
class AppealFacts:
    """What a row tells that only this slice knows."""

    contested: Contested
    steps: Steps


def new_appeal(case: Case, facts: AppealFacts) -> list[Model]:
    """Return the unsaved appeal with its referral and its board report."""
    contested, steps = facts.contested, facts.steps
    appeal = Appeal(
        case=case,
        against=contested.against,
        unit_id=contested.unit_pk,
        against_text=contested.text,
        contested_kind=contested.kind,
        complaint=contested.complaint,
    )
    rows: list[Model] = [appeal]
    if steps.referred_on:
        rows.append(Referral(appeal=appeal, on=steps.referred_on))
    if steps.reported_on or steps.result_text:
        report = BoardReport(appeal=appeal, on=steps.reported_on)
        report.result, report.result_text = steps.result, steps.result_text
        rows.append(report)
    return rows


def amend_appeal(case_pk: int, facts: AppealFacts, keys: frozenset[str]) -> None:
    """Change what differs; what the file does not tell stays."""
    contested, steps = facts.contested, facts.steps
    appeal = Appeal.objects.get(case=case_pk)
    if "against" in keys:
        appeal.against = contested.against
    if "against_number" in keys:
        appeal.unit_id, appeal.against_text = contested.unit_pk, contested.text
    if "contested_kind" in keys:
        appeal.contested_kind = contested.kind
    if "complaint" in keys:
        appeal.complaint = contested.complaint
    appeal.save()
    if "referred_on" in keys:
        Referral.objects.filter(appeal=appeal).delete()
        if steps.referred_on:
            Referral.objects.create(appeal=appeal, on=steps.referred_on)
    if keys & {"reported_on", "report_result"}:
        _amend_report(appeal, steps, keys)


def appeal_texts(facts: AppealFacts) -> dict[str, str]:
    """Return what a row tells of an appeal, by column key."""
    contested, steps = facts.contested, facts.steps
    return {
        "against": vocabulary()["against"][contested.against][0],
        "against_number": _number(contested.text, contested.unit_pk),
        "contested_kind": contested.kind,
        "complaint": contested.complaint,
        "referred_on": steps.referred_on.isoformat() if steps.referred_on else "",
        "reported_on": steps.reported_on.isoformat() if steps.reported_on else "",
        "report_result": steps.result_text,
    }


def stored_appeal_texts(appeal: Appeal) -> Mapping[str, str]:
    """Return the same of a stored appeal."""
    referral = getattr(appeal, "referral", None)
    report = getattr(appeal, "board_report", None)
    return {
        "against": vocabulary()["against"][appeal.against][0],
        "against_number": _number(appeal.against_text, appeal.unit_id),
        "contested_kind": appeal.contested_kind,
        "complaint": appeal.complaint,
        "referred_on": referral.on.isoformat() if referral else "",
        "reported_on": report.on.isoformat() if report and report.on else "",
        "report_result": report.result_text if report else "",
    }


def _amend_report(appeal: Appeal, steps: Steps, keys: frozenset[str]) -> None:
    report = BoardReport.objects.filter(appeal=appeal).first() or BoardReport(
        appeal=appeal
    )
    if "reported_on" in keys:
        report.on = steps.reported_on
    if "report_result" in keys:
        report.result, report.result_text = steps.result, steps.result_text
    if report.on or report.result_text:
        report.save()
    else:
        BoardReport.objects.filter(appeal=appeal).delete()


def _number(text: str, unit_pk: int | None) -> str:
    """Return a number as written, with a remark while nobody knows it."""
    if not text or unit_pk is not None:
        return text
    return _("%(number)s (not known here)") % {"number": text}
