"""How every act of the desk begins: lock, right, place in the table, version."""

from datetime import date

from casework.acts import ACTS
from casework.errors import CaseworkError
from casework.models import Unit
from casework.operations.advance import lock
from casework.permissions import require, void_sentence
from casework.versions import check_version
from offices.models import Staff


class CannotAct(CaseworkError):
    """The unit does not stand where this act is possible."""

    code = "not_permitted_in_phase"

    def __init__(self, act: str, unit: Unit) -> None:
        self.act, self.unit = act, unit
        reason = void_sentence() if unit.voided else str(ACTS[act].gone)
        super().__init__(f"{unit.number_text}: {reason}")


def begin(
    act: str, unit: Unit, *, by: Staff, on: date, version: int | None = None
) -> Unit:
    """Return the unit locked and fresh, or refuse.

    Args:
        act: A code of `casework.acts.ACTS`.
        unit: The unit as it was read.
        by: Who acts.
        on: The day whose grants hold.
        version: The version the person read; None where the act adds only.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The unit does not stand where the act is possible.
        Stale: Somebody changed the unit since.
    """
    unit = lock(unit)
    require(by, act, unit, on=on)
    check_version(
        held=unit.version,
        sent=version,
        what=unit.number_text,
        stream=unit.case.stream,
        subject=f"unit:{unit.pk}",
    )
    if unit.voided or unit.phase not in ACTS[act].phases:
        raise CannotAct(act, unit)
    return unit


def units_of_case(act: str, unit: Unit, *, by: Staff, on: date) -> list[Unit]:
    """Return all units of a locked unit's case, locked, for an act on the whole.

    Args:
        act: A code of `casework.acts.ACTS`.
        unit: Locked by `begin`, and its case with it.
        by: Who acts.
        on: The day whose grants hold.

    Raises:
        NotPermitted: The act is not among the person's rights on every unit.
    """
    units = list(unit.case.units.select_for_update().order_by("branch"))
    for each in units:
        require(by, act, each, on=on)
    return units


def touch(unit: Unit) -> None:
    """Raise the version of a locked unit: what others read is old now."""
    unit.version += 1
    unit.save(update_fields=["version"])
