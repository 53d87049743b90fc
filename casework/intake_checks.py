"""What an amended intake may not say: pure refusals, each with what to do."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.categories import CATEGORIES
from casework.errors import CaseworkError
from casework.intake_facts import Changes, IntakeFacts
from casework.models import Case, Channel, ClockEventType, Unit, WantedMethod
from casework.phases import Phase
from casework.wording import day
from ordinances.dated import NotInForce
from ordinances.fiscal_years import fiscal_year_of
from ordinances.loading import municipality
from ordinances.loading import pack as load_pack
from ordinances.schema import NoRegime, Pack

AT_WORK = (Phase.RECEIVED, Phase.EXAMINATION)


class CannotAmendIntake(CaseworkError):
    """The intake cannot be what it is said to be.

    Attributes:
        field: What to mend, a field of `IntakeFacts`.
    """

    def __init__(self, code: str, message: str, *, field: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


def nothing_changes(unit: Unit) -> CannotAmendIntake:
    """Return the refusal of an amendment that amends nothing."""
    return CannotAmendIntake(
        "nothing_changes",
        _("%(number)s says just that already. Change what is wrong, then save.")
        % {"number": unit.number_text},
        field="subject",
    )


def check_intake(
    case: Case,
    units: Sequence[Unit],
    intake: IntakeFacts,
    changes: Changes,
    *,
    on: date,
) -> None:
    """Refuse what cannot be stored or would move the case elsewhere.

    Args:
        case: The case, locked.
        units: All of its units.
        intake: As it is to be.
        changes: What differs from what is stored.
        on: Today.

    Raises:
        CannotAmendIntake: With the field to mend.
    """
    _check_values(intake, changes)
    if "received_on" in changes:
        _check_receipt_day(case, units, intake.received_on, on=on)
    if "organ" in changes:
        _check_organ(case, units, intake)
    if changes.keys() & {"received_on", "organ"}:
        _check_regime(case, intake)


def _check_values(intake: IntakeFacts, changes: Changes) -> None:
    if not intake.subject.strip():
        message = _("Write what is asked for; a request without it cannot be found.")
        raise CannotAmendIntake("no_subject", message, field="subject")
    unknown = [
        ("channel", intake.channel not in Channel.values),
        ("requester_category", intake.requester_category not in {"", *CATEGORIES}),
        ("wanted_methods", not set(intake.wanted_methods) <= set(WantedMethod.values)),
    ]
    for field, is_unknown in unknown:
        if is_unknown:
            message = _(
                "This office does not know that choice. Choose one of the list."
            )
            raise CannotAmendIntake("unknown_choice", message, field=field)
    is_told = intake.requester is not None and intake.requester.name.strip()
    if not is_told and any(name.startswith("requester.") for name in changes):
        message = _("Write the name of the requester; notices are addressed to it.")
        raise CannotAmendIntake("no_requester", message, field="requester")


def _check_receipt_day(
    case: Case, units: Sequence[Unit], received_on: date, *, on: date
) -> None:
    values = {"received": day(received_on), "number": case.number_text}
    if received_on > on:
        raise _refused_day(
            "received_in_future",
            _(
                "The receipt day %(received)s lies after today. Enter the day on "
                "which the form arrived."
            )
            % values,
        )
    if fiscal_year_of(received_on) != case.fiscal_year:
        raise _refused_day(
            "other_fiscal_year",
            _(
                "The receipt day %(received)s lies in another fiscal year than the "
                "number %(number)s, and a number never changes its year. Void this "
                "number and log the request again with the right day."
            )
            % values,
        )
    first = _first_day(case, units)
    if first is not None and received_on > first:
        raise _refused_day(
            "after_an_act",
            _(
                "%(number)s was acted on as of %(first)s; it cannot have arrived "
                "after that, on %(received)s. Check both days."
            )
            % {**values, "first": day(first)},
        )


def _first_day(case: Case, units: Sequence[Unit]) -> date | None:
    """Return the earliest day something happened that comes after a receipt."""
    events = case.clock_events.exclude(type=ClockEventType.RECEIVED)
    days = [event.on for event in events]
    days += [unit.split_on for unit in units if unit.split_on]
    # a split at intake and an extension of a ledger bear the receipt day itself
    days = [found for found in days if found != case.received_on]
    days += [unit.outcome_on for unit in units if unit.outcome_on]
    return min(days, default=None)


def _check_organ(case: Case, units: Sequence[Unit], intake: IntakeFacts) -> None:
    organ = intake.organ
    until = organ.valid_until
    if not (
        organ.valid_from <= intake.received_on
        and (until is None or intake.received_on < until)
    ):
        raise CannotAmendIntake(
            "organ_not_in_force",
            _(
                "“%(organ)s” is no organ of the city on %(received)s. Check the organ "
                "and the receipt day."
            )
            % {"organ": organ.name, "received": day(intake.received_on)},
            field="organ",
        )
    for unit in units:
        if unit.organ_id == case.organ_id and unit.phase not in AT_WORK:
            raise CannotAmendIntake(
                "organ_at_work",
                _(
                    "%(number)s has ended or waits for approval under the organ it "
                    "stands with. Take the draft back, or have the unit opened "
                    "again, before you change the organ."
                )
                % {"number": unit.number_text},
                field="organ",
            )


def _check_regime(case: Case, intake: IntakeFacts) -> None:
    """Refuse a day or organ under which another regime would hold."""
    pack = load_pack(case.regime)
    try:
        found = _regime(case, intake, pack)
        found.request_kind(case.request_kind, intake.received_on)
    except (NoRegime, NotInForce) as error:
        sentence = error.sentence.to_language(get_language() or "ja")
        raise _refused_day("no_regime", sentence) from error
    if found.code != pack.code:
        raise _refused_day(
            "other_regime",
            _(
                "On %(received)s and for that organ another regime holds, %(regime)s; "
                "a case never changes its regime. Void this number and log the "
                "request again."
            )
            % {"received": day(intake.received_on), "regime": found.name_ja},
        )


def _regime(case: Case, intake: IntakeFacts, pack: Pack) -> Pack:
    return municipality(pack.municipality).regime_for(
        kind=case.kind, organ_code=intake.organ.code, received_on=intake.received_on
    )


def _refused_day(code: str, message: str) -> CannotAmendIntake:
    return CannotAmendIntake(code, message, field="received_on")
