"""What a rule is: frozen values, each with its source and the days it holds.

Nothing here reads a file or counts a day. ``loading`` builds these objects
from the packs, ``periods`` counts by a ``DeadlineRule``.

Every entry is ``Dated``: it says where it comes from, whether that text was
read (``verified``), and from which day until before which day it is in force.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ordinances.dated import Dated, NotInForce, Value, all_on, the_one_on
from ordinances.deadline_rule import (
    DeadlineRule,
    Extension,
    FirstDay,
    HolidayPolicy,
    Origin,
    SuspensionCount,
    Unit,
)
from ordinances.sentences import OrdinanceError, Sentence
from ordinances.wareki import format_date

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ordinances.deciding_ranks import DecidingRank
    from ordinances.document_numbers import DocumentSymbols
    from ordinances.fees import FeeTable
    from ordinances.internal_deadlines import InternalDeadline
    from ordinances.notice_forms import Letterhead, NoticeBook, NoticeForm
    from ordinances.reminders import ReminderRule

__all__ = [
    "AdvisoryBody",
    "ClosedDay",
    "Dated",
    "DeadlineRule",
    "Extension",
    "FirstDay",
    "Ground",
    "GroundsNeeded",
    "HolidayPolicy",
    "Municipality",
    "NoRegime",
    "NotInForce",
    "NumberTemplate",
    "Organ",
    "Origin",
    "Outcome",
    "OutcomeSet",
    "Pack",
    "ReasonKind",
    "RegimeKind",
    "RequestKind",
    "SuspensionCount",
    "Unit",
    "Value",
]

RegimeKind = Literal["public_records", "self_info", "appeal"]
OutcomeSet = Literal["disclosure", "correction", "appeal"]
GroundsNeeded = Literal["required", "optional", "none"]


# what a regime is about, as sentences say it
_KIND_WORDS = {
    "public_records": ("公文書公開請求", "public-records request"),
    "self_info": ("自己情報の開示等請求", "self-information request"),
    "appeal": ("審査請求", "appeal"),
}


class NoRegime(OrdinanceError):
    """No regime receives such a request on that day."""

    def __init__(self, *, kind: str, organ: str | None, on: date) -> None:
        to_ja = f"「{organ}」あての" if organ else ""
        to_en = f" addressed to “{organ}”" if organ else ""
        kind_ja, kind_en = _KIND_WORDS.get(kind, (kind, kind))
        super().__init__(
            Sentence(
                f"{format_date(on)}に受け付けた{to_ja}{kind_ja}に"
                "当てはまる制度がありません。受付日と実施機関を確かめてください。",
                en=f"No regime covers this {kind_en}{to_en}, received on "
                f"{on.isoformat()}. Please check the receipt date and the organ.",
            )
        )
        self.kind, self.organ, self.on = kind, organ, on


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ(Dated):
    """An implementing organ (実施機関).

    The first two tuples of values say, by day, who reviews an appeal against the
    organ's decision and who represents the city in court; a value None is "not
    known". The third is how the organ signs its letters.
    """

    code: str
    name_ja: str
    name_en: str
    synonyms: tuple[str, ...] = ()
    reviewing_agency: tuple[Value[str | None], ...] = ()
    litigation_representative: tuple[Value[str | None], ...] = ()
    signs_as: tuple[Value[str | None], ...] = ()

    def reviewing_agency_on(self, on: date) -> Value[str | None]:
        """Return who reviews this organ's decisions (審査庁) on that day.

        Raises:
            NotInForce: nothing is recorded for that day.
        """
        return the_one_on(self.reviewing_agency, on, self.name_ja, "審査庁", self.code)

    def litigation_representative_on(self, on: date) -> Value[str | None]:
        """Return who represents the city in court for this organ on that day.

        Raises:
            NotInForce: nothing is recorded for that day.
        """
        return the_one_on(
            self.litigation_representative,
            on,
            self.name_ja,
            "訴訟上の代表者",
            self.code,
        )

    def signs_as_on(self, on: date) -> str:
        """Return how the organ signs a letter of that day; its name if not told."""
        told = all_on(self.signs_as, on)
        return (told[0].value if told else None) or self.name_ja


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisoryBody(Dated):
    """A body attached to the mayor: the review board or the advisory council.

    ``members`` and ``term_years`` are None where they are not known.
    """

    code: str
    name_ja: str
    name_en: str
    kind: Literal["review_board", "advisory_council"]
    synonyms: tuple[str, ...] = ()
    members: int | None = None
    term_years: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestKind(Dated):
    """A kind of request a regime knows.

    ``label_ja`` stands in tables, ``short_label_ja`` on screens, and
    ``appeal_label_ja`` in the sentence that counts the appeals.
    """

    key: str
    label_ja: str
    label_en: str
    short_label_ja: str
    appeal_label_ja: str
    outcome_set: OutcomeSet
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Dated):
    """One way a unit can end (決定区分).

    ``grounds`` says whether a ground or a reason kind must be given;
    ``is_decision`` is False for what ends a unit without a decision.
    """

    code: str
    label_ja: str
    label_en: str
    outcome_set: OutcomeSet
    grounds: GroundsNeeded
    is_decision: bool
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground(Dated):
    """An exemption ground (非公開理由).

    ``item`` is the item of the exemption article, None for a ground outside
    it; ``item_verified`` speaks of that number, ``verified`` of the label.
    """

    code: str
    item: str | None
    label_ja: str
    label_en: str
    item_verified: bool
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonKind(Dated):
    """A reason to refuse that is no exemption ground; no table counts it."""

    code: str
    label_ja: str
    label_en: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pack(Dated):
    """One regime (制度) of one municipality, with all its dated values.

    The regime of a case is fixed by its receipt date and never changes; every
    value inside is looked up by the day its rule names. ``digest`` stands for
    the contents of its files, ``folder`` is the name of the folder they are in.
    """

    code: str
    municipality: str
    kind: RegimeKind
    name_ja: str
    name_en: str
    short_name_ja: str
    series: str
    organs: tuple[Value[str], ...]
    request_kinds: tuple[RequestKind, ...]
    outcomes: tuple[Outcome, ...]
    grounds: tuple[Ground, ...]
    reason_kinds: tuple[ReasonKind, ...]
    deadlines: tuple[DeadlineRule, ...]
    policies: Mapping[str, tuple[Value[str], ...]]
    deciding_ranks: tuple[DecidingRank, ...]
    notices: NoticeBook
    fees: FeeTable
    digest: str
    folder: str

    def organ_codes_on(self, on: date) -> tuple[str, ...]:
        """Return the codes of the organs under this regime on that day."""
        return tuple(entry.value for entry in all_on(self.organs, on))

    def request_kinds_on(self, on: date) -> tuple[RequestKind, ...]:
        """Return the kinds of request open on that day, in pack order."""
        return all_on(self.request_kinds, on)

    def request_kind(self, key: str, on: date) -> RequestKind:
        """Return the kind of request with that key.

        Raises:
            NotInForce: the regime has no such kind on that day.
        """
        found = (kind for kind in self.request_kinds if kind.key == key)
        return the_one_on(found, on, self.name_ja, "請求の種類", key)

    def outcomes_on(self, outcome_set: OutcomeSet, on: date) -> tuple[Outcome, ...]:
        """Return the outcomes of that set on that day, in pack order."""
        return tuple(
            outcome
            for outcome in all_on(self.outcomes, on)
            if outcome.outcome_set == outcome_set
        )

    def outcome(self, outcome_set: OutcomeSet, code: str, on: date) -> Outcome:
        """Return the outcome with that code.

        Raises:
            NotInForce: the regime has no such outcome on that day.
        """
        found = (
            outcome
            for outcome in self.outcomes
            if outcome.outcome_set == outcome_set and outcome.code == code
        )
        return the_one_on(found, on, self.name_ja, "決定区分", code)

    def grounds_on(self, on: date) -> tuple[Ground, ...]:
        """Return the grounds in force on that day, in pack order."""
        return all_on(self.grounds, on)

    def ground(self, code: str, on: date) -> Ground:
        """Return the ground with that code.

        Raises:
            NotInForce: the regime has no such ground on that day.
        """
        found = (ground for ground in self.grounds if ground.code == code)
        return the_one_on(found, on, self.name_ja, "非公開理由", code)

    def reason_kinds_on(self, on: date) -> tuple[ReasonKind, ...]:
        """Return the non-exemption reasons in force on that day."""
        return all_on(self.reason_kinds, on)

    def deadline(self, key: str, on: date) -> DeadlineRule:
        """Return the period with that key.

        Raises:
            NotInForce: the regime has no such period on that day.
        """
        found = (rule for rule in self.deadlines if rule.key == key)
        return the_one_on(found, on, self.name_ja, "期間", key)

    def policy(self, name: str, on: date) -> Value[str]:
        """Return the dated value of a policy.

        Raises:
            NotInForce: the regime has no such policy on that day.
        """
        return the_one_on(self.policies.get(name, ()), on, self.name_ja, "取扱い", name)

    def notice_form(self, key: str, on: date) -> NoticeForm:
        """Return the form of a letter that bears that day.

        Raises:
            NotInForce: the regime has no such form on that day.
        """
        found = (form for form in self.notices.forms if form.key == key)
        return the_one_on(found, on, self.name_ja, "様式", key)

    def letterhead(self, on: date) -> Letterhead:
        """Return what stands around the words of a letter of that day.

        Raises:
            NotInForce: the regime sends no letters on that day.
        """
        found = self.notices.letterheads
        return the_one_on(found, on, self.name_ja, "通知書", "letterheads")

    def notice_word(self, code: str, on: date) -> str:
        """Return how letters write a code on that day.

        Raises:
            NotInForce: the regime has no word for it.
        """
        found = (word for word in self.notices.words if word.code == code)
        return the_one_on(found, on, self.name_ja, "用語", code).text


@dataclass(frozen=True, slots=True)
class NumberTemplate:
    """How the numbers of one series are written.

    ``case`` knows ``{年度和暦}`` and ``{n}``; ``branch`` follows it for every
    unit but the first.
    """

    series: str
    case: str
    branch: str


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A closing day of the city's own, beside weekends and holidays."""

    on: date
    name_ja: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Municipality:
    """A municipality: what its regimes share, and the regimes themselves.

    ``edition_as_of`` is the month and day (``05-31``) after the fiscal year on
    which the published edition of the year stands.
    """

    code: str
    name_ja: str
    name_en: str
    area_code: str
    area_name: str
    organs: tuple[Organ, ...]
    advisory_bodies: tuple[AdvisoryBody, ...]
    number_templates: Mapping[str, NumberTemplate]
    document_number_template: str
    document_symbols: DocumentSymbols
    edition_as_of: str
    rate_default: str
    policies: Mapping[str, tuple[Value[str], ...]]
    closed_days: tuple[ClosedDay, ...]
    internal_deadlines: tuple[InternalDeadline, ...]
    reminders: tuple[ReminderRule, ...]
    packs: tuple[Pack, ...]
    digest: str
    _by_code: Mapping[str, Pack] = field(repr=False)

    def pack(self, code: str) -> Pack:
        """Return the regime with that code, such as ``nerima/public_records``.

        Raises:
            NotInForce: the municipality has no such regime.
        """
        try:
            return self._by_code[code]
        except KeyError:
            raise NotInForce(
                owner=self.name_ja, what="制度", key=code, on=None
            ) from None

    def organ(self, code: str, on: date) -> Organ:
        """Return the organ with that code.

        Raises:
            NotInForce: there is no such organ on that day.
        """
        found = (organ for organ in self.organs if organ.code == code)
        return the_one_on(found, on, self.name_ja, "実施機関", code)

    def advisory_body(self, code: str, on: date) -> AdvisoryBody:
        """Return the advisory body with that code.

        Raises:
            NotInForce: there is no such body on that day.
        """
        found = (body for body in self.advisory_bodies if body.code == code)
        return the_one_on(found, on, self.name_ja, "附属機関", code)

    def policy(self, name: str, on: date) -> Value[str]:
        """Return the dated value of a policy all regimes share.

        Raises:
            NotInForce: there is no such policy on that day.
        """
        return the_one_on(self.policies.get(name, ()), on, self.name_ja, "取扱い", name)

    def regime_for(
        self, *, kind: str, organ_code: str | None, received_on: date
    ) -> Pack:
        """Choose the regime of a new case; it never changes afterwards.

        Args:
            kind: ``public_records``, ``self_info`` or ``appeal``.
            organ_code: the organ addressed; None only for an appeal whose
                organ is not known yet.
            received_on: the day of arrival, which alone selects the regime.

        Returns:
            The one regime of that kind, for that organ, on that day.

        Raises:
            NoRegime: no regime covers such a request.

        Source:
            個人情報保護法の改正施行日 2023-04-01; the transitional clause of
            the city was not seen, so the choice by arrival is assumed.
        """
        for pack in self.packs:
            if pack.kind != kind or not pack.in_force(received_on):
                continue
            if organ_code is None and kind == "appeal":
                return pack
            if organ_code in pack.organ_codes_on(received_on):
                return pack
        raise NoRegime(kind=kind, organ=self._organ_name(organ_code), on=received_on)

    def _organ_name(self, code: str | None) -> str | None:
        return next((o.name_ja for o in self.organs if o.code == code), code)
