"""What is decided about a record, and what that still lacks. Pure rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from casework.models import Record
from casework.models.record import AbsenceKind, RecordOutcome
from casework.wording import day
from ordinances.schema import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The decision on one record.

    Attributes:
        outcome: A code of `RecordOutcome`; empty takes a decision away again.
        withheld_part: Which part is not disclosed: page, line, figure.
        grounds: Codes of exemption grounds, without repetition.
        reason_kinds: Codes of non-exemption reasons.
        reason: Why the facts fit, in words.
        absence_kind: Why there is no such record.
        disclosable_on: From when it can be disclosed, if that is known.
        destroyed_on: When a record whose retention expired was destroyed.
    """

    outcome: str
    withheld_part: str = ""
    grounds: tuple[str, ...] = ()
    reason_kinds: tuple[str, ...] = ()
    reason: str = ""
    absence_kind: str = ""
    disclosable_on: date | None = None
    destroyed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a decided record lacks.

    Attributes:
        field: `outcome`, `withheld_part`, `grounds`, `reason` or `absence_kind`.
        message: What is missing and why it is needed.
    """

    field: str
    message: str


def finding_of(record: Record) -> Finding:
    """Return what is decided about a stored record."""
    rows = sorted(record.grounds.all(), key=lambda row: row.pk)
    return Finding(
        outcome=record.outcome,
        withheld_part=record.withheld_part,
        grounds=tuple(row.ground for row in rows if row.is_exemption),
        reason_kinds=tuple(row.ground for row in rows if not row.is_exemption),
        reason=record.reason,
        absence_kind=record.absence_kind,
        disclosable_on=record.disclosable_on,
        destroyed_on=record.destroyed_on,
    )


def gaps_of(finding: Finding) -> list[Gap]:
    """Return what a record lacks before its unit can be drafted.

    Args:
        finding: What was decided about it so far.

    Returns:
        One gap for each thing missing; empty when the record is complete.

    Source:
        練馬区情報公開条例 11 (every refusal in whole or part names its reason);
        a reason states where, which clause, and why.
    """
    if not finding.outcome:
        return [Gap("outcome", _("It is not decided yet whether to disclose it."))]
    named = finding.grounds + finding.reason_kinds
    missing = {
        "withheld_part": not finding.withheld_part.strip(),
        "grounds": not named,
        "exemption": not finding.grounds,
        "absence_kind": not finding.absence_kind,
        "reason": not finding.reason.strip(),
    }
    return [
        Gap("grounds" if field == "exemption" else field, _messages()[field])
        for field in NEEDED[RecordOutcome(finding.outcome)]
        if missing[field]
    ]


# ux: 部分公開 part + item + why; 非公開 item or another reason + why; 不存在 its
# kind + why; 存否応答拒否 the item an answer would reveal + why
NEEDED: dict[RecordOutcome, tuple[str, ...]] = {
    RecordOutcome.FULL: (),
    RecordOutcome.PARTIAL: ("withheld_part", "exemption", "reason"),
    RecordOutcome.NON_DISCLOSURE: ("grounds", "reason"),
    RecordOutcome.ABSENT: ("absence_kind", "reason"),
    RecordOutcome.EXISTENCE_REFUSED: ("exemption", "reason"),
}


def alive_warning(finding: Finding, *, received_on: date) -> str:
    """Return the warning that a record was still there when it was asked for.

    Args:
        finding: What was decided about it.
        received_on: The receipt day of the request.

    Returns:
        Empty where its retention had expired and it was gone before, or where
        nobody wrote the day.

    Source:
        Knowledge (廃棄停止): what is asked for must not be destroyed.
    """
    gone_on = finding.destroyed_on
    if gone_on is None or gone_on < received_on:
        return ""
    return _(
        "The record was destroyed on %(gone)s, but the request came on %(received)s: "
        "it was still there. Check whether a copy can be found; whoever drafts has to "
        "confirm it."
    ) % {"gone": day(gone_on), "received": day(received_on)}


def unfit(finding: Finding, *, pack: Pack, on: date) -> list[Gap]:
    """Return what a finding says that cannot be: unknown codes, idle parts.

    Args:
        finding: What somebody wants to decide.
        pack: The regime of the unit.
        on: The day of the act; grounds are looked up on it.
    """
    wrong = [
        Gap("outcome", _("“%(code)s” is no decision on a record.") % {"code": code})
        for code in _unknown([finding.outcome], ["", *RecordOutcome.values])
    ]
    wrong += [
        Gap(
            "grounds",
            _("The ground “%(code)s” is not in force on this day. Choose another.")
            % {"code": code},
        )
        for code in _unknown(finding.grounds, [g.code for g in pack.grounds_on(on)])
        + _unknown(finding.reason_kinds, [k.code for k in pack.reason_kinds_on(on)])
    ]
    wrong += _unfit_absence(finding)
    if finding.outcome == RecordOutcome.FULL and (
        finding.grounds or finding.reason_kinds or finding.withheld_part
    ):
        wrong.append(
            Gap(
                "grounds",
                _(
                    "A record disclosed in full has no ground and no withheld part. "
                    "Remove them, or choose partial disclosure."
                ),
            )
        )
    return wrong


def _unfit_absence(finding: Finding) -> list[Gap]:
    wrong = []
    kinds = AbsenceKind.values if finding.outcome == RecordOutcome.ABSENT else []
    if finding.absence_kind and finding.absence_kind not in kinds:
        wrong.append(
            Gap(
                "absence_kind",
                _("A kind of absence goes only with “non-existence”. Remove it."),
            )
        )
    if finding.destroyed_on and finding.absence_kind != AbsenceKind.RETENTION_EXPIRED:
        wrong.append(
            Gap(
                "destroyed_on",
                _(
                    "A day of destruction goes only with an absence because the "
                    "retention expired. Remove it, or choose that kind."
                ),
            )
        )
    return wrong


def _unknown(given: Sequence[str], known: Sequence[str]) -> list[str]:
    return [code for code in given if code not in known]


def _messages() -> dict[str, str]:
    return {
        "withheld_part": _("Say which part is not disclosed: page, line or figure."),
        "grounds": _("Name at least one ground, or another reason such as a defect."),
        "exemption": _("Name at least one ground of the exemption article."),
        "absence_kind": _("Say why there is no such record."),
        "reason": _("Say why: the reader must understand it from the notice alone."),
    }
