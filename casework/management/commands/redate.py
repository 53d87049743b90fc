"""Re-date what waits after the rules or the holidays of the version changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.trail import Actor
from casework.operations.moves import Move, moves
from casework.operations.redate import CannotRedate, redate

BY = Actor("command:redate", "redate")


class Command(BaseCommand):
    """`redate --preview` or `redate --apply --reason "…"`."""

    help = (
        "Compare the due date of every unit that waits with what rules, holidays and "
        "closing days make of it now. Ended units never move."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--preview", action="store_true", help="show, write nothing")
        what.add_argument("--apply", action="store_true", help="re-date the units")
        parser.add_argument("--reason", default="", help="why; needed with --apply")

    def handle(self, *args: Any, **options: Any) -> None:
        """Show what would move, or move it."""
        if options["preview"]:
            self._preview()
            return
        at = timezone.now()
        try:
            applied = redate(
                reason=options["reason"], by=BY, on=timezone.localdate(at), at=at
            )
        except CannotRedate as error:
            raise CommandError(str(error)) from error
        for row in applied.units.select_related("unit__case").order_by("pk"):
            days = f"{row.before_on or '-'} → {row.after_on or '-'}"
            self.stdout.write(f"{row.unit.number_text}: {days}")
        self.stdout.write(
            _("%(n)s units were re-dated.") % {"n": f"{applied.n_units:,}"}
        )

    def _preview(self) -> None:
        n = 0
        for move in moves():
            n += 1
            self.stdout.write(_line(move))
        self.stdout.write(_("%(n)s units would be re-dated.") % {"n": f"{n:,}"})


def _line(move: Move) -> str:
    division = move.unit.division
    name = f" ({division.name})" if division else ""
    return (
        f"{move.unit.number_text}{name}: "
        f"{move.before_on or '-'} → {move.after_on or '-'}"
    )
