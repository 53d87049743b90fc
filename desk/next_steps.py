"""What to do next with a unit: one act first, the rest behind it.

Only acts the table of acts permits are offered; one that is known but not
possible says why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.models import Unit
from casework.permissions import ActState
from casework.phases import Phase

# what presses first stands first
ORDER: Sequence[tuple[str, Promise]] = (
    (
        "confirm_reopening",
        _("Somebody asks to open this unit again. A second person has to answer."),
    ),
    ("answer_inquiry", _("The records office asks about the record and waits.")),
    (
        "answer_consultation",
        _("The day by which a third party answers has passed. Record what came."),
    ),
    ("approve", _("A draft waits for approval.")),
    (
        "lapse_supplementation",
        _(
            "The period of the supplementation order is over and no answer came. "
            "An answer that arrived late can still be recorded."
        ),
    ),
    (
        "answer_supplementation",
        _(
            "The clock stands still until the answer to the supplementation order "
            "arrives. Record it when it does."
        ),
    ),
    ("assign", _("Nobody has been put in charge of this unit yet.")),
    ("add_records", _("No record is listed yet. Please list what was found.")),
    ("decide_record", _("Some records have no decision yet.")),
    ("draft", _("Every record is decided. The draft can be made.")),
    ("issue", _("The letter about the decision is still to be issued.")),
    ("resend", _("A letter came back. Please find out the address and send it again.")),
    ("record_delivery", _("A letter was issued and is still to be sent.")),
    ("implement", _("The decision is made. The record is still to be shown.")),
)


@dataclass(frozen=True, slots=True)
class ActLink:
    """An act with its page."""

    code: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Known:
    """A known act that is not possible now, and why."""

    label: str
    why: str


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What to do.

    Attributes:
        first: The one act that presses; None when nothing does.
        why: The sentence beside it.
        others: What else this person can do.
        gone: What is known but not possible.
        waits: What the unit waits for when nothing is to be done by this person.
    """

    first: ActLink | None
    why: str
    others: list[ActLink]
    gone: list[Known]
    waits: str

    @property
    def is_shown(self) -> bool:
        """Tell whether acts are for this person at all."""
        return bool(self.first or self.others or self.gone)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a unit besides its phase.

    Attributes:
        n_records: Its records; n_undecided of them have no decision.
        answer_is_due: Whether a third party should have answered by now.
        obstacles: act → why there is nothing to do it to.
        pressing: What presses because of a day, beside what the phase wants.
    """

    n_records: int
    n_undecided: int
    answer_is_due: bool
    obstacles: Mapping[str, str]
    pressing: frozenset[str] = frozenset()


def next_steps(
    unit: Unit,
    states: Iterable[ActState],
    *,
    standing: Standing,
    urls: Mapping[str, str],
) -> NextSteps:
    """Choose what stands first and list the rest.

    Args:
        unit: The unit.
        states: The acts of this person, in the order of the table.
        standing: What is known of the unit.
        urls: act → its page; an act without one is not offered.
    """
    known = [state for state in states if state.code in urls]
    links = {
        state.code: ActLink(state.code, state.label, urls[state.code])
        for state in known
        if state.is_open and state.code not in standing.obstacles
    }
    wanted = _wanted(unit, standing)
    first, why = next(
        ((links[code], str(why)) for code, why in ORDER if code in wanted & set(links)),
        (None, ""),
    )
    return NextSteps(
        first=first,
        why=why,
        others=[link for link in links.values() if link != first],
        gone=[_gone(state, standing) for state in known if state.code not in links],
        waits=_waits(unit),
    )


def _wanted(unit: Unit, standing: Standing) -> set[str]:
    """Return the acts that would bring the unit forward."""
    pressing = {"confirm_reopening", "answer_inquiry", *standing.pressing}
    if standing.answer_is_due and unit.is_open:
        pressing.add("answer_consultation")
    if unit.phase == Phase.APPROVAL:
        return pressing | {"approve"}
    if unit.phase == Phase.DECIDED:
        return pressing | {"implement"}
    if unit.phase == Phase.CLOSED:
        return pressing
    if unit.division_id is None or unit.handler_id is None:
        pressing.add("assign")
    if standing.n_records == 0:
        return pressing | {"add_records"}
    return pressing | {"decide_record" if standing.n_undecided else "draft"}


def _gone(state: ActState, standing: Standing) -> Known:
    return Known(state.label, state.why_not or standing.obstacles.get(state.code, ""))


def _waits(unit: Unit) -> str:
    if unit.phase == Phase.APPROVAL:
        return str(_("The unit waits for approval. Nothing is to be done by you now."))
    if unit.phase == Phase.CLOSED:
        return str(_("The unit is done with. Nothing is to be done."))
    return str(_("Nothing is to be done by you now."))
