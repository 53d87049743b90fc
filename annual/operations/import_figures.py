"""The ledger of figures: visitors, loans, sales, one row per year and item."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from pathlib import Path

from django.db.models import Model
from django.utils.translation import gettext as _

from annual import models
from annual.figures import figures_of
from annual.operations.record_figures import LARGEST, FigureEntry, record_figures
from casework.ledger.cells import RowCells
from casework.ledger.columns import Words, fold, load_columns
from casework.models import ImportRun
from casework.operations.import_records import RecordLedger, RecordRow
from casework.operations.import_run import Task
from ordinances.fiscal_years import (
    BadFiscalYear,
    fiscal_year_label,
    fiscal_year_of,
    parse_fiscal_year,
)
from ordinances.tables import Figure


class FiguresLedger(RecordLedger):
    """Reads rows of the ledger of figures; each is the figure of a whole year."""

    columns = load_columns(Path(__file__).parent / "figures_ledger.yaml")

    def __init__(self, municipality_code: str) -> None:
        figures = figures_of(municipality_code)
        self._municipality_code = municipality_code
        self._figures = {figure.key: figure for figure in figures}
        self._words = Words(
            (figure.key, (figure.label_ja, *figure.synonyms, figure.label_en))
            for figure in figures
        )
        days = models.Figure.objects.filter(on__isnull=False)
        self._by_the_day = set(days.values_list("fiscal_year", "key"))

    def read(self, row: RowCells, *, task: Task) -> RecordRow | None:
        """Return a row as a figure, None when it has an error."""
        if not row.is_sound():
            return None
        fiscal_year = _fiscal_year(row, task)
        text = row.required("key")
        key = row.code("key", self._words) if text else None
        value = row.count("value", most=LARGEST) if row.required("value") else None
        note = row.text("note")
        if fiscal_year is None or key is None or value is None:
            return None
        figure = self._figures[key]
        unit = self._unit(row, figure)
        self._check_no_days(row, fiscal_year, figure)
        if not row.is_sound():
            return None
        return RecordRow(
            line=row.line,
            raw=row.raw,
            key=(fiscal_year, key),
            name=f"{fiscal_year_label(fiscal_year, 'half')} {figure.label_ja}",
            texts={"value": f"{value:,}", "unit": unit, "note": note},
            values={
                "fiscal_year": fiscal_year,
                "key": key,
                "value": value,
                "note": note,
            },
        )

    def stored(self, keys: Collection[Hashable]) -> Mapping[Hashable, Model]:
        """Return the stored figures of whole years."""
        figures = models.Figure.objects.filter(on__isnull=True)
        found = {(figure.fiscal_year, figure.key): figure for figure in figures}
        return {key: figure for key, figure in found.items() if key in keys}

    def texts(self, instance: Model) -> Mapping[str, str]:
        """Return a stored figure by column key.

        Raises:
            TypeError: The row is no figure.
        """
        if not isinstance(instance, models.Figure):
            raise TypeError(instance)
        return {
            "value": f"{instance.value:,}",
            "unit": instance.unit,
            "note": instance.note,
        }

    def write(
        self, rows: Sequence[RecordRow], *, run: ImportRun, task: Task
    ) -> Sequence[str]:
        """Write figures, one act per year; the operation writes their trail."""
        entries: dict[int, list[FigureEntry]] = {}
        for row in rows:
            year, entry = _entry(row, source=task.file.name)
            entries.setdefault(year, []).append(entry)
        for year, typed in sorted(entries.items()):
            record_figures(
                municipality=self._municipality_code,
                fiscal_year=year,
                entries=typed,
                by=task.by,
                at=task.at,
                import_run=run,
            )
        stored = self.stored({row.key for row in rows})
        return [f"figure:{stored[row.key].pk}" for row in rows]

    def _unit(self, row: RowCells, figure: Figure) -> str:
        text = row.text("unit")
        if text and fold(text) != fold(figure.unit):
            row.error(
                "unit",
                _("“%(label)s” is counted in %(unit)s.")
                % {"label": figure.label_ja, "unit": figure.unit},
                _("Correct the unit or the item."),
            )
        return figure.unit

    def _check_no_days(self, row: RowCells, fiscal_year: int, figure: Figure) -> None:
        if (fiscal_year, figure.key) in self._by_the_day:
            row.error(
                "key",
                _("“%(label)s” of %(year)s has been entered day by day.")
                % {
                    "label": figure.label_ja,
                    "year": fiscal_year_label(fiscal_year, "half"),
                },
                _("Delete this line; the year is the sum of its days."),
            )


def _entry(row: RecordRow, *, source: str) -> tuple[int, FigureEntry]:
    values = row.values
    return int(str(values["fiscal_year"])), FigureEntry(
        key=str(values["key"]),
        value=int(str(values["value"])),
        note=str(values["note"]),
        source=source[:200],
    )


def _fiscal_year(row: RowCells, task: Task) -> int | None:
    text = row.required("fiscal_year")
    if not text:
        return None
    try:
        fiscal_year = parse_fiscal_year(text)
    except BadFiscalYear:
        row.error(
            "fiscal_year",
            _("“%(value)s” is not a fiscal year.") % {"value": text},
            _("Write it like 令和2年度, R2 or 2020."),
        )
        return None
    if fiscal_year > fiscal_year_of(task.on):
        row.error(
            "fiscal_year",
            _("%(year)s has not come yet.")
            % {"year": fiscal_year_label(fiscal_year, "half")},
            _("Check the year."),
        )
        return None
    return fiscal_year
