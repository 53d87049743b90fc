"""One finding for many rows: what the bar says, each row in its own words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from casework.findings import Finding
from casework.models import RecordOutcome
from desk.grid.words import item_of
from ordinances.schema import Pack
from ordinances.standard_sentences import StandardSentence, joined, sentences_on

# what each decision can have; the rest is taken away when it is applied
KEPT: dict[str, tuple[str, ...]] = {
    RecordOutcome.FULL: (),
    RecordOutcome.PARTIAL: (
        *("withheld_part", "grounds", "reason_kinds", "reason", "disclosable_on"),
    ),
    RecordOutcome.NON_DISCLOSURE: (
        *("withheld_part", "grounds", "reason_kinds", "reason", "disclosable_on"),
    ),
    RecordOutcome.ABSENT: ("absence_kind", "reason", "destroyed_on"),
    RecordOutcome.EXISTENCE_REFUSED: ("grounds", "reason_kinds", "reason"),
}
EMPTY = Finding(outcome="")


class Sentences:
    """What the select of sentences can say beside a sentence's own code."""

    AUTO = "auto"
    KEEP = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What is to be applied; what is empty leaves the row as it is.

    Attributes:
        reason: Own words, with the variables of the sentences if wanted.
        sentence: A sentence's code, `auto` (those of the grounds, where nobody
            wrote a reason by hand) or `keep`.
    """

    outcome: str = ""
    grounds: tuple[str, ...] = ()
    reason_kinds: tuple[str, ...] = ()
    absence_kind: str = ""
    withheld_part: str = ""
    reason: str = ""
    sentence: str = Sentences.AUTO

    @property
    def is_empty(self) -> bool:
        """Tell whether it says nothing about any row."""
        chooses = self.sentence not in {Sentences.AUTO, Sentences.KEEP}
        said = (
            *(self.outcome, self.grounds, self.reason_kinds, self.absence_kind),
            *(self.withheld_part, self.reason),
        )
        return not (any(said) or chooses)


@dataclass(frozen=True, slots=True)
class Rules:
    """By what a bar is applied: the regime and the day."""

    pack: Pack
    on: date


def applied(bar: Bar, finding: Finding, *, title: str, rules: Rules) -> Finding:
    """Return a row's finding after the bar was applied to it.

    Args:
        bar: What to apply.
        finding: What was decided about the row before.
        title: The title of the record.
        rules: The regime and the day.
    """
    named = bar.grounds or bar.reason_kinds
    changed = fitted(
        replace(
            finding,
            outcome=bar.outcome or finding.outcome,
            grounds=bar.grounds if named else finding.grounds,
            reason_kinds=bar.reason_kinds if named else finding.reason_kinds,
            absence_kind=bar.absence_kind or finding.absence_kind,
            withheld_part=bar.withheld_part or finding.withheld_part,
        )
    )
    if "reason" not in KEPT.get(changed.outcome, ("reason",)):
        return changed
    return replace(changed, reason=_reason(bar, finding, changed, title, rules))


def fitted(finding: Finding) -> Finding:
    """Return a finding without what its outcome cannot have."""
    if not finding.outcome:
        return replace(finding, absence_kind="")
    kept = {name: getattr(finding, name) for name in KEPT[finding.outcome]}
    return replace(EMPTY, outcome=finding.outcome, **kept)


def standard_reason(finding: Finding, *, title: str, rules: Rules) -> str:
    """Return the standard sentences of a finding, empty where there are none."""
    return joined(
        _sentences(finding, rules),
        part=finding.withheld_part,
        items=item_of(finding, rules.pack, rules.on),
        title=title,
    )


def _reason(bar: Bar, before: Finding, after: Finding, title: str, rules: Rules) -> str:
    if bar.reason:
        return bar.reason
    if bar.sentence == Sentences.KEEP:
        return after.reason
    chosen = [
        one for one in sentences_on(rules.pack, rules.on) if one.code == bar.sentence
    ]
    if chosen:
        items = item_of(after, rules.pack, rules.on)
        item = items.get(chosen[0].of, "")
        return chosen[0].filled(part=after.withheld_part, item=item, title=title)
    written = before.reason.strip()
    if written and written != standard_reason(before, title=title, rules=rules):
        return after.reason
    return standard_reason(after, title=title, rules=rules) or after.reason


def _sentences(finding: Finding, rules: Rules) -> Iterator[StandardSentence]:
    named = {
        "ground": finding.grounds,
        "reason_kind": finding.reason_kinds,
        "absence_kind": (finding.absence_kind,),
    }
    for about, codes in named.items():
        for code in codes:
            for one in sentences_on(rules.pack, rules.on):
                fits = finding.outcome in one.outcomes
                if fits and (one.about, one.of) == (about, code):
                    yield one
