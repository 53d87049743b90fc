"""`manage.py annual_tables YEAR`: the tables of a year, printed, written, checked."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from annual.errors import AnnualError
from annual.files import RENDERERS, file_names, make_file
from annual.reference import Difference, Place, first_difference, reference_of
from annual.statement import Statement, annual_statement
from annual.years import check_year
from ordinances.fiscal_years import parse_fiscal_year
from ordinances.sentences import OrdinanceError
from ordinances.wareki import parse

IDENTICAL = "一致"
MARKS = {True: "✓", False: "✗"}


class Command(BaseCommand):
    """Print, write or check the annual tables of a fiscal year."""

    help = "Print, write or check the annual tables of a fiscal year."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare year, table, format, output, as-of date and check."""
        parser.add_argument("year", help="fiscal year: 2020, R2 or 令和2年度")
        parser.add_argument("--table", help="one table, such as T01; default all")
        parser.add_argument("--format", choices=[*RENDERERS, "xlsx"])
        parser.add_argument(
            "--output",
            help="a file; a folder for xlsx and, without --format, for all formats",
        )
        parser.add_argument("--as-of", help="the day the tables stand on; today")
        parser.add_argument(
            "--check",
            action="store_true",
            help="print the identities and compare with the printed page",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Parse, compute once, answer.

        Raises:
            CommandError: year, table, day or path cannot be; the message says why.
            SystemExit: the check found a difference or a broken line.
        """
        today = localdate()
        try:
            statement = _statement(options, today)
        except OrdinanceError as error:
            language = get_language() or "ja"
            raise CommandError(error.sentence.to_language(language)) from None
        except AnnualError as error:
            raise CommandError(str(error)) from None
        path = Path(options["output"]) if options["output"] else None
        if path is not None:
            self._write(statement, options["format"], path)
        elif not options["check"]:
            self.stdout.write(_text(statement, options["format"] or "json"), ending="")
        if options["check"] and not self._check(statement):
            raise SystemExit(1)

    def _write(self, statement: Statement, form: str | None, path: Path) -> None:
        try:
            if form is not None and form in RENDERERS:
                path.write_bytes(RENDERERS[form](statement).encode())
                return
            path.mkdir(parents=True, exist_ok=True)
            for name in file_names(statement):
                if form is None or name.endswith(f".{form}"):
                    (path / name).write_bytes(make_file(statement, name).content)
        except OSError as error:
            raise CommandError(
                _(
                    "“%(path)s” cannot be written: %(reason)s. Please name another "
                    "place with --output."
                )
                % {"path": path, "reason": error.strerror}
            ) from None

    def _check(self, statement: Statement) -> bool:
        """Print the identities and the comparison; tell whether all holds."""
        for table in statement:
            for check in table.checks:
                mark = MARKS[check.ok]
                line = f"{mark} {table.id} {check.id} {check.left} {check.op} "
                self.stdout.write(f"{line}{check.right}  {check.explain}")
        page = reference_of(statement.municipality.code, statement.fiscal_year)
        if page is None:
            self.stdout.write(_("There is no printed page on file for this year."))
            return statement.is_ok
        difference = first_difference(statement, page)
        if difference is not None:
            self.stdout.write(_difference_text(difference))
            return False
        compared = [table.id for table in statement if table.id in page.tables]
        self.stdout.write(f"{IDENTICAL} {', '.join(compared)}")
        return statement.is_ok


def _statement(options: Mapping[str, Any], today: date) -> Statement:
    fiscal_year = parse_fiscal_year(options["year"])
    check_year(settings.HIROBA_MUNICIPALITY, fiscal_year, today=today)
    statement = annual_statement(
        municipality=settings.HIROBA_MUNICIPALITY,
        fiscal_year=fiscal_year,
        as_of=parse(options["as_of"]).date if options["as_of"] else today,
    )
    return _only(statement, options["table"]) if options["table"] else statement


def _only(statement: Statement, table_id: str) -> Statement:
    known = [table.id for table in statement]
    if table_id.upper() not in known:
        raise CommandError(
            _("There is no table “%(table)s”. Please choose one of: %(known)s.")
            % {"table": table_id, "known": ", ".join(known)}
        )
    return statement.only([table_id.upper()])


def _text(statement: Statement, form: str) -> str:
    if form not in RENDERERS:
        raise CommandError(
            _("A workbook cannot be printed. Please name a folder with --output.")
        )
    return RENDERERS[form](statement)


def _difference_text(found: Difference) -> str:
    place = found.place
    return _(
        "The first difference stands in %(table)s, %(part)s, line %(row)s, place "
        "%(column)s %(label)s: the printed page says “%(printed)s”, the computed "
        "table “%(computed)s”."
    ) % {
        "table": place.table,
        "part": _part(place),
        "row": place.row + 1,
        "column": place.column + 1,
        "label": found.label,
        "printed": found.printed,
        "computed": found.computed,
    }


def _part(place: Place) -> str:
    return {
        "caption": _("the caption"),
        "unit_line": _("the line of unit and year"),
        "total": _("the total"),
        "heads": _("the headings"),
        "rows": _("the rows"),
        "bodies": _("the advisory bodies"),
        "before": _("the sentences above"),
        "after": _("the sentences below"),
        "notes": _("the notes"),
    }[place.part]
