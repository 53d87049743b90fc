"""Link a case to another one it belongs with."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import Case, CaseLink, LinkKind, Unit
from casework.operations.begin import begin
from offices.models import Staff


class CannotLink(CaseworkError):
    """The cases cannot be linked so.

    Attributes:
        field: What to mend: `other` or `kind`.
    """

    def __init__(self, code: str, message: str, *, field: str = "other") -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def link_cases(
    *, unit: Unit, other: Case, kind: str, by: Staff, on: date, at: datetime
) -> CaseLink:
    """Link the case of a unit with another case; it is read both ways.

    The link runs from the later case to the earlier one, whichever it was made
    from. Writes the link and one entry on the trail of each case.

    Args:
        unit: A unit of the one case.
        other: The other case; the person has to see it.
        kind: A code of `casework.models.LinkKind`.
        by: Who links.
        on: The day.
        at: The instant.

    Returns:
        The link.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The number is void.
        CannotLink: The other case is the same one, not to be seen, or linked
            so already; or the kind is unknown.
    """
    lock_cases(unit.case_id, other.pk)
    unit = begin("link_cases", unit, by=by, on=on)
    if kind not in LinkKind.values:
        message = _("Say how the cases belong together.")
        raise CannotLink("unknown_kind", message, field="kind")
    later, earlier = _in_order(unit.case, _found(other, unit, by=by, on=on))
    link, is_new = CaseLink.objects.get_or_create(
        case=later, other=earlier, kind=kind, defaults={"staff": by, "on": on}
    )
    if not is_new:
        raise CannotLink(
            "linked_already",
            _("%(number)s is linked like that already.")
            % {"number": other.number_text},
        )
    tell("link_cases", link, by=by, at=at)
    return link


def lock_cases(*keys: int) -> None:
    """Lock two cases in one order, so that nobody waits for who waits."""
    rows = Case.objects.select_for_update().filter(pk__in=keys)
    list(rows.order_by("pk").values_list("pk"))


def tell(act: str, link: CaseLink, *, by: Staff, at: datetime) -> None:
    """Write what was done with a link on the trail of both cases."""
    cases = sorted((link.case, link.other), key=lambda case: case.pk)
    entries = [
        trail.Draft(
            stream=case.stream,
            act=act,
            subject=f"case:{case.pk}",
            facts={"kind": link.kind, "from": link.case_id, "to": link.other_id},
        )
        for case in cases
    ]
    trail.record_many(entries, by=by.as_actor(), at=at)


def _found(other: Case, unit: Unit, *, by: Staff, on: date) -> Case:
    if other.pk == unit.case_id:
        message = _("A case is not linked with itself. Enter another number.")
        raise CannotLink("same_case", message)
    found = Case.objects.visible_to(by, on=on).filter(pk=other.pk).first()
    if found is None:
        message = _("There is no case of that number. Check the number.")
        raise CannotLink("unknown_case", message)
    return found


def _in_order(one: Case, other: Case) -> tuple[Case, Case]:
    """Return the later case and the earlier one."""
    earlier, later = sorted((one, other), key=lambda case: (case.received_on, case.pk))
    return later, earlier
