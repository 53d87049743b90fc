"""Whether an import can be taken back: the refusals, each with what to do."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from audit.models import Entry
from casework.errors import CaseworkError
from casework.models import Case, ImportRow, ImportRun, Unit
from offices.models import Role, Staff

APPEALS = "appeals"
NAMED = 10
# SQLite before 3.32 takes 999 parameters
LOOKUP = 500
# who only looked did no work
NO_WORK = ("reveal_requester",)


class CannotTakeBack(CaseworkError):
    """The import stays.

    Attributes:
        numbers: The cases that stand in the way, where some do.
        field: What to mend.
    """

    field = "reason"

    def __init__(self, code: str, message: str, *, numbers: Sequence[str] = ()) -> None:
        self.code, self.numbers = code, list(numbers)
        super().__init__(message)


def may_take_back(staff: Staff, run: ImportRun, *, on: date) -> bool:
    """Tell whether a person may take back an import of this kind."""
    grants = staff.grants_on(on)
    # an officer of one organ only did not write the ledger of all
    if any(g.role == Role.RECORDS_OFFICER and g.organ_id is None for g in grants):
        return True
    secretariat = any(g.role == Role.BOARD_SECRETARIAT for g in grants)
    return secretariat and run.kind == APPEALS


def check_run(
    run: ImportRun, cases: Sequence[Case], *, reason: str, by: Staff, on: date
) -> None:
    """Refuse an import that cannot be taken back.

    Args:
        run: The import, locked.
        cases: What came with it, locked.
        reason: Why it is to be taken back.
        by: Who wants to.
        on: The day.

    Raises:
        CannotTakeBack: With the numbers that stand in the way.
    """
    if not may_take_back(by, run, on=on):
        raise CannotTakeBack(
            "not_permitted",
            _("Taking an import back is for the records office of all organs."),
        )
    if not reason.strip():
        raise CannotTakeBack("no_reason", _("Write why the import is taken back."))
    if not cases:
        raise CannotTakeBack(
            "no_cases",
            _(
                "No request or appeal came with this import, so there is nothing to "
                "take back. What it amended is mended by importing the right ledger."
            ),
        )
    if any(case.taken_back for case in cases):
        raise CannotTakeBack(
            "taken_back_already", _("This import was taken back already.")
        )
    _check_others(run)
    _check_untouched(run, cases)
    _check_unreferred(run)


def _check_others(run: ImportRun) -> None:
    """Refuse when the import changed cases that came before it."""
    rows = ImportRow.objects.filter(run=run, unit__isnull=False)
    others = rows.exclude(unit__case__import_run=run)
    numbers = _numbers(Case.objects.filter(units__import_rows__in=others))
    if numbers:
        raise CannotTakeBack(
            "amended_others",
            _(
                "The import also changed cases that were there before: %(numbers)s. "
                "It cannot be taken back; import a ledger with the right rows and "
                "let it amend."
            )
            % {"numbers": _listed(numbers)},
            numbers=numbers,
        )


def _check_untouched(run: ImportRun, cases: Sequence[Case]) -> None:
    """Refuse when anybody worked on a case since, or another import did."""
    touched = {
        pk for piece in _pieces([c.pk for c in cases]) for pk in _since(run, piece)
    }
    later = ImportRow.objects.filter(unit__case__import_run=run).exclude(run=run)
    touched |= set(later.values_list("unit__case", flat=True))
    numbers = [case.number_text for case in cases if case.pk in touched]
    if numbers:
        raise CannotTakeBack(
            "worked_on",
            _(
                "Since the import somebody has worked on %(numbers)s. It cannot be "
                "taken back; void or amend the wrong cases one by one."
            )
            % {"numbers": _listed(numbers)},
            numbers=numbers,
        )


def _since(run: ImportRun, keys: Sequence[int]) -> set[int]:
    """Return the cases with an entry on their trail that is not the import's."""
    streams = [f"case:{key}" for key in keys]
    entries = Entry.objects.filter(stream__in=streams).exclude(act__in=NO_WORK)
    found = entries.exclude(at=run.at).values_list("stream", flat=True)
    return {int(stream.partition(":")[2]) for stream in found}


def _check_unreferred(run: ImportRun) -> None:
    """Refuse when a row of an upper layer, such as an appeal, names a unit."""
    units = {unit for rows in _referring(run) for unit in rows}
    numbers = _numbers(Case.objects.filter(units__in=units))
    if numbers:
        raise CannotTakeBack(
            "referred_to",
            _(
                "An appeal concerns %(numbers)s. Take back the import of the appeals "
                "first, or leave this one."
            )
            % {"numbers": _listed(numbers)},
            numbers=numbers,
        )


def _referring(run: ImportRun) -> Iterator[Iterable[int]]:
    """Yield the units of the run that rows of other apps point at."""
    for relation in Unit._meta.related_objects:  # noqa: SLF001 - the documented way to a model's relations
        model = relation.related_model
        if isinstance(model, str) or model._meta.app_label == "casework":  # noqa: SLF001 - as above
            continue
        name = relation.field.name
        rows = model._default_manager.filter(**{f"{name}__case__import_run": run})  # noqa: SLF001 - as above
        if any(field.name == "case" for field in model._meta.fields):  # noqa: SLF001 - as above
            rows = rows.exclude(case__taken_back=True)
        yield rows.values_list(name, flat=True)


def _numbers(cases: QuerySet[Case]) -> list[str]:
    """Return the numbers of cases, each once, in their order."""
    told = cases.order_by("series", "fiscal_year", "number")
    return list(dict.fromkeys(told.values_list("number_text", flat=True)))


def _listed(numbers: Collection[str]) -> str:
    shown = "、".join(list(numbers)[:NAMED])
    if len(numbers) <= NAMED:
        return shown
    return _("%(numbers)s and %(n)s more") % {
        "numbers": shown,
        "n": len(numbers) - NAMED,
    }


def _pieces(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), LOOKUP):
        yield keys[start : start + LOOKUP]
