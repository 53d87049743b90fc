"""Third parties that opposed a disclosure, and what was disclosed all the same."""

from collections.abc import Collection
from dataclasses import dataclass

from casework.in_force import in_force_of
from casework.models import ConsultationAnswer, Decision, ThirdPartyConsultation, Unit
from casework.models.decision import BESIDE
from casework.phases import TO_IMPLEMENT

FULL = "full"


@dataclass(frozen=True, slots=True)
class ToTell:
    """A third party that opposed, and the decision it has to be told of at once."""

    consultation: ThirdPartyConsultation
    decision: Decision


def consultations_of(unit: Unit) -> list[ThirdPartyConsultation]:
    """Return who was asked about records of a unit, in the order they were asked.

    A record that was split off keeps its questions: they are listed where the
    record is and where they were put.
    """
    own = ThirdPartyConsultation.objects.filter(unit=unit)
    of_records = ThirdPartyConsultation.objects.filter(consulted__record__unit=unit)
    found = (own | of_records).distinct().select_related("party", "unit")
    return list(found.prefetch_related("consulted__record").order_by("pk"))


def opposers_to_tell(unit: Unit) -> list[ToTell]:
    """Return who has to be told, the same day, that a record is disclosed.

    Everybody whose written opposition had arrived by the day of a decision that
    discloses a record it was asked about, in full or in part: of the decision that
    counts, and of each that varies it and judges such a record anew.

    Args:
        unit: A unit.

    Source:
        行政機関の保有する情報の公開に関する法律 13(3), 個人情報保護法 86(3); for
        the city's ordinance (14) assumed.
    """
    return [
        ToTell(consultation, decision)
        for decision in _standing(unit)
        for consultation in _opposed(unit, decision)
    ]


def _standing(unit: Unit) -> list[Decision]:
    """Return the decision that counts and those that vary it, in their order."""
    decisions = list(unit.decisions.order_by("seq"))
    by_key = {one.pk: one for one in decisions}
    standing = [one for one in decisions if one.counts]
    step = in_force_of(decisions)
    while step is not None and step.cause in BESIDE:
        standing.append(step)
        step = by_key.get(step.supersedes_id or 0)
    return sorted(standing, key=lambda one: one.seq)


def _opposed(unit: Unit, decision: Decision) -> list[ThirdPartyConsultation]:
    opposed = ThirdPartyConsultation.objects.filter(
        consulted__record__unit=unit,
        answer=ConsultationAnswer.OPPOSES,
        answered_on__lte=decision.decided_on,
    )
    disclosed = disclosed_records(decision)
    if disclosed is not None:
        opposed = opposed.filter(consulted__record__in=disclosed)
    found = opposed.distinct().select_related("party", "unit")
    return list(found.order_by("pk"))


def disclosed_records(decision: Decision) -> Collection[int] | None:
    """Return the records a decision discloses in full or in part.

    What it froze of its records says so; one that varies another discloses what it
    judges anew. A correction says nothing of single records: those of the decision
    it corrects count, if that disclosed anything.

    Returns:
        Keys of records; None for every record of the unit: where all is disclosed,
        or nobody can tell which are.
    """
    if decision.outcome not in TO_IMPLEMENT:
        return ()
    if decision.cause in BESIDE:
        return _judged_anew(decision)
    if decision.outcome == FULL:
        return None
    rows = decision.facts.get("records")
    if rows is not None:
        return [row["record"] for row in rows if row["outcome"] in TO_IMPLEMENT]
    corrected = _corrected(decision)
    return None if corrected is None else _of_corrected(corrected)


def _judged_anew(decision: Decision) -> Collection[int] | None:
    rows = decision.varied_records.values_list("record", "outcome")
    found = [record for record, outcome in rows if outcome in TO_IMPLEMENT]
    return found if rows else None


def _of_corrected(decision: Decision) -> Collection[int] | None:
    if decision.outcome not in TO_IMPLEMENT:
        return None
    return disclosed_records(decision)


def _corrected(decision: Decision) -> Decision | None:
    seq = decision.facts.get("corrects")
    if seq is None:
        return None
    return Decision.objects.filter(unit=decision.unit_id, seq=seq).first()
